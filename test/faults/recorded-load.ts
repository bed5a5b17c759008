import type { Random } from "../flows/random.ts";
import type { Heard } from "../flows/recorded.ts";
import type { Message } from "../flows/stand.ts";
import type { World } from "../flows/world.ts";

/** A recorded call that the simulated PBX played. */
export type Told = { shop: Heard; caller: string; talk: string };

/** Each ends with a summary when nothing goes wrong. */
const TALKS = ["booking", "complaint", "visit", "manicure", "callback", "wrong"];
/** How a line begins that says why there is no recording, text or summary. */
const WHY = /^(?:⚠️|🎙 Запису) /mu;

/** Plays an answered call with a talk; its hooks go to `hook`. */
export async function playRecorded(
  world: World,
  shop: Heard,
  { random, hook, serial }: { random: Random; hook: string; serial: number },
): Promise<Told> {
  const talk = TALKS[random.below(TALKS.length)] ?? "booking";
  const caller = `+38050${String(1_000_000 + serial)}`;
  const { provider, account } = shop;
  const call = { provider, account, caller, talk, kind: "answered", speed: 10 };
  await world.stand.post("pbx", { ...call, hook: `${hook}${shop.path}` });
  return { shop, caller, talk };
}

/** What of a recorded call stands in its chat: done with a summary, or with the line that says why there is none. */
export type End = "summary" | "cause" | "open";

/** How many recorded calls ended in which way, and what stands too often. */
export async function countRecorded(
  world: World,
  told: readonly Told[],
): Promise<Record<End, number> & { doubled: number; wrong: string[] }> {
  const count = { summary: 0, cause: 0, open: 0, doubled: 0, wrong: [] as string[] };
  for (const shop of new Set(told.map((one) => one.shop))) {
    const messages = (await world.stand.messages(shop.chat)).filter(({ from }) => from.is_bot);
    for (const { caller, talk } of told.filter((one) => one.shop === shop)) {
      const about = messages.filter(({ html }) => html.includes(caller));
      const finals = about.filter(({ text }) => text.startsWith("✅"));
      const rings = about.filter(({ text }) => text.startsWith("📞"));
      count.doubled += Math.max(0, finals.length - 1) + Math.max(0, rings.length - 1);
      const end = endOf(finals.at(-1));
      count[end] += 1;
      if (end === "open")
        count.wrong.push(`${caller} ${talk}: ${finals.at(-1)?.text ?? "no card"}`);
    }
  }
  return count;
}

function endOf(card: Message | undefined): End {
  if (card?.text.includes("Суть:") === true) return "summary";
  return card && WHY.test(card.text) ? "cause" : "open";
}
