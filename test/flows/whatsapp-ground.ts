import { until } from "../db/until.ts";
import { messageWith, openSalon, type SalonTenant } from "./salon.ts";
import { owner, type Stand } from "./stand.ts";
import { openWorld, type World } from "./world.ts";

const APP_SECRET = "the-secret-of-our-meta-app";
const VERIFY_TOKEN = "the-token-that-verifies-us";
const NUMBER = "106540352242922";
const TOKEN = `EAA${"t".repeat(40)}`;

export type Letter = {
  id: string;
  by: "customer" | "business" | "owner";
  text: string;
  tick: string;
  reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] };
  list?: { rows: { id: string; title: string; description?: string }[] };
};

export type WhatsappSalon = { world: World; salon: SalonTenant; hook: string };

/** A salon whose number is linked by its owner, as Meta's dashboard and the chat with the main bot have it. */
export async function openWhatsappSalon(): Promise<WhatsappSalon> {
  const world = await openWorld({
    env: { WHATSAPP_APP_SECRET: APP_SECRET, WHATSAPP_VERIFY_TOKEN: VERIFY_TOKEN },
  });
  const { stand, botId } = world;
  const salon = await openSalon(world);
  const hook = `${world.url}/api/webhooks/whatsapp`;
  await stand.post("whatsapp/apps", { secret: APP_SECRET, url: hook, verify_token: VERIFY_TOKEN });
  await stand.post("whatsapp/numbers", {
    id: NUMBER,
    phone: "380440000101",
    name: "Клен",
    token: TOKEN,
  });
  const chat = `p${owner.id}-${botId}`;
  await stand.post("say", { person: owner.id, chat, text: `/whatsapp ${NUMBER} ${TOKEN}` });
  await messageWith(stand, chat, ({ text }) => text.includes("🟢") && text.includes("01 01"));
  return { world, salon, hook };
}

/** Somebody who writes to the salon's number. Their phone is made of their id. */
export function customerOf(stand: Stand, person: number) {
  const all = () => stand.get<Letter[]>(`whatsapp/messages?person=${person}`);
  const answers = async () => (await all()).filter(({ by }) => by === "business");
  const nextAfter = (before: number) =>
    until(`an answer to ${person}`, async () => (await answers())[before], 60_000);
  return {
    person,
    phone: `+38067${String(person).padStart(7, "0")}`,
    all,
    answers,
    says: (text: string, more: { copies?: number; ago_s?: number } = {}) =>
      stand.post<Letter>("whatsapp/say", { person, text, ...more }),
    /** Says it and waits for the next answer. */
    asks: async (text: string): Promise<Letter> => {
      const before = (await answers()).length;
      await stand.post("whatsapp/say", { person, text });
      return nextAfter(before);
    },
    /** Chooses a button or a row by its title, and waits for the next answer. */
    chooses: async (letter: Letter, title: string): Promise<Letter> => {
      const before = (await answers()).length;
      await stand.post("whatsapp/press", { person, message: letter.id, id: idOf(letter, title) });
      return nextAfter(before);
    },
  };
}

/** The id of what a message offers under this title. */
function idOf({ reply_markup: markup, list }: Letter, title: string): string {
  const buttons = markup?.inline_keyboard.flat() ?? [];
  const offered = [
    ...buttons.map(({ text, callback_data: id }) => ({ id, title: text })),
    ...(list?.rows ?? []),
  ];
  const found = offered.find((one) => one.title.includes(title));
  if (!found) throw new Error(`«${title}» is not among ${offered.map((one) => one.title).join()}`);
  return found.id;
}
