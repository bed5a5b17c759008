import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANNA, BORYS, BOT, openStand, OTHER_TOKEN, TOKEN } from "./stand.ts";
import type { Stand } from "./stand.ts";

const STRANGER = 100_000_003;
const GONE = 100_000_004;
const BLOCKER = 100_000_005;
const people = { anna: ANNA, stranger: STRANGER, gone: GONE, blocker: BLOCKER };

let stand: Stand;
/** What the cases below speak of: chats and messages made once, none of which a refusal may change. */
const scene = {
  group: "",
  upgraded: "",
  became: 0,
  kicked: "",
  kickedSuper: "",
  left: "",
  forum: "",
  closedTopic: 0,
  deletedTopic: 0,
  deletedGroup: "",
  mine: 0,
  hers: 0,
  removed: 0,
  document: 0,
  inUpgraded: 0,
  inGroup: 0,
  othersInGroup: 0,
};

beforeAll(async () => {
  stand = await openStand();
  const { control, done } = stand;
  await control("POST", "/people", { id: STRANGER, first_name: "Незнайомка" });
  await control("POST", "/people", { id: GONE, first_name: "Зникла" });
  await control("POST", "/people", { id: BLOCKER, first_name: "Блокує" });
  for (const person of [ANNA, GONE, BLOCKER])
    await control("POST", "/say", { person, bot: BOT, text: "/start" });
  await control("POST", "/block", { person: BLOCKER, bot: BOT });
  await control("POST", `/people/${GONE}/deactivate`);
  const groupOf = async (title: string, more: object = {}): Promise<string> => {
    const { key } = await control<{ key: string }>("POST", "/chats", {
      title,
      members: [ANNA, BORYS],
      ...more,
    });
    await control("POST", `/chats/${key}/bots`, { bot: BOT });
    return key;
  };
  scene.group = await groupOf("Рецепція");
  scene.upgraded = await groupOf("Стара");
  scene.inUpgraded = (
    await done("sendMessage", { chat_id: scene.upgraded, text: "before" })
  ).message_id;
  scene.became = (await control("POST", `/chats/${scene.upgraded}/migrate`)).id;
  scene.kicked = await groupOf("Без бота");
  scene.kickedSuper = await groupOf("Велика без бота", { type: "supergroup" });
  for (const key of [scene.kicked, scene.kickedSuper])
    await control("DELETE", `/chats/${key}/bots/${BOT}`);
  scene.left = await groupOf("Покинута");
  await done("leaveChat", { chat_id: scene.left });
  scene.deletedGroup = await groupOf("Видалена");
  await control("DELETE", `/chats/${scene.deletedGroup}`);
  scene.forum = await groupOf("Форум", { forum: true });
  scene.closedTopic = (
    await control("POST", `/chats/${scene.forum}/topics`, { name: "Закрита" })
  ).id;
  await control("POST", `/chats/${scene.forum}/topics/${scene.closedTopic}/close`);
  scene.deletedTopic = (
    await control("POST", `/chats/${scene.forum}/topics`, { name: "Видалена" })
  ).id;
  await control("DELETE", `/chats/${scene.forum}/topics/${scene.deletedTopic}`);
  scene.mine = (
    await done("sendMessage", { chat_id: ANNA, text: "мій текст", parse_mode: "HTML" })
  ).message_id;
  scene.hers = (
    await control<{ message_id: number }>("POST", "/say", {
      person: ANNA,
      bot: BOT,
      text: "її текст",
    })
  ).message_id;
  scene.removed = (await done("sendMessage", { chat_id: ANNA, text: "зайве" })).message_id;
  await done("deleteMessage", { chat_id: ANNA, message_id: scene.removed });
  scene.inGroup = (await done("sendMessage", { chat_id: scene.group, text: "у групі" })).message_id;
  scene.othersInGroup = (
    await control<{ message_id: number }>("POST", "/say", {
      person: ANNA,
      chat: scene.group,
      text: "чуже",
    })
  ).message_id;
  scene.document = (
    await upload("sendDocument", { chat_id: String(ANNA) }, "document", "лист.txt", "текст")
  ).message_id;
});

afterAll(() => stand.close());

async function upload(
  method: string,
  fields: Record<string, string>,
  field: string,
  name: string,
  text: string,
) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set(field, new File([text], name));
  const response = await fetch(`${stand.root}/bot${TOKEN}/${method}`, {
    method: "POST",
    body: form,
  });
  const answer: { result: { message_id: number } } = await response.json();
  return answer.result;
}

type Case = { when: string; method: string; params: unknown; code: number; says: string };
const table: Record<string, Case[]> = JSON.parse(
  readFileSync(new URL("./refusal.json", import.meta.url), "utf8"),
);

/** `$name` stands for a chat, person or message of the scene; a long text or list is described, not written out. */
function filled(value: unknown): unknown {
  if (typeof value === "string" && value.startsWith("$"))
    return new Map<string, unknown>(Object.entries({ ...scene, ...people })).get(value.slice(1));
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== "object" || value === null) return value;
  const fields = new Map<string, unknown>(Object.entries(value));
  const repeat = fields.get("$repeat");
  if (Array.isArray(repeat))
    return String(repeat[0]).repeat(Number(repeat[1])) + (fields.has("$then") ? "a" : "");
  const count = fields.get("$list");
  if (typeof count === "number")
    return Array.from({ length: count }, (_, n) =>
      fields.get("of") === "number" ? n + 1 : { command: `c${n}`, description: "опис" },
    );
  return Object.fromEntries([...fields].map(([name, inner]) => [name, filled(inner)]));
}

describe.each(Object.entries(table))("%s", (_name, cases) => {
  test.each(cases)("$when", async ({ method, params, code, says }) => {
    const answer = await stand.api(method, Object.assign({}, filled(params)));
    expect(answer).toMatchObject({ ok: false, error_code: code, description: says });
  });
});

test("an upgraded group names its successor", async () => {
  const answer = await stand.api("sendMessage", { chat_id: scene.upgraded, text: "a" });
  expect(answer.parameters).toEqual({ migrate_to_chat_id: scene.became });
});

test("a bot sees nothing of another bot: neither chats nor files", async () => {
  const answer = await stand.api("sendMessage", { chat_id: ANNA, text: "a" }, OTHER_TOKEN);
  expect(answer).toMatchObject({
    error_code: 403,
    description: "Forbidden: bot can't initiate conversation with a user",
  });
});

test.each([
  ["malformed", "hello", 404, "Not Found"],
  ["revoked", `${BOT}:another`, 401, "Unauthorized"],
  ["of no bot", "7999999999:token", 401, "Unauthorized"],
])("a token that is %s", async (_name, token, code, description) => {
  expect(await stand.api("getMe", {}, token)).toMatchObject({
    ok: false,
    error_code: code,
    description,
  });
});

test.each(["{", "[]", "7"])("a body that is no JSON object: %s", async (body) => {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${stand.root}/bot${TOKEN}/getMe`, {
    method: "POST",
    headers,
    body,
  });
  expect(response.status).toBe(400);
});

test("nothing was changed by all these refusals", async () => {
  const messages = await stand.control<{ text: string; edits: number }[]>(
    "GET",
    `/messages?chat=p${ANNA}-${BOT}`,
  );
  expect(messages.map(({ text }) => text)).toEqual([
    "/start",
    "мій текст",
    "її текст",
    "зайве",
    "",
  ]);
  expect(messages.every(({ edits }) => edits === 0)).toBe(true);
});
