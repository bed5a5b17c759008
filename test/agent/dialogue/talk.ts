import { expect } from "vitest";
import type { Action } from "../../../src/agent/action.ts";
import type { Command } from "../../../src/agent/command.ts";
import type { Conversation, Draft } from "../../../src/agent/conversation.ts";
import type { Understood } from "../../../src/agent/understood.ts";
import { clock } from "../../../src/agent/shown.ts";
import type { Salon, Slot } from "../../../src/booking/salon.ts";
import { dateAt, minuteAt } from "../../../src/booking/wall-day.ts";
import type { Scene } from "./scene.ts";
import { button, type Reply } from "./town.ts";

/** A customer says what was understood, or presses the button of the last answer that has these words; all of the next answer is told. */
type Talk = (said: Partial<Understood> | string, answer: string) => void;

/**
 * A talk held word by word: what is said, a line for each row of buttons with what they do, `!` before what is done, and
 * where the talk stands then.
 */
export function talkOf(on: Scene): Talk {
  let last: Reply | null = null;
  return (said, answer) => {
    last =
      typeof said === "string"
        ? on.hear({ pressed: button(last ?? nothing(said), new RegExp(said)) })
        : on.hear(said);
    expect(`\n${told(last, on)}`).toBe(lined(answer));
  };
}

function nothing(said: string): never {
  throw new Error(`no answer before ${said}`);
}

function told(reply: Reply, { place: { salon }, chat: { memory } }: Scene): string {
  const rows = reply.made.says
    .flatMap(({ buttons }) => buttons ?? [])
    .map((row) => row.map(({ title, action }) => `[${title}: ${deed(action, salon)}]`).join(" "));
  const done = reply.todo.map((command) => `! ${deed(command, salon)}`);
  return [reply.text, ...rows, ...done, standing(memory, salon)].join("\n");
}

function deed(action: Action | Command, salon: Salon): string {
  const { do: name, ...rest } = action;
  const words = Object.entries(rest).map(([key, value]) =>
    typeof value === "object" && value !== null
      ? place(value, salon)
      : key === "start"
        ? when(Number(value), salon)
        : `${bare(key)} ${value}`,
  );
  return [name, ...words].join(", ");
}

function place({ serviceId, masterId, start }: Slot, salon: Salon): string {
  return `service ${serviceId}, master ${masterId}, ${when(start, salon)}`;
}

function when(start: number, { zone }: Salon): string {
  return `${dateAt(start, zone).slice(5)} ${clock(minuteAt(start, zone))}`;
}

function bare(key: string): string {
  return key.replace(/Id$/, "");
}

/** "(booking, time asked; service 1, 2026-11-27)". */
function standing(memory: Conversation, salon: Salon): string {
  const { state, asked, draft, offered, visitWish, visitId, stuck } = memory;
  const first = asked === null ? state : `${state}, ${asked} asked`;
  const wish = visitId === null ? [] : [`${visitWish ?? "of"} visit ${visitId}`];
  const named = offered.services.length === 0 ? [] : [`services ${offered.services.join(" ")}`];
  const visits = offered.visits.length === 0 ? [] : [`visits ${offered.visits.join(" ")}`];
  const lost = stuck === 0 ? [] : [`stuck ${stuck}`];
  const parts = [first, ...drawn(draft, salon), ...wish, ...named, ...visits, ...lost];
  return `(${parts.join("; ")})`;
}

function drawn({ slot, day, time, ...rest }: Draft, salon: Salon): string[] {
  const words = Object.entries(rest).flatMap(([key, value]) =>
    value === null ? [] : [`${bare(key)} ${value}`],
  );
  const days = day === null ? [] : [day.from === day.to ? day.from : `${day.from}–${day.to}`];
  const times = time === null ? [] : ["at" in time ? clock(time.at) : `${time.from}–${time.to}`];
  return [...words, ...days, ...times, ...(slot === null ? [] : [`slot ${place(slot, salon)}`])];
}

/** A text as it is written in a test: without the indent of its lines. */
function lined(answer: string): string {
  const indent = /\n( *)\S/.exec(answer)?.[1]?.length ?? 0;
  return answer
    .split("\n")
    .map((line) => line.slice(indent))
    .join("\n")
    .trimEnd();
}
