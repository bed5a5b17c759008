import { expect, test } from "vitest";
import { createPen } from "../../src/sandbox/journal.ts";
import type { Entry, Journal } from "../../src/sandbox/journal.ts";
import { ANNA, BOT, openStand } from "./stand.ts";

/** A journal that keeps its records as a database would: by kind and id, as JSON. */
function keeping(): Journal & { records: Map<string, string>; writes: Entry[][] } {
  const records = new Map<string, string>();
  const writes: Entry[][] = [];
  return {
    records,
    writes,
    load: () => Promise.resolve([...records.values()].map((text): Entry => JSON.parse(text))),
    write(entries) {
      writes.push(entries);
      for (const entry of entries) {
        if (entry.data === null) records.delete(`${entry.kind} ${entry.id}`);
        else records.set(`${entry.kind} ${entry.id}`, JSON.stringify(entry));
      }
      return Promise.resolve();
    },
  };
}

test("after a restart the same people, chats, messages and commands are there, and pending updates are delivered", async () => {
  const journal = keeping();
  const before = await openStand({ journal });
  const { control, done } = before;
  const { key } = await control<{ key: string }>("POST", "/chats", {
    title: "Рецепція",
    members: [ANNA],
    forum: true,
  });
  await control("POST", `/chats/${key}/bots`, { bot: BOT, admin: true });
  await control("POST", "/say", { person: ANNA, bot: BOT, text: "/start" });
  await done("sendMessage", { chat_id: ANNA, text: "<b>картка</b>", parse_mode: "HTML" });
  await done("editMessageText", { chat_id: ANNA, message_id: 2, text: "змінена" });
  await done("setMyCommands", { commands: [{ command: "start", description: "Старт" }] });
  const [first, ...rest] = await done<{ update_id: number }[]>("getUpdates");
  await done("getUpdates", { offset: (first?.update_id ?? 0) + 1 });
  const state = await control<{ now: number }>("GET", "/state");
  const messages = await control("GET", `/messages?chat=p${ANNA}-${BOT}`);
  await before.close();

  const after = await openStand({ journal });
  expect(await after.control("GET", "/state")).toEqual(state);
  expect(await after.control("GET", `/messages?chat=p${ANNA}-${BOT}`)).toEqual(messages);
  expect(await after.done("getUpdates")).toEqual(rest);
  await after.control("POST", "/say", { person: ANNA, bot: BOT, text: "далі" });
  const next = await after.done<{ update_id: number; message: object }[]>("getUpdates");
  expect(next.at(-1)).toMatchObject({
    update_id: (first?.update_id ?? 0) + rest.length + 1,
    message: { message_id: 3, text: "далі" },
  });
  await after.close();
});

test("an answer leaves only after its changes were written", async () => {
  const journal = keeping();
  const stand = await openStand({ journal });
  await stand.control("POST", "/say", { person: ANNA, bot: BOT, text: "/start" });
  await stand.done("sendMessage", { chat_id: ANNA, text: "картка" });
  expect(journal.records.get(`message p${ANNA}-${BOT}/2`)).toContain("картка");
  journal.write = () => Promise.reject(new Error("disk full"));
  expect(await stand.api("sendMessage", { chat_id: ANNA, text: "ще" })).toMatchObject({
    error_code: 500,
    description: "Internal Server Error: disk full",
  });
  journal.write = () => Promise.resolve();
  await stand.close();
});

test("a reset leaves the bots and takes everything else away", async () => {
  const journal = keeping();
  const stand = await openStand({ journal });
  await stand.control("POST", "/say", { person: ANNA, bot: BOT, text: "/start" });
  await stand.control("POST", "/reset");
  expect([...journal.records.keys()].map((key) => key.split(" ")[0])).toEqual(["bot", "bot"]);
  expect(await stand.control("GET", "/state")).toMatchObject({
    people: [],
    chats: [],
    bots: [{ id: BOT }, {}],
  });
  await stand.close();
});

test("groups are written one after another, the last state of a record wins, and a failed group is not lost", async () => {
  const written: string[] = [];
  const release: (() => void)[] = [];
  let fail = false;
  const pen = createPen({
    load: () => Promise.resolve([]),
    async write(entries) {
      await new Promise<void>((resolve) => {
        release.push(resolve);
      });
      if (fail) throw new Error("away");
      written.push(entries.map(({ id, data }) => `${id}=${String(data)}`).join(" "));
    },
  });
  const step = async (): Promise<void> => {
    while (release.length === 0) await Promise.resolve();
    release.shift()?.();
  };
  pen.note("n", "a", 1);
  const first = pen.settle();
  await Promise.resolve();
  await Promise.resolve();
  pen.note("n", "a", 2);
  pen.note("n", "b", 1);
  pen.note("n", "a", 3);
  const second = Promise.all([pen.settle(), pen.settle()]);
  await step();
  await first;
  await step();
  await second;
  fail = true;
  pen.note("n", "c", 1);
  const lost = pen.settle();
  await step();
  await expect(lost).rejects.toThrow("away");
  fail = false;
  const again = pen.settle();
  await step();
  await again;
  expect(written).toEqual(["a=1", "a=3 b=1", "c=1"]);
});
