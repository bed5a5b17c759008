import { afterEach, beforeEach, expect, test } from "vitest";
import { ANNA, BOT, openStand } from "./stand.ts";
import type { Answer, Stand } from "./stand.ts";

let stand: Stand;
let group: string;

beforeEach(async () => {
  stand = await openStand({ limits: true });
  await stand.control("POST", "/say", { person: ANNA, bot: BOT, text: "/start" });
  group = await newGroup();
});
afterEach(() => stand.close());

async function newGroup(): Promise<string> {
  const { key } = await stand.control<{ key: string }>("POST", "/chats", {
    title: "Рецепція",
    members: [ANNA],
  });
  await stand.control("POST", `/chats/${key}/bots`, { bot: BOT });
  return key;
}

const send = (chat_id: number | string): Promise<Answer> =>
  stand.api("sendMessage", { chat_id, text: "картка" });
const counts = () => stand.control("GET", "/limits");
/** Sends as often as asked, with a pause after each, and tells which numbers were refused. */
async function sends(times: number, chat: number | string, pauseMs: number): Promise<number[]> {
  const refused: number[] = [];
  for (let n = 1; n <= times; n += 1) {
    if (!(await send(chat)).ok) refused.push(n);
    stand.pass(pauseMs);
  }
  return refused;
}

test("three messages at once in a chat, then one a second", async () => {
  expect(await sends(3, ANNA, 0)).toEqual([]);
  const refused = await send(ANNA);
  expect(refused).toMatchObject({
    error_code: 429,
    description: "Too Many Requests: retry after 3",
    parameters: { retry_after: 3 },
  });
  stand.pass(3000);
  expect(await sends(5, ANNA, 1000)).toEqual([]);
  expect(await counts()).toEqual({ violations: 0, refused429: 1 });
});

test("twenty messages a minute in a group, and twenty edits beside them", async () => {
  expect(await sends(20, group, 1000)).toEqual([]);
  for (let n = 1; n <= 20; n += 1) {
    const edited = await stand.api("editMessageText", {
      chat_id: group,
      message_id: 2,
      text: `${n}`,
    });
    expect(edited).toMatchObject({ ok: true });
  }
  const refused = await send(group);
  expect(refused.parameters).toEqual({ retry_after: 40 });
  expect((await send(ANNA)).ok).toBe(true);
});

test("the twenty-first edit in a minute is refused; a private chat has no such limit", async () => {
  await send(group);
  const { message_id } = await stand.done("sendMessage", { chat_id: ANNA, text: "картка" });
  const edit = (chat_id: number | string, id: number, n: number) =>
    stand.api("editMessageText", { chat_id, message_id: id, text: `${n}` });
  for (let n = 1; n <= 20; n += 1) {
    expect((await edit(group, 2, n)).ok).toBe(true);
    expect((await edit(ANNA, message_id, n)).ok).toBe(true);
    stand.pass(100);
  }
  expect((await edit(group, 2, 21)).error_code).toBe(429);
  expect((await edit(ANNA, message_id, 21)).ok).toBe(true);
});

test("thirty requests a second over all chats", async () => {
  const chats = await Promise.all(Array.from({ length: 11 }, newGroup));
  const answers = await Promise.all(chats.flatMap((chat) => [send(chat), send(chat), send(chat)]));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(30);
  expect(answers.filter(({ error_code }) => error_code === 429)).toHaveLength(3);
});

test("asking again before retry_after is over is a violation, afterwards it is not", async () => {
  await sends(4, ANNA, 0);
  stand.pass(1000);
  expect(await send(ANNA)).toMatchObject({ error_code: 429, parameters: { retry_after: 2 } });
  expect((await send(group)).ok).toBe(true);
  expect(await counts()).toEqual({ violations: 1, refused429: 2 });
  stand.pass(2000);
  expect((await send(ANNA)).ok).toBe(true);
  expect(await counts()).toEqual({ violations: 1, refused429: 2 });
});

test("a planted 429 must be obeyed too", async () => {
  await stand.control("POST", "/faults", { kind: "429", retry_after: 17, times: 1, chat: ANNA });
  expect(await send(ANNA)).toMatchObject({ error_code: 429, parameters: { retry_after: 17 } });
  stand.pass(10_000);
  expect(await send(ANNA)).toMatchObject({ error_code: 429, parameters: { retry_after: 7 } });
  stand.pass(7000);
  expect((await send(ANNA)).ok).toBe(true);
  expect(await counts()).toEqual({ violations: 1, refused429: 2 });
});

test("deleting, answering and typing are not limited, and the limits can be switched off", async () => {
  await sends(3, ANNA, 0);
  for (let n = 0; n < 40; n += 1) {
    expect((await stand.api("sendChatAction", { chat_id: ANNA, action: "typing" })).ok).toBe(true);
  }
  await stand.control("POST", "/options", { limits: false });
  expect(await sends(40, ANNA, 0)).toEqual([]);
});
