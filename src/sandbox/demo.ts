import { linkSalonBot, type SalonBotDeps } from "../channels/salon-bot-service.ts";
import { linkWhatsapp, type WhatsappDeps } from "../channels/whatsapp-number-service.ts";
import { changeAgent } from "../agent/setting-service.ts";
import { createBusiness, firstBusiness } from "../business/business-service.ts";
import { subscribe, subscribedChats } from "../business/chat-service.ts";
import { bindExtension } from "../business/extension-service.ts";
import { saveEmployees, saveLines } from "../business/line-service.ts";
import { invite, join } from "../business/member-service.ts";
import { activate, seePerson } from "../business/person-service.ts";
import { saveClient } from "../crm/client-service.ts";
import type { Database } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import type { Clock } from "../lib/clock.ts";
import { acceptConsent, changeSpeech } from "../speech/settings-service.ts";
import { linkNovofon, linkPhonet, type Linked, type LinkDeps } from "../telephony/link-service.ts";
import { addBot, addPerson } from "./cast.ts";
import { seedSalon } from "./demo-salon-seed.ts";
import { addBotToChat, addChat } from "./group.ts";
import { accountFor } from "./whatsapp-saying.ts";
import type { WhatsappWorld } from "./whatsapp-world.ts";
import type { World } from "./world.ts";

export type DemoDeps = {
  db: Database;
  world: World;
  clock: Clock;
  link: LinkDeps;
  salonBots: SalonBotDeps;
  /** The number that customers write to, and the token of its business at Meta. */
  whatsapp?: { deps: WhatsappDeps; world: WhatsappWorld; token: string } | undefined;
  token: string;
  /** Of the salon's own bot. */
  salonToken: string;
  code: () => string;
};

/** Whose business it is. */
export const OWNER = { id: 100_000_001, first_name: "Наталя", username: "natalia_lileya" };
const OPERATORS = [
  { id: 100_000_002, first_name: "Олена", username: "olena_lileya", ext: "101" },
  { id: 100_000_003, first_name: "Тарас", username: "taras_lileya", ext: "102" },
];
const CUSTOMER = { id: 100_000_004, first_name: "Оксана", username: "oksana_k" };

/** The bot of the sandbox exists before anybody speaks to it. */
export function castBot(world: World, token: string): void {
  if (!world.bot(Number(token.split(":")[0])))
    addBot(world, { username: "frontdesk_bot", first_name: "Frontdesk", token });
}

/** Makes the demo business once, through the services that the bot's screens use. */
export async function seedDemo(deps: DemoDeps): Promise<void> {
  if (await firstBusiness(deps.db)) return;
  const { db, world, clock } = deps;
  const now = clock.now();
  for (const { id, first_name, username } of [OWNER, ...OPERATORS, CUSTOMER]) {
    const person = { id, first_name, username };
    addPerson(world, { ...person, language_code: "uk" });
    await seePerson(db, {
      id: person.id,
      firstName: person.first_name,
      username: person.username,
      languageCode: "uk",
      now,
    });
  }
  const business = await createBusiness(db, {
    name: "Лілея",
    kind: "salon",
    timezone: "Europe/Kyiv",
    currency: "UAH",
    language: "uk",
    country: "UA",
    owner: { id: OWNER.id, name: OWNER.first_name },
    now,
  });
  await activate(db, OWNER.id, business.id);
  for (const { id, first_name: name, ext } of OPERATORS) {
    const { code } = await invite(db, business.id, {
      role: "operator",
      by: OWNER.id,
      now,
      code: deps.code(),
    });
    await join(db, { code, person: { id, name }, now });
    await activate(db, id, business.id);
    await bindExtension(db, business.id, { personId: id, ext, by: OWNER.id });
  }
  linked(
    await linkPhonet(deps.link, business.id, {
      domain: "demo.phonet.com.ua",
      apiKey: "demo-phonet-key",
    }),
  );
  linked(
    await linkNovofon(deps.link, business.id, { key: "appid_demo", secret: "demo-novofon-secret" }),
  );
  await saveLines(db, business.id, [{ number: "+380440000100", name: "Поділ" }]);
  await saveEmployees(db, business.id, [
    { ext: "101", name: "Олена" },
    { ext: "102", name: "Тарас" },
  ]);
  await saveClient(db, business.id, { name: "Оксана К.", phone: "+380670000001", now });
  await acceptConsent(db, business.id, { personId: OWNER.id, now });
  await changeSpeech(db, business.id, { transcribe: true });
  await openGroup(deps, business.id);
  await openSalon(deps, business.id);
  await openWhatsapp(deps, business.id);
}

/** The salon's own bot, which its customers find in their chats. */
async function openSalon(deps: DemoDeps, businessId: string): Promise<void> {
  const { db, world, clock, salonBots, salonToken } = deps;
  await seedSalon(db, businessId, { now: clock.now() });
  const bot = addBot(world, { username: "lileya_bot", first_name: "Лілея", token: salonToken });
  world.openPrivateChat(CUSTOMER.id, bot.id);
  await world.settle();
  const outcome = await linkSalonBot(salonBots, businessId, salonToken);
  if ("refused" in outcome)
    throw new AppError(`sandbox.no_salon_bot.${outcome.refused}`, "conflict");
  const [chat] = await subscribedChats(db, businessId);
  await changeAgent(db, businessId, { enabled: true, deskChatId: chat?.id ?? null });
}

const WHATSAPP = { id: "106540352242922", account: "102290129340398", phone: "380440000101" };

/** The salon's WhatsApp: its owner has the same number on their own phone. */
async function openWhatsapp({ whatsapp, world: telegram }: DemoDeps, businessId: string) {
  if (!whatsapp) return;
  const { deps, world, token } = whatsapp;
  world.saveNumber({ ...WHATSAPP, name: "Лілея", token, app: "demo", owner: OWNER.id });
  const nameOf = (person: number) => telegram.people.get(person)?.first_name;
  const people = [CUSTOMER, OWNER, ...OPERATORS];
  for (const [index, { id }] of people.entries())
    world.saveAccount({ ...accountFor({ world, nameOf }, id), phone: `38067000000${index + 1}` });
  await world.settle();
  const outcome = await linkWhatsapp(deps, businessId, `${WHATSAPP.id} ${token}`);
  if ("refused" in outcome)
    throw new AppError(`sandbox.no_whatsapp.${outcome.refused}`, "conflict");
}

async function openGroup({ db, world, clock, token }: DemoDeps, businessId: string): Promise<void> {
  const botId = Number(token.split(":")[0]);
  const bot = world.bot(botId);
  if (!bot) throw new AppError("sandbox.no_bot", "not_found");
  const chat = addChat(world, {
    title: "Front desk",
    type: "supergroup",
    members: [OWNER.id, ...OPERATORS.map(({ id }) => id)],
  });
  addBotToChat(world, chat.key, bot, { admin: true });
  await subscribe(db, businessId, {
    botId,
    telegramId: chat.id,
    threadId: null,
    type: chat.type,
    title: chat.title ?? "",
    now: clock.now(),
  });
  await world.settle();
}

function linked(result: Linked): void {
  if ("refused" in result) throw new AppError(`sandbox.not_linked.${result.refused}`, "conflict");
}
