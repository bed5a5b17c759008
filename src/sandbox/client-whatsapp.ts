/// <reference lib="dom" />
import { attempt, loadWorld, send } from "./client-api.ts";
import { listDialog } from "./client-dialog.ts";
import { openMenu } from "./client-menu.ts";
import { isMine, messagesOf, type Chat, type Message } from "./client-model.ts";
import { say } from "./client-text.ts";

/** Says something in a WhatsApp chat: as its customer, or as the owner from their own phone. */
export function speakWhatsapp({ whatsapp }: Chat, text: string, quoted?: Message): void {
  if (!whatsapp) return;
  const { person, number, owned } = whatsapp;
  const reply = quoted?.id === undefined || owned ? {} : { reply_to: quoted.id };
  attempt(() =>
    send("POST", owned ? "/whatsapp/echo" : "/whatsapp/say", { person, number, text, ...reply }),
  );
}

/** Presses a button, or opens the rows of a list. */
export function pressWhatsapp({ whatsapp }: Chat, message: Message, row: string): Promise<unknown> {
  if (!whatsapp) return Promise.resolve();
  const { person, number } = whatsapp;
  return send("POST", "/whatsapp/press", { person, number, message: message.id, id: row });
}

export function openList(chat: Chat, message: Message): void {
  const { list } = message;
  if (list)
    listDialog(list.button, list.rows, (row) => attempt(() => pressWhatsapp(chat, message, row)));
}

/** What the customer looks at is read. */
export function lookAt({ key, whatsapp }: Chat): void {
  if (!whatsapp || whatsapp.owned) return;
  const unread = messagesOf(key).filter(
    (message) => message.tick === "delivered" && !isMine(message),
  );
  const last = unread.at(-1)?.message_id ?? 0;
  if (last <= (looked.get(key) ?? 0)) return;
  looked.set(key, last);
  const { person, number } = whatsapp;
  // The stream's return loads everything again.
  send("POST", "/whatsapp/seen", { person, number }).catch(() => undefined);
}

const looked = new Map<string, number>();

/** What a customer sends beside words, and whether businesses see their number. */
export function whatsappMenu(anchor: HTMLElement, { whatsapp }: Chat): void {
  if (!whatsapp) return;
  const { person, number, hidden } = whatsapp;
  const attach = (kind: string) => () =>
    attempt(() => send("POST", "/whatsapp/attach", { person, number, what: { kind } }));
  openMenu(anchor, [
    { sign: "doc", label: say("whatsapp-photo"), act: attach("photo") },
    { sign: "talk", label: say("whatsapp-voice"), act: attach("voice") },
    { sign: "in", label: say("whatsapp-location"), act: attach("location") },
    {
      sign: hidden ? "check" : "x",
      label: say(hidden ? "whatsapp-show-number" : "whatsapp-hide-number"),
      act: () =>
        attempt(async () => {
          await send("POST", "/whatsapp/people", { person, hidden: !hidden });
          await loadWorld();
        }),
    },
  ]);
}
