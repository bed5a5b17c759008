import { InputFile } from "grammy";
import { expect, test } from "vitest";
import { throttleTransformer } from "../../src/gateways/telegram.ts";
import { packUploads, unpackUploads } from "../../src/gateways/telegram-upload.ts";

const bytes = Uint8Array.from([1, 2, 3, 250]);

test("a request with files can be kept as text and is the same request afterwards", async () => {
  const payload = {
    chat_id: 5,
    media: { type: "photo", media: new InputFile(bytes, "stats.png"), caption: "🙂" },
    reply_markup: { inline_keyboard: [[{ text: "·", callback_data: "x" }]] },
  };
  const kept: Record<string, unknown> = JSON.parse(JSON.stringify(await packUploads(payload)));
  const { media, ...rest } = unpackUploads(kept);
  expect(rest).toEqual({ chat_id: 5, reply_markup: payload.reply_markup });
  const file: unknown = Object(media).media;
  expect(media).toMatchObject({ type: "photo", caption: "🙂" });
  expect(file instanceof InputFile && file.filename).toBe("stats.png");
  expect(file instanceof InputFile && new Uint8Array(Buffer.from(await allOf(file)))).toEqual(
    bytes,
  );
});

test("a picture that Telegram's limits put off is kept whole, and leaves later as it was", async () => {
  const kept: { method: string; text: string }[] = [];
  const transform = throttleTransformer({
    pass: async () => ({ later: 1000 }),
    defer: async (method, payload) => void kept.push({ method, text: JSON.stringify(payload) }),
    throttled: async () => 0,
  });
  const sent = await transform(
    () => Promise.reject(new Error("it must not leave now")),
    "sendPhoto",
    { chat_id: -100, photo: new InputFile(bytes, "stats.png"), caption: "За тиждень" },
  );
  expect(sent).toMatchObject({ ok: true, result: { message_id: 0 } });
  expect(kept.map(({ method }) => method)).toEqual(["sendPhoto"]);
  const again = unpackUploads(JSON.parse(kept[0]?.text ?? "{}"));
  expect(again["photo"]).toBeInstanceOf(InputFile);
  expect(again).toMatchObject({ chat_id: -100, caption: "За тиждень" });
});

async function allOf(file: InputFile): Promise<number[]> {
  const raw = await file.toRaw();
  if (raw instanceof Uint8Array) return [...raw];
  const all: number[] = [];
  for await (const chunk of raw) all.push(...chunk);
  return all;
}
