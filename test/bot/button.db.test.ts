import { expect, test } from "vitest";
import { membersOf } from "../../src/business/member-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { reference } from "../../src/business/button-service.ts";
import { text, type TextId } from "../../src/texts/bundle.ts";
import type { Language } from "../../src/texts/language.ts";
import type { Key } from "./played.ts";
import { group, invited, ivan, kate, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

/** What only a press far inside brings up. */
const reached: TextId[] = [
  "address-taken",
  "address-made",
  "address-renewed",
  "address-dropped",
  "address-gone",
  "bot-last-owner-you",
  "chats-hint",
];
const commands = [
  "/start",
  "/connect",
  "/notify",
  "/calls",
  "/team",
  "/health",
  "/help",
  "/language",
];

test.each([
  ["Українська", "uk"],
  ["Русский", "ru"],
  ["English", "en"],
] as const)(
  "every button of every screen in %s may be pressed twice, also at once",
  async (name, language) => {
    const desk = await openDesk();
    try {
      await withBusiness(desk, "<Лілея> & Ко");
      await invited(desk, ivan, "Оператор");
      await desk.say(olena, "/phonet demo.phonet.com.ua phonet-secret-key-9f3a");
      await desk.say(olena, "/novofon appid_1834174 novofon-secret-77aa");
      await desk.say(olena, "/language");
      await desk.press(olena, name);
      await desk.say(olena, "/notify", group);
      for (const command of commands) await desk.say(olena, command);
      await pressEverything(desk, language);
      const said = desk.texts().join("\n");
      const stopped = text(language, "chats-stopped", {
        chat: group.title ?? "",
        kind: text(language, "chats-group"),
      });
      expect(said).toContain(stopped);
      expect(reached.filter((id) => !said.includes(text(language, id)))).toEqual([]);
      const [mine] = await businessesOf(desk.db, olena.id);
      expect(mine?.role).toBe("owner");
      expect((await membersOf(desk.db, mine?.business.id ?? "")).length).toBeGreaterThan(0);
      expect(unanswered(desk)).toBe(0);
    } finally {
      await desk.close();
    }
  },
);

test("a button that nobody made, one of another business and one of an older version are answered politely", async () => {
  const desk = await openDesk();
  try {
    await withBusiness(desk);
    const [mine] = await businessesOf(desk.db, olena.id);
    const old = await reference(desk.db, mine?.business.id ?? "", { do: "something_forgotten" });
    await desk.say(olena, "/connect");
    const foreign = desk.button("🔄 Оновити");
    for (const [person, button, place, said] of [
      [olena, data("nobody-made-this"), undefined, "Ця кнопка вже не діє"],
      [olena, data(old), undefined, "Ця кнопка вже не діє"],
      [kate, foreign, undefined, "no longer works"],
      [kate, foreign, group, "not for you"],
    ] as const) {
      const before = desk.sent.length;
      await desk.press(person, button, place);
      expect(desk.sent.slice(before)).toMatchObject([
        { method: "answerCallbackQuery", payload: { text: expect.stringContaining(said) } },
      ]);
    }
  } finally {
    await desk.close();
  }
});

test("a press that Telegram has given up waiting for still does its work", async () => {
  const desk = await openDesk();
  try {
    await withBusiness(desk);
    desk.faults.set("answerCallbackQuery", {
      error_code: 400,
      description:
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    });
    await desk.press(olena, "👥 Команда");
    expect(desk.last()).toContain("команда");
  } finally {
    await desk.close();
  }
});

/** Presses each button that any screen shows, twice at once and then once more, until no new one appears. */
async function pressEverything(desk: Desk, language: Language): Promise<void> {
  const pressed = new Map<string, string>();
  // What ends the screens comes last, and what makes new addresses has an end.
  const last = [text(language, "link-unlink-yes"), text(language, "team-leave-yes")];
  const renew = text(language, "address-renew-yes");
  const unpressed = () => {
    const enough = [...pressed.values()].filter((label) => label === renew).length >= 2;
    const left = desk.sent
      .flatMap(({ buttons }) => buttons)
      .filter(({ callback_data: value = "lang:" }) => !value.startsWith("lang:"))
      .filter((button) => !pressed.has(button.callback_data ?? ""))
      .filter((button) => !enough || button.text !== renew);
    return left.find((button) => !last.includes(button.text)) ?? left[0];
  };
  for (let next = unpressed(); next; next = unpressed()) {
    const button = next;
    pressed.set(button.callback_data ?? "", button.text);
    await Promise.all([desk.press(olena, button), desk.press(olena, button)]);
    await desk.press(olena, button);
    if (pressed.size > 800) throw new Error("screens without end");
  }
  expect(pressed.size).toBeGreaterThan(60);
}

/** Presses that stood without an answer. */
function unanswered(desk: Desk): number {
  return desk.presses() - desk.sent.filter(({ method }) => method === "answerCallbackQuery").length;
}

function data(callback_data: string): Key {
  return { text: "…", callback_data };
}
