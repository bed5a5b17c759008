import { z } from "zod";
import type { Fetcher } from "./http.ts";
import { readAnswer, type Answered } from "./whatsapp-answer.ts";
import type { WhatsappContent } from "./whatsapp-message.ts";

/** A number and the token that may use it. */
type NumberKey = { numberId: string; token: string };

/** Whom a message goes to: a phone's digits, a business-scoped user id, or both; the id is tried first. */
type Recipient = { userId: string | null; waId: string | null };

type WhatsappSend = {
  to: Recipient;
  content: WhatsappContent;
  /** Comes back in the message's statuses; 512 at most. */
  callback: string;
};

export type WhatsappGateway = {
  /** Gives Meta's own id of the message. */
  send(key: NumberKey, message: WhatsappSend): Promise<Answered<string>>;
  /** Shows that a message was read and, for 25 seconds at most, that somebody writes. */
  markRead(
    key: NumberKey,
    mark: { messageId: string; typing: boolean },
  ): Promise<Answered<unknown>>;
  /** What the number is called; also the proof that the token may use it. */
  number(key: NumberKey): Promise<Answered<NumberFacts>>;
};

type NumberFacts = { phone: string | null; name: string | null };

const sentShape = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });
const markedShape = z.object({ success: z.literal(true) });
const numberShape = z.object({
  id: z.string(),
  display_phone_number: z.string().optional(),
  verified_name: z.string().optional(),
});

const DEADLINE_MS = 15_000;

/** Meta's WhatsApp Cloud API; `apiUrl` is the server's own setting, with the version. */
export function createWhatsapp({
  apiUrl,
  fetcher,
}: {
  apiUrl: string;
  fetcher: Pick<Fetcher, "request">;
}): WhatsappGateway {
  const base = apiUrl.replace(/\/+$/, "");
  const request = (path: string, token: string, body?: unknown) =>
    fetcher.request({
      url: `${base}/${path}`,
      method: body === undefined ? "GET" : "POST",
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      deadlineMs: DEADLINE_MS,
      trusted: true,
      proxied: true,
    });
  const post = (
    { numberId, token }: NumberKey,
    { to, content, callback }: WhatsappSend,
    by: "recipient" | "to",
  ) =>
    request(`${numberId}/messages`, token, {
      messaging_product: "whatsapp",
      recipient_type: "individual",
      [by]: by === "recipient" ? to.userId : to.waId,
      ...content,
      biz_opaque_callback_data: callback,
    });
  return {
    send: async (key, message) => {
      const { userId, waId } = message.to;
      const by = userId === null ? "to" : "recipient";
      const first = readAnswer(await post(key, message, by), sentShape);
      const again = "fault" in first && first.fault.act === "phone" && waId !== null;
      const last =
        again && by === "recipient" ? readAnswer(await post(key, message, "to"), sentShape) : first;
      return "ok" in last ? { ok: last.ok.messages[0]?.id ?? "" } : last;
    },
    markRead: async ({ numberId, token }, { messageId, typing }) =>
      readAnswer(
        await request(`${numberId}/messages`, token, {
          messaging_product: "whatsapp",
          status: "read",
          message_id: messageId,
          ...(typing ? { typing_indicator: { type: "text" } } : {}),
        }),
        markedShape,
      ),
    number: async ({ numberId, token }) => {
      const fields = "display_phone_number,verified_name";
      const answer = readAnswer(await request(`${numberId}?fields=${fields}`, token), numberShape);
      if (!("ok" in answer)) return answer;
      const { display_phone_number: phone = null, verified_name: name = null } = answer.ok;
      return { ok: { phone, name } };
    },
  };
}
