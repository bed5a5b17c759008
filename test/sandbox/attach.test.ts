import { afterEach, beforeEach, expect, test } from "vitest";
import { ANNA, BOT, openStand, TOKEN } from "./stand.ts";
import type { Stand } from "./stand.ts";

type Update = { message?: Record<string, unknown> & { document?: { file_id: string } } };

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
  await stand.control("POST", "/say", { person: ANNA, bot: BOT, text: "/start" });
});
afterEach(() => stand.close());

const attach = (what: object) => stand.control("POST", "/attach", { person: ANNA, bot: BOT, what });
const last = async () => (await stand.done<Update[]>("getUpdates")).at(-1)?.message ?? {};

test("a file that a person sends is fetched by the bot, byte for byte", async () => {
  const bytes = Buffer.from('{"name": "Лілея"}');
  await attach({ kind: "document", name: "salon.json", base64: bytes.toString("base64") });
  const { document } = await last();
  expect(document).toMatchObject({ file_name: "salon.json", file_size: bytes.length });
  const { file_path } = await stand.done<{ file_path: string }>("getFile", {
    file_id: document?.file_id,
  });
  const answer = await fetch(`${stand.url}/sandbox/telegram/file/bot${TOKEN}/${file_path}`);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
});

test.each(["photo", "voice", "sticker", "location"])(
  "a %s comes as Telegram shows it",
  async (kind) => {
    await attach({ kind });
    expect(await last()).toHaveProperty(kind);
  },
);

test("a post of somebody else's says whose it was", async () => {
  await attach({ kind: "photo", caption: "Акція", forwarded_from: "Канал" });
  expect(await last()).toMatchObject({
    caption: "Акція",
    forward_origin: { type: "hidden_user", sender_user_name: "Канал" },
  });
});
