import type { AddressProblem } from "./address.ts";
import { problemOf, type FilterProblem } from "./filter.ts";
import { headerProblem, type HeaderProblem } from "./header.ts";
import type { Json } from "./json.ts";
import { isPattern } from "./pattern.ts";
import {
  isTemplate,
  templateProblem,
  type TemplateName,
  type TemplateProblem,
} from "./template.ts";

export type BatchRule = { size: number; bytes: number; ms: number };
/** Why an endpoint is off: its owner's wish, 410, or only failures for long. */
export type OffReason = "owner" | "gone" | "failing";

/** An endpoint as people see it: without its address, headers and secrets. */
export type Endpoint = {
  id: string;
  /** The member whose own it is; null: the business's. */
  personId: number | null;
  name: string;
  host: string;
  events: string[];
  filter: Json | null;
  template: TemplateName;
  templateText: string | null;
  timeoutS: number;
  rate: number | null;
  inFlight: number;
  ordered: boolean;
  batch: BatchRule | null;
  redact: boolean;
  active: boolean;
  offReason: OffReason | null;
  offAt: number | null;
  failingSince: number | null;
  succeededAt: number | null;
  openUntil: number | null;
  givenUp: number;
  createdAt: number;
};

/** What a person may set. */
export type EndpointInput = {
  name: string;
  /** As it was typed; in a change, left out: as it is. */
  url: string;
  events: string[];
  filter: Json | null;
  template: string;
  templateText: string | null;
  headers: Record<string, string>;
  timeoutS: number;
  rate: number | null;
  inFlight: number;
  ordered: boolean;
  batch: BatchRule | null;
  redact: boolean;
};

export type InputProblem =
  | { field: "name"; problem: "empty" | "too_long" }
  | { field: "url"; problem: AddressProblem }
  | { field: "events"; problem: "empty" | "unknown"; event?: string }
  | { field: "filter"; problem: FilterProblem }
  | { field: "template"; problem: "unknown" | TemplateProblem }
  | { field: "headers"; problem: HeaderProblem; header: string }
  | { field: "timeoutS" | "rate" | "inFlight" | "batch"; problem: "range" }
  | { field: "batch"; problem: "template" };

const MAX_NAME = 80;

/** What a new endpoint is like where nothing else is said. */
export const usual: Omit<EndpointInput, "name" | "url" | "events"> = {
  filter: null,
  template: "plain",
  templateText: null,
  headers: {},
  timeoutS: 10,
  rate: null,
  inFlight: 5,
  ordered: false,
  batch: null,
  redact: false,
};

/** Everything that is wrong with what was set, the address left aside. */
export function inputProblems(input: Omit<EndpointInput, "url">): InputProblem[] {
  return [
    ...nameProblems(input.name),
    ...eventProblems(input.events),
    ...contentProblems(input),
    ...limitProblems(input),
  ];
}

function nameProblems(name: string): InputProblem[] {
  if (name.trim() === "") return [{ field: "name", problem: "empty" }];
  return name.trim().length > MAX_NAME ? [{ field: "name", problem: "too_long" }] : [];
}

function eventProblems(events: readonly string[]): InputProblem[] {
  if (events.length === 0) return [{ field: "events", problem: "empty" }];
  const event = events.find((one) => !isPattern(one));
  return event === undefined ? [] : [{ field: "events", problem: "unknown", event }];
}

function contentProblems(input: Omit<EndpointInput, "url">): InputProblem[] {
  const { filter, template, templateText, headers, batch } = input;
  const found: InputProblem[] = [];
  const filterProblem = filter === null ? null : problemOf(filter);
  if (filterProblem) found.push({ field: "filter", problem: filterProblem });
  if (!isTemplate(template)) found.push({ field: "template", problem: "unknown" });
  else {
    const problem = templateProblem(template, templateText);
    if (problem) found.push({ field: "template", problem });
    if (batch !== null && template !== "plain") found.push({ field: "batch", problem: "template" });
  }
  const wrong = headerProblem(headers);
  if (wrong) found.push({ field: "headers", ...wrong });
  return found;
}

function limitProblems({
  timeoutS,
  rate,
  inFlight,
  batch,
}: Omit<EndpointInput, "url">): InputProblem[] {
  const found: InputProblem[] = [];
  if (!within(timeoutS, 1, 30)) found.push({ field: "timeoutS", problem: "range" });
  if (rate !== null && !within(rate, 1, 1000)) found.push({ field: "rate", problem: "range" });
  if (!within(inFlight, 1, 50)) found.push({ field: "inFlight", problem: "range" });
  const fits =
    batch === null ||
    (within(batch.size, 2, 100) &&
      within(batch.bytes, 1024, 262_144) &&
      within(batch.ms, 100, 60_000));
  if (!fits) found.push({ field: "batch", problem: "range" });
  return found;
}

function within(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
