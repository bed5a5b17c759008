import { subscribe } from "../../src/business/chat-service.ts";
import type { CardStyle, ChatFilter } from "../../src/business/chat.ts";
import { languages, type Language } from "../../src/texts/language.ts";
import { owner } from "./stand.ts";
import type { Ground } from "./tenant.ts";

/** A group, or a topic of a forum. */
export type Place = {
  id: number;
  /** The group's key in the stand-in. */
  key: string;
  thread: number | null;
};

/** One subscribed chat of a business with its own wishes. */
export type Seat = {
  chatId: string;
  key: string;
  thread: number | null;
  style: CardStyle;
  language: Language;
  buttons: boolean;
};

/** Three places with the bot in each: two groups and a topic. None shares a group, because Telegram's limits are a group's. */
export async function openPlaces(outside: Outside): Promise<Place[]> {
  const group = await openGroup(outside, false);
  const other = await openGroup(outside, false);
  const forum = await openGroup(outside, true);
  const wish = { name: "Cards" };
  const topic = await outside.stand.post<{ id: number }>(`chats/${forum.key}/topics`, wish);
  return [
    { ...group, thread: null },
    { ...other, thread: null },
    { ...forum, thread: topic.id },
  ];
}

const styles: readonly CardStyle[] = ["two", "one", "final"];

type Wish = { title: string; turn: number; places: readonly Place[] };

/**
 * The three chats of one business, one in each style and one in each language. Nine turns bring every style together with
 * every language and every place.
 */
export async function takeSeats(
  ground: Ground,
  businessId: string,
  { title, turn, places }: Wish,
): Promise<Seat[]> {
  const seats: Seat[] = [];
  for (const [n, place] of places.entries()) {
    const wish = {
      style: turned(styles, n + turn),
      language: turned(languages, n + turn + Math.floor(turn / 3)),
      buttons: (n + Math.floor(turn / 2)) % 2 === 0,
    };
    seats.push(await takeSeat(ground, businessId, { ...wish, title, place }));
  }
  return seats;
}

type SeatWish = Pick<Seat, "style" | "language" | "buttons"> & {
  title: string;
  place: Place;
  filter?: ChatFilter;
};

/** Subscribes one place to a business's cards. */
export async function takeSeat(
  ground: Ground,
  businessId: string,
  { place, title, filter, ...wish }: SeatWish,
): Promise<Seat> {
  const chat = await subscribe(ground.db(), businessId, {
    botId: ground.botId,
    telegramId: place.id,
    threadId: place.thread,
    type: "supergroup",
    title,
    now: ground.clock.now(),
    ...wish,
    ...(filter ? { filter } : {}),
  });
  return { ...wish, chatId: chat.id, key: place.key, thread: place.thread };
}

type Outside = Pick<Ground, "stand" | "botId">;

function openGroup(
  { stand, botId }: Outside,
  forum: boolean,
): Promise<{ id: number; key: string }> {
  return stand.group({ title: "Cards", forum, members: [owner.id], bot: botId });
}

function turned<T>(list: readonly T[], turn: number): T {
  const item = list[turn % list.length];
  if (item === undefined) throw new Error("an empty list cannot turn");
  return item;
}
