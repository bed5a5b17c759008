import type { Service, Slot, Visit } from "../booking/salon.ts";
import type { TextArgs, TextId } from "../texts/bundle.ts";
import type { Command } from "./command.ts";
import type { Conversation, Draft, Question, State, World } from "./conversation.ts";
import { noDraft } from "./open.ts";
import type { Saying } from "./saying.ts";
import type { Intent, Understood } from "./understood.ts";

/** A turn while it is being made. */
export type Talk = {
  memory: Conversation;
  heard: Understood;
  world: World;
  say: readonly Saying[];
  todo: readonly Command[];
};
export type Buttons = NonNullable<Saying["buttons"]>;

/** Something more is said. */
export function said(talk: Talk, id: TextId, values: TextArgs = {}, buttons?: Buttons): Talk {
  const saying: Saying = buttons ? { id, values, buttons } : { id, values };
  return { ...talk, say: [...talk.say, saying] };
}

/** Something more is to be done. */
export function ordered(talk: Talk, command: Command): Talk {
  return { ...talk, todo: [...talk.todo, command] };
}

export function minded(talk: Talk, change: Partial<Conversation>): Talk {
  return { ...talk, memory: { ...talk.memory, ...change } };
}

export function drafted(talk: Talk, change: Partial<Draft>): Talk {
  return minded(talk, { draft: { ...talk.memory.draft, ...change } });
}

/** A state is visited: the same twice in a row is there once. */
export function went(talk: Talk, state: State): Talk {
  return minded(talk, visiting(talk.memory, state));
}

export function visiting(
  { visited }: Conversation,
  state: State,
): Pick<Conversation, "state" | "visited"> {
  const told = visited.at(-1) === state || (visited.length >= MANY && visited.includes(state));
  return { state, visited: told ? visited : [...visited, state] };
}

/** In an endless dialogue only what is new is added. */
const MANY = 100;

/** A question is open now; what was offered with it is what a bare answer means. */
export function asking(
  talk: Talk,
  asked: Question | null,
  offered: Partial<Conversation["offered"]> = {},
): Talk {
  return minded(talk, { asked, offered: { slots: [], services: [], visits: [], ...offered } });
}

/** Nothing is being made any more; a place that was kept is given up. */
export function dropped(talk: Talk): Talk {
  const { holdId } = talk.memory.draft;
  const free = holdId === null ? talk : ordered(talk, { do: "release", holdId });
  const bare = minded(free, { draft: noDraft(), visitId: null, visitWish: null });
  return asking(bare, null);
}

export function wants({ heard }: Talk, ...intents: readonly Intent[]): boolean {
  return intents.some((intent) => heard.intents.includes(intent));
}

/** Whether a visit is being moved rather than made. */
export function moving({ memory, world }: Talk): Visit | null {
  if (memory.visitWish !== "move") return null;
  return world.mine.find(({ id }) => id === memory.visitId) ?? null;
}

export function serviceOf({ world }: Pick<Talk, "world">, id: number | null): Service | null {
  return world.salon.services.find((service) => service.id === id) ?? null;
}

/** The draft begins again at its slot: nothing of it stands but what was said. */
export function unslotted(talk: Talk): Talk {
  return drafted(talk, { slot: null });
}

export function sameSlot(a: Slot | null, b: Slot | null): boolean {
  if (a === null || b === null) return a === b;
  return a.start === b.start && a.masterId === b.masterId && a.serviceId === b.serviceId;
}
