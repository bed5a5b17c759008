import { sql } from "drizzle-orm";
import { afterAll, expect, onTestFailed, test } from "vitest";
import { until } from "../db/until.ts";
import { messageWith, openSalon, type SalonTenant } from "./salon.ts";
import { owner, type Message } from "./stand.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

afterAll(leaveNothing);

type Said = Message & { business_bot?: number };

/** Somebody who writes to a person's account, and what the salon's bot answers there on that person's behalf. */
async function customerOf(world: World, { botId }: SalonTenant, account: number, name: string) {
  const { stand } = world;
  const { id } = await stand.person({ first_name: name, language_code: "uk" });
  const chat = `u${Math.min(account, id)}-${Math.max(account, id)}`;
  const answers = async () =>
    (await stand.get<Said[]>(`messages?chat=${chat}`)).filter((one) => one.business_bot === botId);
  const says = (text: string) => stand.post("say", { person: id, chat, text });
  return {
    says,
    answers,
    hears: (text: string) => stand.post("say", { person: account, chat, text }),
    asks: async (text: string): Promise<Said> => {
      const before = (await answers()).length;
      await says(text);
      return until(`an answer to «${text}»`, async () => (await answers())[before], 30_000);
    },
  };
}

async function numberOf(world: World, query: ReturnType<typeof sql>): Promise<number> {
  const [row] = await world.db().execute<{ n: number }>(query);
  return row?.n ?? -1;
}

test("the agent answers in the owner's own account, falls silent for them, and serves no stranger's", async () => {
  const world = await openWorld();
  onTestFailed(() => console.log(world.output().slice(-6000)));
  try {
    const { stand } = world;
    const salon = await openSalon(world);
    const desk = `p${owner.id}-${world.botId}`;
    const connect = (person: number) =>
      stand.post("business/connect", { person, bot: salon.botId });

    await connect(owner.id);
    await messageWith(stand, desk, ({ text }) => text.includes("відповідає і в чатах акаунта"));
    const hanna = await customerOf(world, salon, owner.id, "Ганна");
    const answer = await hanna.asks("Добрий день! Скільки коштує борода?");
    expect(answer.text).toContain("500");
    expect(answer.from).toMatchObject({ id: owner.id, is_bot: false });
    const offered = await hanna.asks("Запишіть мене на завтра");
    expect(offered.reply_markup?.inline_keyboard.flat().map(({ text }) => text)).toContain("12:00");

    await hanna.hears("Ганно, вітаю, це Олена. Зараз гляну сама");
    await until(
      "the owner is heard",
      async () =>
        (await numberOf(
          world,
          sql`select count(*)::int as n from conversations where handoff_reason = 'owner'`,
        )) === 1,
    );
    const before = (await hanna.answers()).length;
    await hanna.says("Дякую, чекаю");

    const stranger = await stand.person({ first_name: "Зінаїда", language_code: "uk" });
    await connect(stranger.id);
    await messageWith(stand, desk, ({ text }) => text.includes("Зінаїда"));
    const theirs = await customerOf(world, salon, stranger.id, "Петро");
    await theirs.says("Таємниця: скільки коштує борода?");

    // Updates are taken in their order: once this one is answered, those before it were heard.
    const marta = await customerOf(world, salon, owner.id, "Марта");
    expect((await marta.asks("Скільки коштує борода?")).text).toContain("500");
    expect(await hanna.answers()).toHaveLength(before);
    expect(await theirs.answers()).toEqual([]);
    const kept = (like: string) =>
      numberOf(world, sql`select count(*)::int as n from utterances where text like ${like}`);
    expect([await kept("Дякую, чекаю"), await kept("Таємниця%")]).toEqual([1, 0]);
  } finally {
    await world.close();
  }
});
