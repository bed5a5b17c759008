import { afterEach, beforeEach, expect, test } from "vitest";
import type { Entry } from "../../src/sandbox/journal.ts";
import { until } from "../db/until.ts";
import { NUMBER, openWhatsapp, type WhatsappStand } from "./whatsapp-stand.ts";

type Letter = { id: string; text: string; by: string; tick: string; deleted: boolean };

let stand: WhatsappStand;

beforeEach(async () => {
  stand = await openWhatsapp();
});
afterEach(() => stand.close());

const ANNA = { person: 1 };
const base = { messaging_product: "whatsapp", recipient_type: "individual" };
const hello = { ...base, to: "380670000001", type: "text", text: { body: "Вітаємо" } };
const messages = `${NUMBER}/messages`;

/** The first post that has this, as the receiver parses it. */
async function heard(what: string, skip = 0) {
  const found = await until(
    `a webhook with ${what}`,
    () => stand.posted.filter(({ body }) => JSON.stringify(JSON.parse(body)).includes(what))[skip],
  );
  const envelope: { entry: { changes: { field: string; value: Record<string, object> }[] }[] } =
    JSON.parse(found.body);
  return { post: found, change: envelope.entry[0]?.changes[0] };
}

const letters = () => stand.control<Letter[]>("whatsapp/messages?person=1");
const tickOf = (id: string, tick: string) =>
  until(`${id} is ${tick}`, async () =>
    (await letters()).find((letter) => letter.id === id && letter.tick === tick),
  );
const idOf = (answer: { body: object }): string =>
  /wamid\.[^"]+/.exec(JSON.stringify(answer.body))?.[0] ?? "";

test("what a customer writes arrives signed over escaped bytes, and is ticked as delivered", async () => {
  const said = await stand.control<Letter>("whatsapp/say", { ...ANNA, text: "Добрий день 🌷" });
  const { post, change } = await heard(said.id);
  expect(stand.isSigned(post)).toBe(true);
  expect(post.body).toMatch(/^[\x20-\x7e]+$/);
  expect(change).toMatchObject({
    field: "messages",
    value: {
      metadata: { phone_number_id: NUMBER },
      contacts: [{ profile: { name: "Анна" }, wa_id: "380670000001" }],
      messages: [{ from: "380670000001", type: "text", text: { body: "Добрий день 🌷" } }],
    },
  });
  await tickOf(said.id, "delivered");
});

test("a person who hides their number is known by their user id alone, and answered by it", async () => {
  await stand.control("whatsapp/people", {
    ...ANNA,
    hidden: true,
    username: "anna.k",
    user_id: "UA.77",
  });
  const said = await stand.control<Letter>("whatsapp/say", { ...ANNA, text: "Привіт" });
  const { post } = await heard(said.id);
  expect(post.body).not.toContain("380670000001");
  expect(post.body).toContain('"from_user_id":"UA.77"');
  const { to: _to, ...rest } = hello;
  const answer = await stand.graph(messages, { ...rest, recipient: "UA.77" });
  expect(answer).toMatchObject({
    status: 200,
    body: { contacts: [{ input: "UA.77", user_id: "UA.77" }] },
  });
});

test("a webhook that is not answered 2xx comes again until it is", async () => {
  stand.answers.push(500, 503, 404);
  const said = await stand.control<Letter>("whatsapp/say", { ...ANNA, text: "Є хто?" });
  await tickOf(said.id, "delivered");
  expect(stand.posted.map(({ body }) => body)).toEqual(Array(4).fill(stand.posted[0]?.body));
});

test("one message can come several times, many messages in one webhook", async () => {
  await stand.control("whatsapp/say", { ...ANNA, text: "двічі", copies: 2 });
  const [first, second] = [await heard("двічі"), await heard("двічі", 1)];
  expect(second.post.body).toBe(first.post.body);
  const people = Array.from({ length: 200 }, (_, n) => ({ person: n + 1, text: `№ ${n}` }));
  await stand.control("whatsapp/batch", { messages: people });
  const { change } = await heard("№ 199");
  expect(change?.value["messages"]).toHaveLength(200);
  expect(change?.value["contacts"]).toHaveLength(200);
});

test("a message of the business is told of in order: sent, delivered, and read once somebody looks", async () => {
  await stand.control("whatsapp/say", { ...ANNA, text: "Привіт" });
  const id = idOf(await stand.graph(messages, { ...hello, biz_opaque_callback_data: "42" }));
  await tickOf(id, "delivered");
  await stand.control("whatsapp/seen", ANNA);
  await tickOf(id, "read");
  for (const [skip, status] of ["sent", "delivered", "read"].entries()) {
    const { change } = await heard('"statuses"', skip);
    expect(change?.value["statuses"]).toMatchObject([
      { id, status, recipient_id: "380670000001", biz_opaque_callback_data: "42" },
    ]);
  }
});

test("statuses come out of order, fail, or stay away, as the dial says", async () => {
  await stand.control("whatsapp/say", { ...ANNA, text: "Привіт" });
  await stand.control("whatsapp/options", { statuses: "mixed", read_at_once: true });
  const mixed = idOf(await stand.graph(messages, hello));
  for (const [skip, status] of ["read", "delivered", "sent"].entries())
    expect((await heard(mixed, skip)).change?.value["statuses"]).toMatchObject([{ status }]);
  await stand.control("whatsapp/options", { fail: { code: 131026 } });
  const failed = idOf(await stand.graph(messages, hello));
  const { change } = await heard(failed);
  expect(change?.value["statuses"]).toMatchObject([
    { status: "failed", errors: [{ code: 131026, title: "Message undeliverable" }] },
  ]);
  await tickOf(failed, "failed");
});

test("free words leave only in the 24 hours after a customer's message, templates always", async () => {
  expect(await stand.graph(messages, hello)).toMatchObject({
    status: 400,
    body: { error: { code: 131026 } },
  });
  await stand.control("whatsapp/say", { ...ANNA, text: "Пізно", ago_s: 23 * 3600 });
  expect((await stand.graph(messages, hello)).status).toBe(200);
  stand.pass(3_600_000);
  expect(await stand.graph(messages, hello)).toMatchObject({
    status: 400,
    body: { error: { code: 131047 } },
  });
  const template = {
    name: "visit_reminder",
    language: { code: "uk" },
    components: [{ type: "body", parameters: [{ type: "text", text: "середа, 10:00" }] }],
  };
  const { text: _text, ...rest } = hello;
  expect((await stand.graph(messages, { ...rest, type: "template", template })).status).toBe(200);
  expect((await letters()).at(-1)?.text).toBe("Нагадуємо про візит: середа, 10:00. Чекаємо на вас");
});

test("the number must be the token's own, and a burst to one person ends", async () => {
  await stand.control("whatsapp/say", { ...ANNA, text: "Привіт" });
  expect(await stand.graph(messages, hello, "EAAother")).toMatchObject({
    status: 401,
    body: { error: { code: 190 } },
  });
  expect(await stand.graph("999/messages", hello)).toMatchObject({
    status: 400,
    body: { error: { code: 100, error_subcode: 33, type: "GraphMethodException" } },
  });
  expect(await stand.graph(`${NUMBER}?fields=display_phone_number,verified_name`)).toMatchObject({
    status: 200,
    body: { id: NUMBER, display_phone_number: "+380440000101", verified_name: "Лілея" },
  });
  const answers = await Promise.all(Array.from({ length: 46 }, () => stand.graph(messages, hello)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(45);
  expect(answers.find(({ status }) => status === 429)).toMatchObject({
    body: { error: { code: 131056 } },
  });
  stand.pass(6000);
  expect((await stand.graph(messages, hello)).status).toBe(200);
});

test("a read mark ticks what came before, and only a customer's message can be read", async () => {
  const first = await stand.control<Letter>("whatsapp/say", { ...ANNA, text: "один" });
  const second = await stand.control<Letter>("whatsapp/say", { ...ANNA, text: "два" });
  const mark = { messaging_product: "whatsapp", status: "read" };
  const typing = { ...mark, message_id: second.id, typing_indicator: { type: "text" } };
  expect(await stand.graph(messages, typing)).toEqual({ status: 200, body: { success: true } });
  await tickOf(first.id, "read");
  const writes = async () =>
    (await stand.control<{ chats: { typing: boolean }[] }>("whatsapp")).chats[0]?.typing;
  expect(await writes()).toBe(true);
  await stand.graph(messages, hello);
  expect(await writes()).toBe(false);
  expect((await stand.graph(messages, { ...mark, message_id: "wamid.none" })).status).toBe(400);
});

test("only what was offered can be pressed, and it comes back with its id", async () => {
  await stand.control("whatsapp/say", { ...ANNA, text: "Привіт" });
  const action = {
    button: "Час",
    sections: [{ rows: [{ id: "slot:1", title: "10:00", description: "Ольга" }] }],
  };
  const interactive = { type: "list", body: { text: "Коли?" }, action };
  const { text: _text, ...rest } = hello;
  const message = idOf(await stand.graph(messages, { ...rest, type: "interactive", interactive }));
  await stand.control("whatsapp/press", { ...ANNA, message, id: "slot:1" });
  const { change } = await heard("list_reply");
  expect(change?.value["messages"]).toMatchObject([
    {
      context: { id: message },
      interactive: { type: "list_reply", list_reply: { id: "slot:1", title: "10:00" } },
    },
  ]);
  await expect(stand.control("whatsapp/press", { ...ANNA, message, id: "slot:2" })).rejects.toThrow(
    "404",
  );
});

test("the owner's own words, edits and removals come as echoes", async () => {
  await stand.control("whatsapp/say", { ...ANNA, text: "Привіт" });
  const echo = await stand.control<Letter>("whatsapp/echo", { ...ANNA, text: "Це я, Наталя" });
  const { change } = await heard(echo.id);
  expect(change).toMatchObject({
    field: "smb_message_echoes",
    value: {
      message_echoes: [
        { from: "380440000101", to: "380670000001", text: { body: "Це я, Наталя" } },
      ],
    },
  });
  await stand.control("whatsapp/edit", { message: echo.id, text: "Наталя" });
  await stand.control("whatsapp/delete", { message: echo.id });
  await heard('"revoke"');
  expect((await letters()).at(-1)).toMatchObject({ text: "", deleted: true });
});

test("faults strike by code; an answer can be lost after the message has left", async () => {
  await stand.control("whatsapp/say", { ...ANNA, text: "Привіт" });
  await stand.control("faults", { method: "whatsapp", kind: "403", code: 131031, times: 1 });
  expect(await stand.graph(messages, hello)).toMatchObject({
    status: 403,
    body: { error: { code: 131031 } },
  });
  await stand.control("faults", { method: "whatsapp", kind: "401", times: 1 });
  expect(await stand.graph(messages, hello)).toMatchObject({
    status: 401,
    body: { error: { code: 190, error_subcode: 463 } },
  });
  await stand.control("faults", { method: "whatsapp", kind: "lost", times: 1 });
  await expect(stand.graph(messages, hello)).rejects.toThrow("fetch failed");
  expect((await letters()).filter(({ by }) => by === "business")).toHaveLength(1);
});

test("a callback address is verified before it is taken", async () => {
  const wish = { secret: "other", url: `${stand.url}/hook`, verify_token: "mine" };
  await expect(stand.control("whatsapp/apps", wish)).rejects.toThrow("couldn't be validated");
});

test("chats and webhooks on their way survive a restart", async () => {
  const kept = new Map<string, Entry>();
  const journal = {
    load: async () => [...kept.values()],
    write: async (entries: Entry[]) => {
      for (const entry of entries) kept.set(`${entry.kind}/${entry.id}`, entry);
    },
  };
  const first = await openWhatsapp({ journal });
  first.answers.push(...Array<number>(50).fill(500));
  await first.control("whatsapp/say", { ...ANNA, text: "до перезапуску" });
  await until("a refused webhook", () => first.posted[0]);
  await first.close();
  const second = await openWhatsapp({ journal });
  try {
    const [letter] = await second.control<Letter[]>("whatsapp/messages?person=1");
    expect(letter).toMatchObject({ text: "до перезапуску", tick: "sent" });
    second.resume();
    const again = await until("the webhook once more", () => second.posted[0]);
    expect(again.body).toBe(first.posted[0]?.body);
  } finally {
    await second.close();
  }
});
