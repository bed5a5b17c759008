import { afterEach, beforeEach, expect, test } from "vitest";
import { memoryJournal } from "../../src/sandbox/journal.ts";
import type { Entry } from "../../src/sandbox/journal.ts";
import { ANNA, BORYS, BOT, OTHER_BOT, OTHER_TOKEN, openStand } from "./stand.ts";
import type { Stand } from "./stand.ts";

type Update = Record<string, unknown> & { update_id: number };
type Connection = { id: string; enabled: boolean };
type View = { chat: string; message_id: number; from: { id: number }; business_bot?: number };

const DAY_MS = 24 * 3_600_000;
/** Anna is the customer of Borys, whose account the bot answers in. */
const CHAT = `u${ANNA}-${BORYS}`;

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.close());

const connect = (more: object = {}) =>
  stand.control<Connection>("POST", "/business/connect", { person: BORYS, bot: BOT, ...more });
const customer = (text: string) =>
  stand.control<View>("POST", "/say", { person: ANNA, with: BORYS, text });
const owner = (text: string) =>
  stand.control<View>("POST", "/say", { person: BORYS, with: ANNA, text });
const answer = (id: string, more: object = {}) => ({
  business_connection_id: id,
  chat_id: ANNA,
  text: "Є о 12:00",
  ...more,
});

/** The bot's new updates, confirmed. */
async function heard(token?: string): Promise<Update[]> {
  const updates = await stand.done<Update[]>("getUpdates", {}, token);
  await stand.done("getUpdates", { offset: (updates.at(-1)?.update_id ?? 0) + 1 }, token);
  return updates;
}

async function refusalOf(method: string, params: object, token?: string): Promise<string> {
  const { ok, error_code, description } = await stand.api(method, params, token);
  expect(ok).toBe(false);
  return `${error_code} ${description}`;
}

test("a bot is told of a connection, of changed rights and of its end, and may ask", async () => {
  const { id } = await connect();
  const user = { id: BORYS, is_bot: false, first_name: "Борис" };
  const told = { id, user, user_chat_id: BORYS, date: 1_795_000_000, is_enabled: true };
  expect(await heard()).toMatchObject([
    { business_connection: { ...told, rights: { can_reply: true, can_read_messages: true } } },
  ]);
  await stand.control("POST", "/business/rights", { person: BORYS, rights: { can_reply: false } });
  const [changed] = await heard();
  expect(changed?.["business_connection"]).toMatchObject({
    ...told,
    rights: { can_read_messages: true },
  });
  expect(JSON.stringify(changed)).not.toContain("can_reply");
  await stand.control("POST", "/business/disconnect", { person: BORYS });
  const ended = { id, is_enabled: false };
  expect(await heard()).toMatchObject([{ business_connection: ended }]);
  const ask = { business_connection_id: id };
  const known = await stand.done<object>("getBusinessConnection", ask);
  expect(known).toMatchObject(ended);
  expect(known).not.toHaveProperty("rights");
  for (const method of ["getBusinessConnection", "sendMessage"])
    expect(await refusalOf(method, method === "sendMessage" ? answer(id) : ask, OTHER_TOKEN)).toBe(
      "400 Bad Request: business connection not found",
    );
});

test("an account has one bot: the next one takes the place of the first", async () => {
  const { id } = await connect();
  await heard();
  await connect({ bot: OTHER_BOT });
  expect(await heard()).toMatchObject([{ business_connection: { id, is_enabled: false } }]);
  const [told] = await heard(OTHER_TOKEN);
  expect(told?.["business_connection"]).toMatchObject({ is_enabled: true });
  await customer("Добрий день");
  expect(await heard()).toEqual([]);
  expect(await heard(OTHER_TOKEN)).toHaveLength(1);
});

test("what both people write, change and delete reaches the bot, with the customer as the chat", async () => {
  const { id } = await connect();
  await heard();
  const said = await customer("Хочу записатися");
  await owner("Зараз гляну");
  const ofCustomer = { id: ANNA, type: "private", first_name: "Анна" };
  expect(await heard()).toMatchObject([
    {
      business_message: {
        business_connection_id: id,
        from: { id: ANNA },
        chat: ofCustomer,
        text: "Хочу записатися",
      },
    },
    { business_message: { business_connection_id: id, from: { id: BORYS }, chat: ofCustomer } },
  ]);
  const { message_id } = said;
  await stand.control("POST", "/edit", { person: ANNA, chat: CHAT, message_id, text: "на завтра" });
  await stand.control("POST", "/delete", { person: ANNA, chat: CHAT, message_id });
  expect(await heard()).toMatchObject([
    { edited_business_message: { message_id, text: "на завтра", chat: ofCustomer } },
    {
      deleted_business_messages: {
        business_connection_id: id,
        chat: ofCustomer,
        message_ids: [message_id],
      },
    },
  ]);
});

test("a bot that did not ask for them hears nothing, nor one that is connected to nobody", async () => {
  await stand.done("getUpdates", { allowed_updates: ["message"] });
  await connect();
  await customer("Добрий день");
  expect(await heard()).toEqual([]);
  await stand.done("getUpdates", { allowed_updates: ["message", "business_message"] });
  await customer("Ви тут?");
  expect(await heard()).toMatchObject([{ business_message: { text: "Ви тут?" } }]);
  expect(await heard(OTHER_TOKEN)).toEqual([]);
});

test("what the bot writes stands there as the owner's, and it hears of that itself", async () => {
  const { id } = await connect();
  const said = await customer("Коли можна?");
  await heard();
  const reply = { reply_parameters: { message_id: said.message_id } };
  const sent = await stand.done<Record<string, unknown>>("sendMessage", answer(id, reply));
  const seen = {
    business_connection_id: id,
    from: { id: BORYS, is_bot: false },
    sender_business_bot: { id: BOT, is_bot: true },
    chat: { id: ANNA },
    text: "Є о 12:00",
    reply_to_message: { message_id: said.message_id, chat: { id: ANNA } },
  };
  expect(sent).toMatchObject(seen);
  expect(await heard()).toMatchObject([{ business_message: seen }]);
  const messages = await stand.control<View[]>("GET", `/messages?chat=${CHAT}`);
  expect(messages.at(-1)).toMatchObject({ from: { id: BORYS }, business_bot: BOT });
  const { message_id } = { message_id: sent["message_id"] };
  const edited = answer(id, { message_id, text: "Є о 13:00" });
  expect(await stand.done("editMessageText", edited)).toMatchObject({ text: "Є о 13:00" });
  expect(await heard()).toMatchObject([{ edited_business_message: { text: "Є о 13:00" } }]);
});

test("both sides may have a bot: each sees its own account's chat", async () => {
  const { id } = await connect();
  await stand.control("POST", "/business/connect", { person: ANNA, bot: OTHER_BOT });
  await customer("Добрий день");
  await stand.done("sendMessage", answer(id));
  await heard();
  const [, asked, answered] = await heard(OTHER_TOKEN);
  expect(asked?.["business_message"]).toMatchObject({ from: { id: ANNA }, chat: { id: BORYS } });
  expect(answered?.["business_message"]).toMatchObject({ from: { id: BORYS } });
  expect(answered?.["business_message"]).not.toHaveProperty("sender_business_bot");
});

test("a button under it is pressed by the customer, and the answer arrives", async () => {
  const { id } = await connect();
  await customer("Коли можна?");
  const reply_markup = { inline_keyboard: [[{ text: "12:00", callback_data: "slot:1" }]] };
  const { message_id } = await stand.done("sendMessage", answer(id, { reply_markup }));
  await heard();
  const press = { person: ANNA, chat: CHAT, message_id, data: "slot:1" };
  const pressed = stand.control("POST", "/press", press);
  const [query] = await stand.done<{ callback_query?: { id: string } }[]>("getUpdates", {
    timeout: 5,
  });
  expect(query).toMatchObject({
    callback_query: {
      from: { id: ANNA },
      data: "slot:1",
      message: { message_id, business_connection_id: id, chat: { id: ANNA } },
    },
  });
  await stand.done("answerCallbackQuery", {
    callback_query_id: query?.callback_query?.id,
    text: "Ваш",
  });
  expect(await pressed).toEqual({ answered: true, text: "Ваш" });
});

test("the bot shows that it types, and marks what came as read", async () => {
  const { id } = await connect();
  const { message_id } = await customer("Коли можна?");
  const place = { business_connection_id: id, chat_id: ANNA };
  const shown: unknown[] = [];
  stand.sandbox.events.on("action", (action) => void shown.push(action));
  await stand.done("sendChatAction", { ...place, action: "typing" });
  expect(shown).toEqual([{ chat: CHAT, bot: BOT, action: "typing" }]);
  expect(await stand.done("readBusinessMessage", { ...place, message_id })).toBe(true);
});

test("refused as Telegram does: a silent chat, no right, an ended connection, oneself, other keyboards", async () => {
  const { id } = await connect();
  const silent = "400 Bad Request: BUSINESS_PEER_USAGE_MISSING";
  await owner("Добрий день, Анно");
  expect(await refusalOf("sendMessage", answer(id))).toBe(silent);
  await customer("Добрий день");
  stand.pass(DAY_MS - 1000);
  await stand.done("sendMessage", answer(id));
  stand.pass(1000);
  expect(await refusalOf("sendMessage", answer(id))).toBe(silent);
  await customer("Я ще тут");
  const keyboard = { reply_markup: { keyboard: [[{ text: "Так" }]] } };
  expect(await refusalOf("sendMessage", answer(id, keyboard))).toBe(
    "400 Bad Request: only inline keyboard is allowed",
  );
  expect(await refusalOf("sendMessage", answer(id, { chat_id: BORYS }))).toBe(
    "400 Bad Request: BUSINESS_PEER_INVALID",
  );
  const rights = { can_reply: false };
  await stand.control("POST", "/business/rights", { person: BORYS, rights });
  for (const [method, more] of [
    ["sendMessage", {}],
    ["sendChatAction", { text: undefined, action: "typing" }],
  ] as const)
    expect(await refusalOf(method, answer(id, more))).toBe("400 Bad Request: BOT_ACCESS_FORBIDDEN");
  await stand.control("POST", "/business/disconnect", { person: BORYS });
  expect(await refusalOf("sendMessage", answer(id))).toBe(
    "400 Bad Request: BUSINESS_CONNECTION_INVALID",
  );
  const before = await stand.control<View[]>("GET", `/messages?chat=${CHAT}`);
  expect(before).toHaveLength(4);
});

test("what the owner or the customer wrote is not the bot's to change", async () => {
  const { id } = await connect();
  for (const { message_id } of [await customer("Добрий день"), await owner("Вітаю")])
    expect(await refusalOf("editMessageText", answer(id, { message_id }))).toBe(
      "400 Bad Request: message can't be edited",
    );
});

test("connections outlive a restart and end with a reset", async () => {
  const kept = new Map<string, Entry>();
  const journal = {
    ...memoryJournal,
    load: () => Promise.resolve([...kept.values()]),
    write: (entries: Entry[]) => {
      for (const entry of entries) kept.set(`${entry.kind}/${entry.id}`, entry);
      return Promise.resolve();
    },
  };
  await stand.close();
  stand = await openStand({ journal });
  const { id } = await connect();
  await stand.close();
  stand = await openStand({ journal });
  await customer("Добрий день");
  await stand.done("sendMessage", answer(id));
  await stand.control("POST", "/reset");
  expect(await stand.control("GET", "/business")).toEqual([]);
});
