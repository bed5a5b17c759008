import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCardGateway, type CardGateway, type Keyboard } from "../../src/gateways/telegram.ts";
import { closeAll, serve } from "./http-stand-in.ts";

const TOKEN = "7000000001:token-of-the-card-tests";
const place = { chatId: -100, threadId: null };
const keyboard: Keyboard = [[{ text: "⋯", callback_data: "GZutxTe55uPqH5pLpkmJ4w" }]];
const markup = { inline_keyboard: keyboard };
const message = { html: "<b>a &amp; b</b>", silent: false, replyTo: null, keyboard: null };
const bad = { ok: false, error_code: 400, description: "Bad Request: can't parse entities" };

type Seen = { method: string; body: Record<string, unknown> };
let seen: Seen[];
let answers: unknown[];
let gateway: CardGateway;

beforeEach(async () => {
  seen = [];
  answers = [];
  const { url } = await serve((request, response) => {
    let text = "";
    request.on("data", (piece) => (text += String(piece)));
    request.on("end", () => {
      const body: Record<string, unknown> = JSON.parse(text);
      seen.push({ method: request.url?.split("/").at(-1) ?? "", body });
      answer(response, answers.shift() ?? { ok: true, result: { message_id: 5 } });
    });
  });
  gateway = createCardGateway({ token: TOKEN, apiRoot: url.replace(/\/$/, "") });
});
afterEach(closeAll);

describe("a card's message", () => {
  test("is sent with its button, without sound, as a reply, into its topic", async () => {
    const outcome = await gateway.send(
      { chatId: -100, threadId: 9 },
      { ...message, silent: true, replyTo: 4, keyboard },
    );
    expect(outcome).toEqual({ sent: 5 });
    expect(seen).toEqual([
      {
        method: "sendMessage",
        body: {
          chat_id: -100,
          message_thread_id: 9,
          text: message.html,
          parse_mode: "HTML",
          disable_notification: true,
          reply_parameters: { message_id: 4, allow_sending_without_reply: true },
          link_preview_options: { is_disabled: true },
          reply_markup: markup,
        },
      },
    ]);
  });

  test("without any of these is sent with none of them", async () => {
    await gateway.send(place, message);
    expect(Object.keys(seen[0]?.body ?? {}).toSorted()).toEqual([
      "chat_id",
      "link_preview_options",
      "parse_mode",
      "text",
    ]);
  });

  test("that Telegram cannot read as markup is sent as plain text, with its button", async () => {
    answers.push(bad);
    expect(await gateway.send(place, { ...message, keyboard })).toEqual({ sent: 5 });
    expect(seen[1]?.body).toMatchObject({ text: "a & b", reply_markup: markup });
    expect(seen[1]?.body).not.toHaveProperty("parse_mode");
  });

  test("is edited with its button, or loses it", async () => {
    await gateway.edit(place, 5, { html: "x", keyboard });
    await gateway.edit(place, 5, { html: "y", keyboard: null });
    expect(seen.map(({ method }) => method)).toEqual(["editMessageText", "editMessageText"]);
    expect(seen[0]?.body).toMatchObject({ message_id: 5, text: "x", reply_markup: markup });
    expect(seen[1]?.body).not.toHaveProperty("reply_markup");
  });

  test("is taken away", async () => {
    answers.push({ ok: true, result: true });
    expect(await gateway.remove(place, 5)).toEqual({ sent: null });
    expect(seen).toEqual([{ method: "deleteMessage", body: { chat_id: -100, message_id: 5 } }]);
  });

  test("that is too old to be taken away is lost to us", async () => {
    answers.push({ ...bad, description: "Bad Request: message can't be deleted for everyone" });
    expect(await gateway.remove(place, 5)).toEqual({ lost: "message" });
  });
});

function answer(response: ServerResponse, body: unknown): void {
  const status =
    typeof body === "object" && body !== null && "error_code" in body
      ? Number(body.error_code)
      : 200;
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
