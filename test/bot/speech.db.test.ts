import { sql } from "drizzle-orm";
import { InputFile } from "grammy";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeChat } from "../../src/business/chat-service.ts";
import { speechSettings } from "../../src/speech/settings-service.ts";
import type { Turn } from "../../src/speech/transcript.ts";
import { invited, ivan, kate, olena } from "./desk.ts";
import { spokenCall } from "./speech-case.ts";
import { CARD, openWhyDesk, type WhyDesk } from "./why-case.ts";

let desk: WhyDesk;
let call: Awaited<ReturnType<typeof spokenCall>>;
beforeAll(async () => {
  desk = await openWhyDesk();
  call = await spokenCall(desk, desk.files);
});
beforeEach(async () => {
  for (const table of ["recordings", "transcripts", "speech_settings"])
    await desk.db.execute(sql`delete from ${sql.raw(table)}`);
  desk.faults.clear();
  desk.sent.length = 0;
  again();
});
afterAll(() => desk.close());

const methods = () => desk.sent.map(({ method }) => method);
const toast = () =>
  desk.sent.findLast(({ method }) => method === "answerCallbackQuery")?.payload["text"];
const sentAs = (method: string) =>
  desk.sent.flatMap((one) => (one.method === method ? [one.payload] : []));
const again = () => void (desk.time.now += 60_000);
const turn = (changed: Partial<Turn> = {}): Turn => ({
  speaker: "client",
  startS: 4,
  endS: 6,
  text: "Добрий день, скільки коштує манікюр?",
  ...changed,
});

describe("«▶️ Запис»", () => {
  test("sends the bytes once as an answer to the card, and Telegram's own copy afterwards", async () => {
    await call.add("a", "audio/mpeg");
    await call.press("play");
    expect(methods()).toEqual(["answerCallbackQuery", "sendChatAction", "sendAudio"]);
    again();
    await call.press("play");
    const [first, second] = sentAs("sendAudio");
    expect(first).toMatchObject({
      audio: expect.any(InputFile),
      duration: 12,
      protect_content: true,
      reply_parameters: { message_id: CARD },
    });
    expect(first?.["title"]).toMatch(/^Розмова \d\d\.\d\d\.\d{4}, \d\d:\d\d$/);
    expect(second?.["audio"]).toMatch(/^audio-\d+$/);
  });

  test("pressed twice at once sends one answer", async () => {
    await call.add("a", "audio/mpeg");
    await call.press("play");
    await call.press("play");
    expect(sentAs("sendAudio")).toHaveLength(1);
    expect(toast()).toBe("Уже надіслано.");
  });

  test("sends the bytes again when Telegram has lost its copy", async () => {
    const id = await call.add("a", "audio/mpeg");
    await desk.db.execute(
      sql`update recordings set file_id = 'lost', file_bot_id = 7000000001 where id = ${id}`,
    );
    await call.press("play");
    expect(sentAs("sendAudio").map(({ audio }) => typeof audio)).toEqual(["object"]);
    const [row] = await desk.db.execute<{ file_id: string }>(sql`select file_id from recordings`);
    expect(row?.file_id).toMatch(/^audio-/);
  });

  test("numbers several recordings, OGG as a voice message and what no player takes as a file", async () => {
    await call.add("a", "audio/ogg");
    await call.add("b", "audio/wav");
    await call.press("play");
    expect(sentAs("sendVoice")).toMatchObject([{ caption: "Запис 1" }]);
    expect(sentAs("sendDocument")).toMatchObject([{ caption: "Запис 2" }]);
  });

  test("sends a file where a person takes no voice messages", async () => {
    await call.add("a", "audio/ogg");
    const description = "Bad Request: VOICE_MESSAGES_FORBIDDEN";
    desk.faults.set("sendVoice", { error_code: 400, description });
    await call.press("play");
    expect(sentAs("sendDocument")).toHaveLength(1);
  });

  test("says why nothing comes: too large, not there now, gone by its time, never there", async () => {
    await call.press("play");
    expect(toast()).toContain("Запису цієї розмови немає");
    const id = await call.add("a", "audio/mpeg", Buffer.alloc(50 * 1024 * 1024 + 1));
    await call.press("play");
    expect(desk.last()).toContain("50 МБ");
    again();
    await desk.db.execute(sql`update recordings set file = 'x/y.mp3' where id = ${id}`);
    await call.press("play");
    expect(desk.last()).toContain("Запису вже немає");
    again();
    await desk.db.execute(sql`update recordings set removed_at = now()`);
    await call.press("play");
    expect(toast()).toContain("минув строк");
    expect(methods()).not.toContain("sendAudio");
  });

  test("plays nothing to who is no member", async () => {
    await call.add("a", "audio/mpeg");
    const from = { ...kate, is_bot: false };
    const chat = { id: desk.chat.telegramId, type: "supergroup" as const, title: "" };
    const message = { message_id: CARD, date: 1, chat, text: "…" };
    const data = `${call.button}:play`;
    await desk.handle({ callback_query: { id: "1", from, chat_instance: "1", data, message } });
    expect(methods()).toEqual(["answerCallbackQuery"]);
    expect(toast()).toBeTruthy();
  });
});

describe("«📄 Текст»", () => {
  test("is a quote that opens at a tap, with speakers and seconds", async () => {
    await call.heard(await call.add("a", "audio/mpeg"), [
      turn({ speaker: "employee", startS: 0, text: "Салон «Лілея» <вітаю>" }),
      turn(),
    ]);
    await call.press("text");
    expect(desk.last()).toContain("<blockquote expandable>0:00 <b>Співробітник:</b> Салон");
    expect(desk.last()).toContain("&lt;вітаю&gt;");
    expect(desk.last()).toMatch(/\n0:04 <b>[^<]+:<\/b> Добрий день/);
    expect(desk.sent.at(-1)?.payload).toMatchObject({ reply_parameters: { message_id: CARD } });
  });

  test("is a file with the summary above it where a message would be too long", async () => {
    const turns = Array.from({ length: 200 }, (_, n) => turn({ startS: n * 20 }));
    await call.heard(await call.add("a", "audio/mpeg"), turns);
    const quote = { quote: "так, у п'ятницю", atS: 61 };
    await call.spoken({
      state: "ready",
      summary: {
        outcome: "питає ціну",
        facts: [{ kind: "service", value: "манікюр", ...quote }],
        next: { text: "чекає", due: null, ...quote },
        corrected: false,
      },
    });
    await call.press("text");
    const [sent] = sentAs("sendDocument");
    const file = sent?.["document"];
    if (!(file instanceof InputFile)) throw new Error("no file");
    expect(file.filename).toMatch(/^розмова-\d{4}-\d\d-\d\d-\d\d-\d\d\.txt$/);
    const raw = await file.toRaw();
    const text = raw instanceof Uint8Array ? Buffer.from(raw).toString() : "";
    expect(text.startsWith("\uFEFF")).toBe(true);
    expect(text).toContain("Суть: питає ціну\r\n• Послуга: манікюр\r\n");
    expect(text).toContain("«так, у п'ятницю» 1:01");
    expect(text).toContain("[1:06:20] ");
    expect(text.indexOf("Суть")).toBeLessThan(text.indexOf("[0:00]"));
  });

  test("says that speakers are a guess, and that nobody spoke", async () => {
    const id = await call.add("a", "audio/mpeg");
    await call.heard(id, [turn()], true);
    await call.press("text");
    expect(desk.last()).toContain("визначено приблизно");
    await desk.db.execute(sql`update transcripts set turns = '[]'`);
    await call.press("text");
    expect(desk.last()).toContain("Тиша або музика");
  });

  test("masks numbers where the chat does, and says so where there is no text", async () => {
    await call.press("text");
    expect(desk.last()).toBe("Тексту цієї розмови немає.");
    await call.heard(await call.add("a", "audio/mpeg"), [turn({ text: "мій 067 111 22 33" })]);
    await call.press("text");
    expect(desk.last()).toContain("067 111 22 33");
    await changeChat(desk.db, desk.business.id, { chatId: desk.chat.id, patch: { masked: true } });
    await call.press("text");
    expect(desk.last()).toContain("••• ••• •• 33");
  });
});

const settings = () => speechSettings(desk.db, desk.business.id);
const open = async () => {
  await desk.say(olena, "/settings");
  await desk.press(olena, "🎙 Записи розмов");
};

test("the story of a card says why no recording was taken", async () => {
  await desk.db.execute(sql`
    insert into recordings (business_id, call_id, provider, ref, state, reason, wanted_at, changed_at)
    values (${desk.business.id}, ${call.callId}, 'phonet', 'none', 'skipped', 'line', now(), now())`);
  expect(await desk.why(call.callId)).toContain("цієї лінії немає серед вибраних");
  await call.add("a", "audio/mpeg");
  expect(await desk.why(call.callId)).not.toContain("Запис не взято");
});

describe("the settings of recordings", () => {
  test("begin with the consent text: nothing is switched on before somebody accepts it", async () => {
    await open();
    expect(desk.last()).toContain("Хто має знати");
    expect(desk.buttons().map(({ text }) => text)).toEqual(["✅ Погоджуюся", "← Назад"]);
    await desk.press(olena, "✅ Погоджуюся");
    expect(await settings()).toMatchObject({ consentBy: olena.id, transcribe: false });
    await desk.press(olena, "▶️ Увімкнути записи");
    expect(await settings()).toMatchObject({ transcribe: true });
    expect(desk.last()).toContain("слухаємо й розшифровуємо");
    await desk.press(olena, "📜 Умови та згода");
    expect(desk.last()).toMatch(/Згоду дано: Олена, \d/);
  });

  test("choose the language, the lines, the sides and the time", async () => {
    await open();
    await desk.press(olena, "✅ Погоджуюся");
    await desk.press(olena, "🌐 Мова розмов");
    await desk.press(olena, "Українська");
    await desk.press(olena, "← Назад");
    await desk.press(olena, "🎧 Канали");
    await desk.press(olena, "Novofon: правий");
    await desk.press(olena, "← Назад");
    await desk.press(olena, "🗓 Зберігання");
    await desk.press(olena, "30 дн.");
    await desk.press(olena, "← Назад");
    expect(await settings()).toMatchObject({
      language: "uk",
      sides: { novofon: "right" },
      keepDays: 30,
    });
    expect(desk.last()).toContain("Мова розмов: Українська");
    await desk.press(olena, "Вимкнути підсумок");
    expect(await settings()).toMatchObject({ analyse: false });
  });

  test("take numbers, an instruction and a rubric as they are written, and say what is wrong with them", async () => {
    await open();
    await desk.press(olena, "✅ Погоджуюся");
    await desk.press(olena, "📱 Номери");
    await desk.press(olena, "✏️ Написати номери");
    await desk.say(olena, "067 111 22 33, нічого");
    expect(desk.last()).toContain("нічого");
    await desk.say(olena, "067 111 22 33\n0501112233");
    expect(await settings()).toMatchObject({ numbers: ["+380671112233", "+380501112233"] });
    await desk.press(olena, "Брати з усіма");
    expect(await settings()).toMatchObject({ numbers: [] });
    await desk.press(olena, "← Назад");
    await desk.press(olena, "🧠 Побажання");
    await desk.press(olena, "✏️ Пункти оцінювання");
    await desk.say(olena, "1. Привітався\n- Назвав ціну");
    expect(await settings()).toMatchObject({ rubric: ["Привітався", "Назвав ціну"] });
    await desk.press(olena, "✏️ Вказівка");
    await desk.say(olena, "х".repeat(2000));
    expect(desk.last()).toContain("Задовго: 2\u00a0000");
    await desk.say(olena, "Шукай <марку> авто");
    expect(desk.last()).toContain("Шукай &lt;марку&gt; авто");
    await desk.press(olena, "↩️ Прибрати вказівку");
    expect(await settings()).toMatchObject({ instruction: null });
  });

  test("are an admin's, in the private chat only", async () => {
    await open();
    const accept = desk.button("✅ Погоджуюся");
    await invited(desk, ivan, "Оператор");
    await desk.press(ivan, accept);
    expect(toast()).toContain("владелец");
    const group = { id: desk.chat.telegramId, type: "supergroup" as const, title: "" };
    await desk.press(olena, accept, group);
    expect(toast()).toContain("в особистому чаті");
    expect(await settings()).toMatchObject({ consentAt: null });
  });
});
