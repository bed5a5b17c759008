import { randomBytes } from "node:crypto";
import type { Told } from "./whatsapp-hook.ts";
import type { Account, BusinessNumber, Letter, WhatsappWorld } from "./whatsapp-world.ts";

const WINDOW_MS = 86_400_000;

export function wamid(): string {
  return `wamid.HBgL${randomBytes(24).toString("base64").replaceAll("+", "A").replaceAll("/", "B")}AA==`;
}

type NewLetter = Pick<Letter, "by" | "type" | "content" | "tick"> &
  Partial<Pick<Letter, "replyTo" | "callback" | "at">>;

/** Puts a message at the end of a chat. What a customer writes opens the window, counted from when they wrote it. */
export function put(
  world: WhatsappWorld,
  { account, number }: { account: Account; number: BusinessNumber },
  { replyTo = null, callback = null, at = world.seconds(), ...rest }: NewLetter,
): Letter {
  if (rest.by === "customer") {
    const until = Math.max(account.windows[number.id] ?? 0, at * 1000 + WINDOW_MS);
    world.saveAccount({ ...account, windows: { ...account.windows, [number.id]: until } });
  }
  return world.saveLetter({
    ...rest,
    id: wamid(),
    number: number.id,
    person: account.person,
    n: world.nextPlace(account.person, number.id),
    at,
    replyTo,
    callback,
    edits: 0,
    deleted: false,
  });
}

/** The letter as a webhook tells it. */
export function toldOf({ id, at, type, content, replyTo }: Letter, number: BusinessNumber): Told {
  return {
    id,
    at,
    type,
    content,
    context: replyTo === null ? null : { from: number.phone, id: replyTo },
  };
}

const ranks: Readonly<Record<Letter["tick"], number>> = {
  accepted: 0,
  sent: 1,
  delivered: 2,
  read: 3,
  failed: 4,
};

/** A letter's tick never goes back. */
export function ticked(world: WhatsappWorld, letter: Letter, tick: Letter["tick"]): Letter {
  const now = world.letters.get(letter.id) ?? letter;
  return ranks[tick] > ranks[now.tick] ? world.saveLetter({ ...now, tick }) : now;
}
