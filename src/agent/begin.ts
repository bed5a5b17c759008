import type { Conversation, World } from "./conversation.ts";
import { noDraft } from "./open.ts";
import { worded } from "./press.ts";
import { drafted, dropped, minded, ordered, said, type Talk } from "./talk.ts";
import type { Understood } from "./understood.ts";

/** A turn before anything is answered: the language, what is too old to stand, a pressed button as words. */
export function begun(memory: Conversation, understood: Understood, world: World): Talk {
  const heard = worded(understood, world);
  const talk: Talk = { memory, heard, world, say: [], todo: [] };
  return unpassed(fresh(unstale(spoken(talk))));
}

/** The language is changed only by what is surely written in another one that the business answers in. */
function spoken(talk: Talk): Talk {
  const { languages, language: own } = talk.world.salon;
  const { memory, heard } = talk;
  const kept = languages.includes(memory.language) ? memory.language : own;
  const heardIn = heard.language;
  const language = heardIn !== null && languages.includes(heardIn) ? heardIn : kept;
  return minded(talk, { language });
}

const STALE_MS = 24 * 3_600_000;

/** Of a draft of more than a day ago nothing is left, and nothing is asked any more. */
function unstale(talk: Talk): Talk {
  const { turnedAt } = talk.memory;
  if (turnedAt === null || talk.world.now - turnedAt <= STALE_MS) return talk;
  const reminder = talk.memory.asked === "visit" ? talk.memory.visitId : null;
  const bare = minded(dropped(talk), { stuck: 0, strikes: { rude: 0, medical: 0 } });
  return reminder === null ? bare : minded(bare, { asked: "visit", visitId: reminder });
}

/** After a goodbye a visit begins anew; "and on Friday?" still means the service that was spoken of. */
function fresh(talk: Talk): Talk {
  const { memory, heard } = talk;
  if (memory.state !== "goodbye" || memory.asked !== null) return talk;
  const { serviceId, holdId } = memory.draft;
  const goesOn = (heard.day !== null || heard.time !== null) && heard.services.length === 0;
  const draft = { ...noDraft(), serviceId: goesOn ? serviceId : null };
  const free = holdId === null ? talk : ordered(talk, { do: "release", holdId });
  return minded(free, { draft, stuck: 0 });
}

/** A visit whose time is over by now cannot be agreed to any more. */
function unpassed(talk: Talk): Talk {
  const { draft } = talk.memory;
  if (draft.slot === null || draft.slot.start > talk.world.now) return talk;
  const { holdId } = draft;
  const free = holdId === null ? talk : ordered(talk, { do: "release", holdId });
  const again: Understood = {
    ...talk.heard,
    answer: talk.heard.answer === "yes" ? null : talk.heard.answer,
    intents: [...talk.heard.intents, "book"],
  };
  const told = said({ ...free, heard: again }, "agent-slot-passed");
  return drafted(told, { slot: null, holdId: null, day: null, time: null });
}
