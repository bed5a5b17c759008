import { randomBytes } from "node:crypto";
import type { Update } from "grammy/types";
import { beforeEach, expect, test } from "vitest";
import { handleUpdate, receive } from "../../src/bot/update-service.ts";
import { drain } from "../../src/jobs/drain.ts";
import { database, eachOnFreshDatabase, keyring, NOW } from "../business/tenants.ts";

eachOnFreshDatabase();

const BOT = 7_000_000_001;
const deps = () => ({ db: database(), clock: { now: () => NOW }, keyring, random: randomBytes });
const told: string[] = [];
/** How often the handlers of a text fail before they succeed. */
const failing = new Map<string, number>();

beforeEach(() => {
  told.splice(0);
  failing.clear();
});

test("what a person wrote first is handled first, also when its handlers failed at first", async () => {
  failing.set("domain", 2);
  await said({ id: 1, chat: 101, text: "domain" });
  await said({ id: 2, chat: 101, text: "key" });
  await said({ id: 3, chat: 202, text: "another chat" });
  await work();
  expect(told.toSorted()).toEqual(["another chat", "domain", "key"]);
  expect(told.indexOf("domain")).toBeLessThan(told.indexOf("key"));
});

test("handlers that never succeed are given up, the person is told once, and what came after is handled", async () => {
  failing.set("cursed", Infinity);
  await said({ id: 1, chat: 101, text: "cursed" });
  await said({ id: 2, chat: 101, text: "after" });
  await work();
  expect(told).toEqual(["sorry for cursed", "after"]);
});

test("an update that was handled is not handled again by the jobs of later ones", async () => {
  await said({ id: 1, chat: 101, text: "one" });
  await work();
  await said({ id: 2, chat: 101, text: "two" });
  await work();
  expect(told).toEqual(["one", "two"]);
});

const said = ({ id, chat, text }: { id: number; chat: number; text: string }): Promise<void> =>
  receive(deps(), BOT, [
    {
      update_id: id,
      message: {
        message_id: id,
        date: 1,
        chat: { id: chat, type: "private", first_name: "Олена" },
        from: { id: chat, is_bot: false, first_name: "Олена" },
        text,
      },
    },
  ]);

/** Runs the jobs until none is left, as often as they have to be tried again. */
async function work(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await drain(database(), { update: run }, NOW).catch(expected);
}

const run = (payload: { botId: number; updateId: number }): Promise<void> =>
  handleUpdate({ ...deps(), bot, sorry }, payload);

const bot = {
  handleUpdate: (update: Update): Promise<void> => {
    const text = update.message?.text ?? "";
    const left = failing.get(text) ?? 0;
    failing.set(text, left - 1);
    if (left > 0) return Promise.reject(new Error("planted"));
    told.push(text);
    return Promise.resolve();
  },
};

const sorry = (update: Update): Promise<void> => {
  told.push(`sorry for ${update.message?.text}`);
  return Promise.resolve();
};

function expected(error: unknown): void {
  expect(String(error)).toContain("planted");
}
