import { text } from "../texts/bundle.ts";
import { timeOf } from "../texts/format.ts";
import type { World } from "./conversation.ts";
import { readerOf, salonName } from "./shown.ts";
import { asking, type Buttons, said, type Talk, went } from "./talk.ts";

/** The first words: the business's own greeting, or ours in its tone; what can be done is buttons. */
export function greeted(talk: Talk): Talk {
  const { greeting, tone } = talk.world;
  const called = calledOf(talk);
  const open = asking(went(talk, "greeting"), "service");
  const buttons = menu(talk);
  if (called !== null)
    return said(
      said(open, "agent-hello"),
      called.missed ? "agent-call-missed" : "agent-call-talked",
      { at: atOf(talk, called.at) },
      buttons,
    );
  if (greeting !== null) return said(open, "agent-greeting-own", { greeting }, buttons);
  const salon = salonName(readerOf(talk));
  return said(open, `agent-greeting-${tone}`, { salon }, buttons);
}

/** A greeting before something else: a word. */
export function hailed(talk: Talk): Talk {
  const first = talk.memory.visited.length === 0;
  const open = went(talk, "greeting");
  const called = calledOf(talk);
  const hello = first || called !== null ? said(open, "agent-hello") : open;
  if (called === null || !called.missed) return hello;
  return said(hello, "agent-call-sorry", { at: atOf(talk, called.at) });
}

/** "Спасибо", "до встречи": short, and no question. */
export function thanked(talk: Talk): Talk {
  const open = went(asking(talk, null), "goodbye");
  const { heard, world, memory } = talk;
  const coming = world.mine.some(({ id }) => id === memory.bookedId);
  if (heard.intents.includes("bye")) return said(open, coming ? "agent-bye-soon" : "agent-bye");
  return said(open, coming ? "agent-thanks-soon" : "agent-thanks");
}

/** What the agent is for, whatever was wanted instead. */
export function scoped(talk: Talk): Talk {
  return said(talk, "agent-scope", {}, menu(talk));
}

export function menu({ memory }: Talk): Buttons {
  const { language } = memory;
  return [
    [
      { title: text(language, "agent-button-book"), action: { do: "book" } },
      { title: text(language, "agent-button-prices"), action: { do: "prices" } },
    ],
    [{ title: text(language, "agent-button-human"), action: { do: "human" } }],
  ];
}

/** Once in a turn, however many pieces it has. */
function calledOf({ memory, world }: Talk): World["called"] {
  return memory.turnedAt === world.now ? null : world.called;
}

/** "о 14:32". */
function atOf({ memory, world }: Talk, at: number): string {
  const { language } = memory;
  const time = timeOf(language, at, world.salon.zone);
  const eleven = language === "uk" && time.startsWith("11");
  return text(language, eleven ? "visit-told-at-eleven" : "visit-told-at", { time });
}
