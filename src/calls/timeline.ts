import type { ToldEvent } from "../events/event.ts";
import type { Call, CallEvent, Employee, Windows } from "./call.ts";
import type { CardPart } from "./filter.ts";
import type { Verdict } from "./hook.ts";
import { turnsOf, type TurnFact } from "./turn.ts";

/** A hook as it was stored; `at` is its arrival, epoch ms. */
export type HeardHook = {
  at: number;
  name: string;
  verdict: Verdict;
  reason: string | null;
  events: readonly CallEvent[];
};

/** Something done in a chat about a call. */
export type CardStep = {
  at: number;
  part: CardPart;
  step: "sent" | "edited" | "removed" | "closed" | "repeated";
  reason: string | null;
  /** Where the story is told of every chat. */
  chatId?: string;
};

/** One line of a call's story. `at` is epoch ms. */
export type Moment = { at: number } & (
  | {
      what: "hook";
      name: string;
      verdict: Verdict;
      reason: string | null;
      line: string | null;
      lineName: string | null;
      ext: string | null;
      /** How often it came. */
      count: number;
    }
  | { what: "began"; direction: Call["direction"] }
  | { what: "picked"; who: Employee | null }
  | { what: "ended"; outcome: Call["outcome"]; talkS: number | null; corrected: boolean }
  | { what: "recorded" }
  | TurnFact
  | {
      what: "step";
      part: CardPart;
      step: CardStep["step"];
      reason: string | null;
      chatId?: string;
    }
);

export type Story = {
  hooks: readonly HeardHook[];
  /** The events that the call is folded from. */
  events: readonly CallEvent[];
  told: readonly ToldEvent[];
  steps: readonly CardStep[];
  windows: Windows;
  now: number;
};

/** What came in about a call, what was made of it and what was done in one chat, in order of time. */
export function timelineOf({ hooks, events, told, steps, windows, now }: Story): Moment[] {
  return [
    ...hookMoments(hooks),
    ...turnsOf(events, windows, now),
    ...told.map(toldMoment),
    ...steps.map((step): Moment => ({ ...step, what: "step" })),
  ].toSorted((a, b) => a.at - b.at || rank(a) - rank(b));
}

function hookMoments(hooks: readonly HeardHook[]): Moment[] {
  const moments = new Map<string, Extract<Moment, { what: "hook" }>>();
  for (const { at, name, verdict, reason, events } of hooks.toSorted((a, b) => a.at - b.at)) {
    const key = JSON.stringify([name, verdict, reason, events.map(contentOf)]);
    const known = moments.get(key);
    if (known) {
      known.count += 1;
      continue;
    }
    const said = events[0];
    moments.set(key, {
      at,
      what: "hook",
      name,
      verdict,
      reason,
      line: said?.line ?? null,
      lineName: said?.lineName ?? null,
      ext: said?.ext ?? null,
      count: 1,
    });
  }
  return [...moments.values()];
}

/** Repeats differ in when and by which address they came. */
function contentOf({ arrivedAt: _arrived, narrow: _narrow, ...content }: CallEvent) {
  return content;
}

function toldMoment({ event, at, data }: ToldEvent): Moment {
  if (event === "call.started") return { at, what: "began", direction: data.direction };
  if (event === "call.answered") return { at, what: "picked", who: data.answered_by };
  if (event === "call.recorded") return { at, what: "recorded" };
  const { outcome, talk_s: talkS, corrected = false } = data;
  return { at, what: "ended", outcome, talkS, corrected };
}

/** What came in stands before what was made of it, and that before what was done. */
function rank({ what }: Moment): number {
  if (what === "hook") return 0;
  return what === "step" ? 2 : 1;
}
