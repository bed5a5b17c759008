import { sha256Hex } from "../lib/hmac.ts";
import { text, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import type { Call } from "./call.ts";
import { isFollowed, type CardFollowup } from "./card-followup.ts";
import { isMissed, type CardPart } from "./filter.ts";
import type { CardChat } from "./card-chat.ts";
import type { Spoken } from "./spoken.ts";

/** What stands in a message; `html` is Telegram HTML, `keyboard` rows of buttons with opaque references. */
export type CardContent = {
  html: string;
  keyboard: { text: string; callback_data: string }[][] | null;
};

type Keyed = Call & {
  followup: CardFollowup | null;
  doNotCall: boolean;
  spoken: Spoken | null;
  chat: CardChat;
};
type Keys = {
  language: Language;
  /** The reference that all buttons of the call's cards share; what each does follows it. */
  button: string;
  part: CardPart;
  /** The PBX can be asked to call. */
  canCall: boolean;
};

/** What can be done from below a card, row by row; null where a newer card carries the follow-up. */
export function cardKeyboard(
  call: Keyed,
  { language, button, part, canCall }: Keys,
): CardContent["keyboard"] {
  const more = { text: "⋯", callback_data: button };
  if (part === "ring") return [[more]];
  if (call.followup?.passed && isMissed(call)) return null;
  const key = (id: TextId, verb: string) => ({
    text: text(language, id),
    callback_data: `${button}:${verb}`,
  });
  const hidden = call.client === null;
  const deal = hidden ? [] : [key("card-key-deal", "deal")];
  const media = [
    ...(call.spoken?.audio ? [key("card-key-play", "play")] : []),
    ...(call.spoken?.text ? [key("card-key-text", "text")] : []),
    ...(call.spoken?.summary ? [key("card-key-fix", "fix")] : []),
  ];
  const rows = [
    ...(media.length > 0 ? [media] : []),
    [...deal, key("card-key-task", "task"), more],
  ];
  if (!isFollowed(call) || call.followup.closedAt !== null) return rows;
  if (hidden) return [[key("card-key-done", "done")], ...rows];
  const callBack = canCall && !call.doNotCall ? [key("card-key-call-back", "call_back")] : [];
  const mine =
    call.followup.claimedAt === null
      ? [key("card-key-claim", "claim")]
      : [key("card-key-done", "done"), key("card-key-release", "release")];
  const { canOffer, offered } = call.chat;
  const offer = canOffer && offered === null ? [[key("card-key-offer", "offer")]] : [];
  return [[...callBack, ...mine], ...offer, ...rows];
}

/** Equal for messages that look the same. */
export function digestOf({ html, keyboard }: CardContent): string {
  return sha256Hex(keyboard === null ? html : `${html}\n${JSON.stringify(keyboard)}`);
}
