import { randomBytes } from "node:crypto";
import { until } from "../db/until.ts";
import { owner, type Message, type Stand } from "./stand.ts";
import { makeTenant, type Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

/** A business whose customers write to a bot of its own. */
export type SalonTenant = Tenant & { botId: number };

const EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const hours = Object.fromEntries(EVERY_DAY.map((day) => [day, ["10:00", "20:00"]]));

/** One master who does one thing every day, so that two customers of one time are in one another's way. */
const file = {
  name: { uk: "Клен", en: "Maple" },
  slot_step_min: 30,
  min_lead_min: 60,
  horizon_days: 30,
  services: [
    {
      id: "beard",
      name: { uk: "Стрижка бороди", en: "Beard trim" },
      duration_min: 60,
      price: { amount: 500, kind: "fixed" },
      synonyms: ["борода", "бороду"],
    },
  ],
  masters: [{ id: "taras", name: { uk: "Тарас", en: "Taras" }, services: ["beard"], hours }],
};

/** Makes the business through its owner's chat with the main bot: the file, its button, the bot's token, the agent. */
export async function openSalon(world: World): Promise<SalonTenant> {
  const { stand, botId } = world;
  const tenant = await makeTenant(world, { provider: "phonet", title: "Salon" });
  const chat = `p${owner.id}-${botId}`;
  const tell = (text: string) => stand.post("say", { person: owner.id, chat, text });
  await tell("/help");
  await stand.post("attach", {
    person: owner.id,
    chat,
    what: {
      kind: "document",
      name: "salon.json",
      base64: Buffer.from(JSON.stringify(file)).toString("base64"),
    },
  });
  const asked = await messageWith(stand, chat, (message) => keyOf(message, "✅") !== null);
  await stand.post("press", {
    person: owner.id,
    chat,
    message_id: asked.message_id,
    data: keyOf(asked, "✅"),
  });
  await messageWith(stand, chat, ({ text }) => text.startsWith("✅"));
  const salonBot = 8_000_000_000 + Math.floor(Math.random() * 999_999);
  const token = `${salonBot}:${randomBytes(26).toString("base64url").slice(0, 35)}`;
  await tell(`/salonbot ${token}`);
  await messageWith(stand, chat, ({ text }) => text.includes(`frontdesk_${salonBot}_bot`));
  await tell("/agent on");
  await messageWith(stand, chat, ({ text }) => text.includes("🟢"));
  return { ...tenant, botId: salonBot };
}

/** A message of a chat that stands now, once it does. */
export function messageWith(
  stand: Stand,
  chat: string,
  fits: (message: Message) => boolean,
): Promise<Message> {
  return until(
    `a message in ${chat}`,
    async () =>
      (await stand.messages(chat)).findLast((message) => message.from.is_bot && fits(message)),
    60_000,
  );
}

/** The data of the button whose label says this. */
export function keyOf(message: Message, label: string): string | null {
  const keys = message.reply_markup?.inline_keyboard.flat() ?? [];
  return keys.find(({ text }) => text.includes(label))?.callback_data ?? null;
}
