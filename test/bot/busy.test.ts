import type { Update } from "grammy/types";
import { expect, test } from "vitest";
import { createBusy, PATIENCE_MS } from "../../src/bot/busy.ts";
import { text } from "../../src/texts/bundle.ts";

/** What the driver throws when the server is away. */
const away = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
const fails = (): Promise<void> => Promise.reject(away);
const refused = (): Promise<void> => Promise.reject(new Error("a bug"));
const works = (): Promise<void> => Promise.resolve();

function writes(chat: number, type: "private" | "supergroup" = "private"): Update {
  const from = { id: chat, is_bot: false, first_name: "Ірина", language_code: "uk" };
  const message = { message_id: 1, date: 0, text: "/help", from };
  const place =
    type === "private"
      ? { id: chat, type, first_name: "Ірина" }
      : { id: chat, type, title: "Група" };
  return { update_id: chat, message: { ...message, chat: place } };
}

function scene() {
  const said: { chat_id: number; text: string }[] = [];
  const time = { now: 0 };
  const guard = createBusy({ now: () => time.now, say: (word) => void said.push(word) });
  return { said, time, guard };
}

test("the database is away for a while: who writes in private is told once, in their language", async () => {
  const { said, time, guard } = scene();
  for (time.now = 0; time.now <= 2 * PATIENCE_MS; time.now += 500)
    await expect(guard([writes(7), writes(-100, "supergroup")], fails)).rejects.toBe(away);
  expect(said).toEqual([{ chat_id: 7, text: text("uk", "bot-busy") }]);
});

test("an outage of a moment is not spoken of, and the next one is another", async () => {
  const { said, time, guard } = scene();
  await expect(guard([writes(7)], fails)).rejects.toBe(away);
  time.now = PATIENCE_MS - 1;
  await guard([writes(7)], works);
  time.now = PATIENCE_MS + 1;
  await expect(guard([writes(7)], fails)).rejects.toBe(away);
  expect(said).toEqual([]);
  time.now = 3 * PATIENCE_MS;
  await expect(guard([writes(7)], fails)).rejects.toBe(away);
  expect(said).toHaveLength(1);
});

test("an update that is refused for another reason is no outage", async () => {
  const { said, time, guard } = scene();
  for (time.now = 0; time.now <= 2 * PATIENCE_MS; time.now += 1000)
    await expect(guard([writes(7)], refused)).rejects.toThrow("a bug");
  expect(said).toEqual([]);
});
