import { maskPhone, showPhone } from "../lib/phone.ts";
import { text, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import type { Callback, CallbackResult, Prepared } from "./callback.ts";

/** Why nobody is called. */
export function callbackRefusal(
  language: Language,
  prepared: Exclude<Prepared, { ready: unknown }>,
): string {
  if ("refused" in prepared) return text(language, refusals[prepared.refused]);
  if ("colleague" in prepared)
    return prepared.own
      ? text(language, "callback-own")
      : text(language, "callback-colleague", { name: prepared.colleague ?? "—" });
  return text(language, prepared.repeated === "ringing" ? "callback-own" : "callback-doubt");
}

/** What became of a call back, or that the PBX is being asked. */
export function callbackSaid(
  language: Language,
  result: CallbackResult | "asked",
  { who, callback, masked }: { who: string; callback: Callback; masked: boolean },
): string {
  const { ext, phone } = callback;
  const shown = masked ? maskPhone(phone) : showPhone(phone);
  return text(language, outcomes[result], { who, ext, phone: shown });
}

type Refusal = Extract<Prepared, { refused: unknown }>["refused"];

const refusals: Record<Refusal, TextId> = {
  gone: "why-gone",
  hidden: "callback-hidden",
  number: "callback-no-number",
  do_not_call: "callback-do-not-call",
  no_account: "callback-no-account",
  no_extension: "callback-no-extension",
};

const outcomes: Record<CallbackResult | "asked", TextId> = {
  asked: "callback-asked",
  ringing: "callback-ringing",
  limited: "callback-limited",
  unreachable: "callback-unreachable",
  unknown: "callback-unknown",
  key: "callback-key",
  extension: "callback-extension",
  number: "callback-number",
  busy: "callback-busy",
  money: "callback-money",
  other: "callback-other",
};
