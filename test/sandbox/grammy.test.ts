import { createServer } from "node:http";
import {
  Api,
  Bot,
  GrammyError,
  HttpError,
  InlineKeyboard,
  InputFile,
  webhookCallback,
} from "grammy";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ANNA, BOT, openStand, serve, TOKEN } from "./stand.ts";
import type { Stand } from "./stand.ts";

let stand: Stand;
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  stand = await openStand();
  closing = [];
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  await stand.close();
});

const botOf = (): Bot => new Bot(TOKEN, { client: { apiRoot: stand.root } });
const apiOf = (): Api => new Api(TOKEN, { apiRoot: stand.root });
const say = (text: string) =>
  stand.control<{ message_id: number }>("POST", "/say", { person: ANNA, bot: BOT, text });
const chat = () =>
  stand.control<{ text: string; html: string; edits: number; kind: string }[]>(
    "GET",
    `/messages?chat=p${ANNA}-${BOT}`,
  );
const shown = () => stand.control("GET", `/commands?chat=p${ANNA}-${BOT}`);
const lastOf = async () => (await chat()).at(-1);

async function poll(bot: Bot): Promise<void> {
  const started = new Promise<void>((resolve) => {
    void bot.start({ onStart: () => resolve() });
  });
  await started;
  closing.push(() => bot.stop());
}

test("a person starts the bot by a deep link, presses its button and sees the card change", async () => {
  const bot = botOf();
  bot.command("start", (ctx) =>
    ctx.reply(`<b>${ctx.match}</b>`, {
      parse_mode: "HTML",
      reply_markup: new InlineKeyboard().text("Беру", "take:1"),
    }),
  );
  bot.callbackQuery("take:1", async (ctx) => {
    await ctx.editMessageText("взяла Анна");
    await ctx.answerCallbackQuery({ text: "Ваш", show_alert: true });
  });
  await poll(bot);

  await say("/start join_x1");
  await vi.waitFor(async () =>
    expect(await lastOf()).toMatchObject({ html: "<b>join_x1</b>", edits: 0 }),
  );
  const pressed = await stand.control("POST", "/press", {
    person: ANNA,
    chat: `p${ANNA}-${BOT}`,
    message_id: 2,
    data: "take:1",
  });

  expect(pressed).toEqual({ answered: true, text: "Ваш", show_alert: true });
  expect(await lastOf()).toMatchObject({ text: "взяла Анна", edits: 1 });
});

test("an edited message and a shared contact reach the bot", async () => {
  const heard: unknown[] = [];
  const bot = botOf();
  bot.on("edited_message:text", (ctx) => void heard.push(ctx.editedMessage.text));
  bot.on(
    "message:contact",
    (ctx) => void heard.push([ctx.message.contact.phone_number, ctx.message.contact.user_id]),
  );
  await poll(bot);
  const { message_id } = await say("завтра о 12");
  await stand.control("POST", "/edit", { person: ANNA, bot: BOT, message_id, text: "завтра о 13" });
  await stand.control("POST", "/contact", { person: ANNA, bot: BOT });
  await vi.waitFor(() => expect(heard).toEqual(["завтра о 13", ["380670000001", ANNA]]));
});

test("blocking the bot and taking it back are told as my_chat_member", async () => {
  const heard: string[] = [];
  const bot = botOf();
  bot.on("my_chat_member", (ctx) => void heard.push(ctx.myChatMember.new_chat_member.status));
  await poll(bot);
  await say("/start");
  await stand.control("POST", "/block", { person: ANNA, bot: BOT });
  await expect(bot.api.sendMessage(ANNA, "hello")).rejects.toMatchObject({
    error_code: 403,
    description: "Forbidden: bot was blocked by the user",
  });
  await stand.control("POST", "/unblock", { person: ANNA, bot: BOT });
  await vi.waitFor(() => expect(heard).toEqual(["kicked", "member"]));
  await bot.api.sendMessage(ANNA, "hello");
});

test("an uploaded file comes back byte for byte, and can be sent again by its id", async () => {
  await say("/start");
  const api = apiOf();
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
  const sent = await api.sendDocument(ANNA, new InputFile(bytes, "запис.bin"), {
    caption: "запис",
  });
  const { file_path } = await api.getFile(sent.document.file_id);
  const response = await fetch(`${stand.root}/file/bot${TOKEN}/${file_path}`);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  expect(sent.document).toMatchObject({ file_name: "запис.bin", file_size: 70_000 });
  const again = await api.sendDocument(ANNA, sent.document.file_id);
  expect(again.document.file_unique_id).toBe(sent.document.file_unique_id);
});

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAADUlEQVR42mNkwAYYAQAAHwACJJZKQQAAAABJRU5ErkJggg==",
  "base64",
);

test("a photo has the size of its picture; what is no picture is refused", async () => {
  await say("/start");
  const { photo } = await apiOf().sendPhoto(ANNA, new InputFile(png, "a.png"));
  expect(photo).toMatchObject([{ width: 3, height: 2 }]);
  await expect(
    apiOf().sendPhoto(ANNA, new InputFile(Buffer.from("hello"), "a.png")),
  ).rejects.toThrow(/IMAGE_PROCESS_FAILED/);
});

test("a picture takes another one's place with its words and buttons; the same again is refused", async () => {
  await say("/start");
  const api = apiOf();
  const { message_id, photo } = await api.sendPhoto(ANNA, new InputFile(png, "a.png"), {
    caption: "вчора",
  });
  const edited = await api.editMessageMedia(
    ANNA,
    message_id,
    {
      type: "photo",
      media: new InputFile(png, "b.png"),
      caption: "<b>сьогодні</b>",
      parse_mode: "HTML",
    },
    { reply_markup: { inline_keyboard: [[{ text: "Вчора", callback_data: "x" }]] } },
  );
  expect(edited).toMatchObject({
    message_id,
    caption: "сьогодні",
    caption_entities: [{ type: "bold" }],
    photo: [{ width: 3, height: 2 }],
  });
  const changed = edited === true ? undefined : edited.photo?.[0];
  expect(changed?.file_id).not.toBe(photo[0]?.file_id);
  const again = { type: "photo" as const, media: changed?.file_id ?? "" };
  await api.editMessageMedia(ANNA, message_id, again);
  await expect(api.editMessageMedia(ANNA, message_id, again)).rejects.toThrow(/not modified/);
  const no = { type: "photo" as const, media: new InputFile(Buffer.from("no")) };
  await expect(api.editMessageMedia(ANNA, message_id, no)).rejects.toThrow(/IMAGE_PROCESS_FAILED/);
});

test("commands are kept by scope and language, and the narrowest are shown", async () => {
  await say("/start");
  const api = apiOf();
  await api.setMyCommands([{ command: "start", description: "Start" }]);
  await api.setMyCommands([{ command: "calls", description: "Дзвінки" }], {
    scope: { type: "all_private_chats" },
    language_code: "uk",
  });
  expect(
    await api.getMyCommands({ scope: { type: "all_private_chats" }, language_code: "uk" }),
  ).toEqual([{ command: "calls", description: "Дзвінки" }]);
  expect(await shown()).toMatchObject([{ commands: [{ command: "calls" }] }]);
  await api.deleteMyCommands({ scope: { type: "all_private_chats" }, language_code: "uk" });
  expect(await shown()).toMatchObject([{ commands: [{ command: "start" }] }]);
});

test("names, descriptions and menu buttons are kept by language and chat", async () => {
  await say("/start");
  const api = apiOf();
  await api.setMyName("Рецепція");
  await api.setMyDescription("Дзвінки", { language_code: "uk" });
  await api.setMyShortDescription("Calls");
  await api.setChatMenuButton({ chat_id: ANNA, menu_button: { type: "commands" } });
  expect([
    await api.getMe(),
    await api.getMyDescription({ language_code: "uk" }),
    await api.getMyShortDescription(),
  ]).toMatchObject([
    { first_name: "Рецепція" },
    { description: "Дзвінки" },
    { short_description: "Calls" },
  ]);
  expect(await api.getChatMenuButton({ chat_id: ANNA })).toEqual({ type: "commands" });
});

test("messages are copied, forwarded, pinned, reacted to and deleted", async () => {
  await say("/start");
  const api = apiOf();
  const { message_id } = await api.sendMessage(ANNA, "https://example.com /calls", {
    disable_notification: true,
  });
  expect((await api.copyMessage(ANNA, ANNA, message_id)).message_id).toBe(message_id + 1);
  expect((await api.forwardMessage(ANNA, ANNA, message_id)).forward_origin).toMatchObject({
    type: "user",
    sender_user: { id: BOT },
  });
  await api.pinChatMessage(ANNA, message_id);
  expect((await api.getChat(ANNA)).pinned_message?.message_id).toBe(message_id);
  await api.setMessageReaction(ANNA, 1, [{ type: "emoji", emoji: "👍" }]);
  await api.deleteMessages(ANNA, [message_id, 999]);
  expect(await chat()).toMatchObject([
    { reactions: { [BOT]: [{ emoji: "👍" }] } },
    { deleted: true, silent: true },
    { deleted: false },
    {},
    { kind: "pinned_message" },
  ]);
});

test("the newer of two pollers wins, the older is told 409", async () => {
  const told = vi.fn<(error: unknown) => void>();
  void apiOf().getUpdates({ timeout: 30 }).catch(told);
  await vi.waitFor(async () => {
    expect(await apiOf().getUpdates()).toEqual([]);
    expect(told).toHaveBeenCalled();
  });
  expect(told).toHaveBeenCalledWith(
    expect.objectContaining({
      error_code: 409,
      description: expect.stringContaining("terminated by other getUpdates request"),
    }),
  );
});

test("updates go to the webhook one by one with the secret, and its answer may be a request", async () => {
  const bot = botOf();
  const heard: string[] = [];
  bot.on("message:text", async (ctx) => {
    heard.push(ctx.message.text);
    await ctx.reply(`чую ${ctx.message.text}`);
  });
  await bot.init();
  const handle = webhookCallback(bot, "http", { secretToken: "s-e_cret" });
  const target = await serve((request, response) => void handle(request, response));
  closing.push(target.close);
  await bot.api.setWebhook(`${target.url}/hook`, { secret_token: "s-e_cret" });
  for (const text of ["раз", "два", "три"]) await say(text);
  await vi.waitFor(() => expect(heard).toEqual(["раз", "два", "три"]));
  await vi.waitFor(async () => expect((await chat()).map(({ text }) => text)).toContain("чую три"));
  await expect(bot.api.getUpdates()).rejects.toMatchObject({ error_code: 409 });
});

test("a webhook that fails is tried again, and its error is told until it works", async () => {
  await stand.close();
  stand = await openStand({ webhookGapMs: 20 });
  let failures = 2;
  const answers: number[] = [];
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      failures -= 1;
      response
        .writeHead(failures < 0 ? 200 : 500, { "content-type": "application/json" })
        .end('{"method":"sendMessage","chat_id":100000001,"text":"готово"}');
      answers.push(response.statusCode);
    });
  });
  const target = await serve((request, response) => void server.emit("request", request, response));
  closing.push(target.close);
  const api = apiOf();
  await api.setWebhook(target.url);
  await say("/start");
  await vi.waitFor(async () => expect(await lastOf()).toMatchObject({ text: "готово" }));
  expect(answers).toEqual([500, 500, 200]);
  const info = await api.getWebhookInfo();
  expect(info).toMatchObject({
    url: target.url,
    pending_update_count: 0,
    last_error_message: "Wrong response from the webhook: 500 Internal Server Error",
  });
  await api.deleteWebhook();
  expect((await api.getWebhookInfo()).url).toBe("");
});

test("grammY sees planted faults as what they are", async () => {
  await say("/start");
  const api = apiOf();
  const fault = (body: object) => stand.control("POST", "/faults", { times: 1, ...body });
  const send = () => api.sendMessage(ANNA, "text");
  await fault({ kind: "429", retry_after: 3, method: "sendMessage" });
  await expect(send()).rejects.toMatchObject({ error_code: 429, parameters: { retry_after: 3 } });
  stand.pass(3000);
  await fault({ kind: "500" });
  await expect(send()).rejects.toBeInstanceOf(GrammyError);
  await fault({ kind: "502" });
  await expect(send()).rejects.toBeInstanceOf(HttpError);
  await fault({ kind: "drop", chat: ANNA });
  await expect(send()).rejects.toBeInstanceOf(HttpError);
  await fault({ kind: "error", error_code: 400, description: "Bad Request: REPLY_MARKUP_INVALID" });
  await expect(send()).rejects.toMatchObject({ description: "Bad Request: REPLY_MARKUP_INVALID" });
  await fault({ kind: "hang" });
  const hung = fetch(`${stand.root}/bot${TOKEN}/sendMessage?chat_id=${ANNA}&text=a`, {
    signal: AbortSignal.timeout(100),
  });
  await expect(hung).rejects.toThrow(/timeout/);
  expect(await chat()).toHaveLength(1);
  await fault({ kind: "drop", after: true });
  await expect(send()).rejects.toBeInstanceOf(HttpError);
  expect(await chat()).toHaveLength(2);
  await send();
});
