import { reference } from "../business/button-service.ts";
import { membersOf } from "../business/member-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import { personOf } from "../business/person-service.ts";
import type { Tx } from "../db/client.ts";
import { text } from "../texts/bundle.ts";
import { escapeHtml, escapeName } from "../texts/html.ts";

/** Somebody outside asks for a person: every owner gets a card. `id` keeps it from leaving twice. */
export async function askForSupport(
  tx: Tx,
  businessId: string,
  value: {
    id: string;
    text: string;
    /** Who asks; null: nobody said. */
    from: string | null;
    /** The name of the token it came with. */
    token: string;
    client: { id: number; called: string } | null;
    botId: number;
    now: number;
  },
): Promise<{ owners: number }> {
  const { id, from, token, client, botId, now } = value;
  const posted: Notice[] = [];
  for (const { personId, role } of await membersOf(tx, businessId)) {
    const person = role === "owner" ? await personOf(tx, personId) : null;
    if (!person) continue;
    const { language } = person;
    const who = escapeName(from ?? text(language, "support-somebody"));
    const lines = [
      text(language, "support-request", { who, token: escapeName(token) }),
      ...(client ? [text(language, "support-client", { client: escapeName(client.called) })] : []),
      "",
      escapeHtml(value.text),
    ];
    const open = client && {
      text: text(language, "support-open-client"),
      callback_data: await reference(tx, businessId, { do: "client", clientId: client.id }),
    };
    posted.push({
      key: `support:${id}:${personId}`,
      botId,
      telegramId: personId,
      threadId: null,
      html: lines.join("\n"),
      keyboard: open ? [[open]] : null,
      silent: false,
      replyTo: null,
    });
  }
  await postNotices(tx, businessId, { posted, now });
  return { owners: posted.length };
}
