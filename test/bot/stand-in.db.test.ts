import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { registerCommands } from "../../src/bot/commands.ts";
import { createFetcher } from "../../src/gateways/http.ts";
import { createNovofon } from "../../src/gateways/novofon.ts";
import { createPhonet } from "../../src/gateways/phonet.ts";
import { clock } from "../../src/lib/clock.ts";
import { createAccounts } from "../../src/sandbox/provider-accounts.ts";
import { providerRouter } from "../../src/sandbox/provider-router.ts";
import { ANNA, BORYS, BOT, openStand, TOKEN, type Stand } from "../sandbox/stand.ts";
import { openDesk, type Desk } from "./desk.ts";

type Message = {
  message_id: number;
  text: string;
  html: string;
  deleted: boolean;
  from: { id: number };
  reply_markup?: { inline_keyboard: { text: string; callback_data?: string }[][] };
};

let stand: Stand;
let desk: Desk;
let polling: Promise<void>;
beforeEach(async () => {
  stand = await openStand({
    clock,
    extra: [providerRouter({ accounts: createAccounts(), clock })],
  });
  const fetcher = createFetcher({ allow: [] });
  const phonet = createPhonet({ apiUrl: `${stand.url}/sandbox/phonet`, fetcher });
  const novofon = createNovofon({ apiUrl: `${stand.url}/sandbox/novofon`, fetcher });
  desk = await openDesk({
    deps: (played) => ({
      ...played,
      clock,
      token: TOKEN,
      apiRoot: stand.root,
      botInfo: { ...played.botInfo, id: BOT, username: "lotos_bot" },
      link: { ...played.link, clock, phonet, novofon },
      transformer: (prev, method, payload, signal) => prev(method, payload, signal),
    }),
  });
  polling = desk.bot().start();
});
afterEach(async () => {
  await desk.bot().stop();
  await polling;
  await stand.close();
  await desk.close();
});

const chatKey = (person: number) => `p${person}-${BOT}`;
const chat = (person = ANNA, key = chatKey(person)) =>
  stand.control<Message[]>("GET", `/messages?chat=${key}`);
const say = (text: string, person = ANNA) =>
  stand.control<Message>("POST", "/say", { person, chat: chatKey(person), text });

async function answer(piece: string, person = ANNA, key = chatKey(person)): Promise<Message> {
  return vi.waitFor(
    async () => {
      const found = (await chat(person, key)).findLast(
        (message) => message.from.id === BOT && message.text?.includes(piece),
      );
      if (!found)
        throw new Error(
          `no answer with «${piece}»: ${(await chat(person, key)).map(({ text }) => text).join(" / ")}`,
        );
      return found;
    },
    { timeout: 15_000 },
  );
}

async function press(
  message: Message,
  label: string,
  { person = ANNA, key = chatKey(person) }: { person?: number; key?: string } = {},
): Promise<void> {
  const button = message.reply_markup?.inline_keyboard
    .flat()
    .find(({ text }) => text.startsWith(label));
  await stand.control("POST", "/press", {
    person,
    chat: key,
    message_id: message.message_id,
    data: button?.callback_data,
  });
}

test("from the first word to an address that waits for its first event, against a local Telegram and a local Phonet", async () => {
  await say("/start");
  await press(await answer("Якою мовою вам зручно"), "Українська");
  await answer("Як називається ваш бізнес");
  await say("Салон <Лілея> & Ко");
  await press(await answer("створено"), "💇 Салон краси");
  await press(await answer("Часовий пояс"), "✅ Так");
  const connect = await answer("Телефонію ще не підключено");
  expect(connect.html).toContain("Салон &lt;Лілея&gt; &amp; Ко");

  await say("/phonet demo.phonet.com.ua wrong-phonet-key");
  await answer("Phonet не приймає цей ключ");
  const secret = await say("demo-phonet-key");
  const linked = await answer("Phonet підключено: demo.phonet.com.ua, ключ ••••-key");
  expect(linked.text).toMatch(/https:\/\/desk\.example\/api\/webhooks\/phonet\/[\w-]{32}/);
  expect(linked.text).toContain("Працівників знайдено: 2");
  await answer("чекаю на першу подію");
  const left = await chat();
  expect(left.find(({ message_id }) => message_id === secret.message_id)?.deleted ?? true).toBe(
    true,
  );
  expect(
    left
      .filter(({ deleted }) => !deleted)
      .map(({ text }) => text)
      .join(),
  ).not.toContain("demo-phonet-key");
});

test("Novofon's form, its letter, a team-mate by invite and every command of the menu are taken by a local Telegram", async () => {
  await say("/start");
  await press(await answer("Якою мовою вам зручно"), "Русский");
  await answer("Как называется ваш бизнес");
  await say("Ромашка");
  await press(await answer("создан"), "🔧 Мастерская");
  await press(await answer("Часовой пояс"), "✅ Да");
  await press(await answer("Телефония ещё не подключена"), "➕ Novofon");
  await answer("шаг 1 из 2");
  await say("appid_demo");
  await answer("шаг 2 из 2");
  await say("demo-novofon-secret");
  await press(await answer("Novofon подключён"), "✉️ Письмо для 101");
  expect((await answer("Добрый день!")).html).toContain("<pre>");
  await say("/team");
  await press(await answer("Анна · владелец"), "➕ Оператор");
  const invite = /start=(join_[\w-]+)/.exec((await answer("Перешлите это сообщение")).text)?.[1];
  await say(`/start ${invite}`, BORYS);
  await answer("Ваша роль: оператор", BORYS);
  for (const [command, said] of [
    ["/connect", "подключения"],
    ["/notify", "карточки в этом чате"],
    ["/calls", "Звонков ещё не было"],
    ["/health", "состояние"],
    ["/help", "Что я умею"],
    ["/cancel", "нечего отменять"],
  ] as const) {
    await say(command);
    await answer(said);
  }
  const own = { scope: { type: "chat" as const, chat_id: ANNA } };
  expect((await desk.api().getMyCommands(own)).map(({ description }) => description)).toContain(
    "последние звонки и поиск",
  );
  await registerCommands(desk.api());
  const menu = await desk
    .api()
    .getMyCommands({ scope: { type: "all_private_chats" }, language_code: "uk" });
  expect(menu.map(({ command }) => command)).toContain("connect");
});

test("in a group where the bot hears only what is meant for it, the menu and its form work through replies", async () => {
  await say("/start");
  await press(await answer("Якою мовою вам зручно"), "Українська");
  await answer("Як називається ваш бізнес");
  await say("Лілея");
  await answer("створено");
  const { key } = await stand.control<{ key: string }>("POST", "/chats", {
    title: "Рецепція",
    members: [ANNA, BORYS],
  });
  await stand.control("POST", `/chats/${key}/bots`, { bot: BOT });
  await press(await answer("показую дзвінки «Лілея» картками", ANNA, key), "💬 Увімкнути", { key });
  const menu = await answer("картки в цьому чаті", ANNA, key);
  await press(menu, "📱 Клієнти", { key });
  await press(await answer("Зараз: усі номери", ANNA, key), "✏️ Додати номери", { key });
  const question = await answer("відповідайте саме на це повідомлення", ANNA, key);
  expect(question.reply_markup).toEqual({ force_reply: true, selective: true });
  const speak = (text: string, more: object = {}) =>
    stand.control("POST", "/say", { person: ANNA, chat: key, text, ...more });
  await speak("0670000001");
  await speak("0670000002", { reply_to: question.message_id });
  const shown = await answer("Додано номерів: 1.", ANNA, key);
  expect(shown.reply_markup?.inline_keyboard.flat().map(({ text }) => text)).toContain(
    "✓ +380 67 000 00 02",
  );
  expect(
    (await chat(ANNA, key)).find(({ message_id }) => message_id === menu.message_id),
  ).toMatchObject({ text: expect.stringContaining("Клієнти") });
});
