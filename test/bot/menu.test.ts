import { describe, expect, test } from "vitest";
import { notifyMenu } from "../../src/bot/notify-menu.ts";
import type { NotifyPart } from "../../src/bot/notify-screen.ts";
import type { Screen } from "../../src/bot/screen.ts";
import { settingsScreen } from "../../src/bot/settings-screen.ts";
import type { Business } from "../../src/business/business.ts";
import type { Chat } from "../../src/business/chat.ts";
import type { WorkingHours } from "../../src/business/working-hours.ts";
import { languages, type Language } from "../../src/texts/language.ts";

const NOW = Date.UTC(2026, 10, 24, 12, 0, 0);
const hostile = `<b>&"'{ $x }</b>\u202E`.repeat(3);
const business: Business = {
  id: "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
  name: hostile,
  kind: "salon",
  timezone: "Europe/Kyiv",
  currency: "UAH",
  language: "uk",
  country: "UA",
  workingHours: null,
  holidays: [],
  slaMin: 15,
  ghostS: 0,
  triedCloses: true,
};
const known = {
  extensions: Array.from({ length: 40 }, (_, n) => ({ ext: String(100 + n), name: hostile })),
  lines: [{ number: "+380440000002", name: hostile }],
};
const chat: Chat = {
  id: "c",
  businessId: business.id,
  botId: 1,
  telegramId: -1,
  threadId: 3,
  type: "supergroup",
  title: hostile,
  language: null,
  style: "two",
  buttons: false,
  masked: false,
  remind: false,
  deals: false,
  filter: { missedOnly: true, lines: ["+380440000001"], exts: ["1"] },
  subscribedAt: NOW,
  subscribed: true,
  unreachable: null,
};
const hours: WorkingHours = {
  mon: ["09:00", "18:00"],
  tue: ["09:00", "18:01"],
  wed: ["09:00", "18:02"],
  thu: ["09:00", "18:03"],
  fri: ["18:00", "02:00"],
  sat: null,
  sun: ["00:00", "24:00"],
};
const many = Array.from({ length: 50 }, (_, n) => `+3806700000${String(n).padStart(2, "0")}`);
const holidays = Array.from({ length: 60 }, (_, n) => ({
  date: new Date(NOW + n * 48 * 3_600_000).toISOString().slice(0, 10),
  hours: null,
}));
const settingsParts = [
  "main",
  "kind",
  "zone",
  "currency",
  "language",
  "hours",
  "missed",
  "holidays",
  "lines",
] as const;
const parts: NotifyPart[] = [
  "main",
  "messages",
  "style",
  "direction",
  "lines",
  "exts",
  "clients",
  "quiet",
  "language",
];

describe.each(languages)("in %s every screen of the menus", (language) => {
  test.each(Object.entries({ ...notifyScreens(language), ...settingsScreens(language) }))(
    "%s fits a message, with hostile names as plain text, no ids and short labels",
    (_, { html, rows = [] }) => {
      expect(html.length).toBeLessThanOrEqual(4096);
      expect(html.replace(/<\/?(?:b|i|code|pre)>/g, "")).not.toMatch(/<|&(?!(?:amp|lt|gt|quot);)/);
      expect(html).not.toContain(business.id);
      for (const { label } of rows.flat()) expect(label.trim()).not.toBe("");
      const beside = rows.filter((row) => row.length > 1).flat();
      expect(beside.filter(({ label }) => Array.from(label).length > 24)).toEqual([]);
    },
  );
});

function notifyScreens(language: Language): Record<string, Screen> {
  const view = { business, chat, general: false, known, others: [business], notes: [] };
  const filter = { ...chat.filter, lines: many, exts: many, clients: many };
  const full = {
    ...view,
    business: { ...business, workingHours: hours },
    chat: { ...chat, filter },
  };
  return Object.fromEntries(
    parts.flatMap((screen) => [
      [`notify ${screen}`, notifyMenu(language, view, { screen, page: 0 })],
      [`notify ${screen}, full`, notifyMenu(language, full, { screen, page: 3 })],
    ]),
  );
}

function settingsScreens(language: Language): Record<string, Screen> {
  const view = {
    business: { ...business, workingHours: hours, holidays },
    now: NOW,
    home: true,
    lines: many.map((number) => ({ number, name: hostile, hours })),
    page: 3,
  };
  return Object.fromEntries(
    settingsParts.map((part) => [`settings ${part}`, settingsScreen(language, part, view)]),
  );
}
