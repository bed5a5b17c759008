import type { DialectName } from "../events/event.ts";

/** What one hook said about one call, in our own words. Instants are epoch milliseconds. */
export type CallEvent = {
  kind: "rang" | "answered" | "hung_up" | "ended" | "recorded" | "menu" | "transcribed";
  provider: DialectName;
  /** The provider's id of the leg (Phonet uuid) or of the call (Novofon pbx_call_id). */
  ref: string;
  /** The leg this one was derived from (Phonet parentUuid), or null. */
  parent: string | null;
  /** The event's own time, or null where the provider gives none. */
  at: number | null;
  /** When the hook reached us. */
  arrivedAt: number;
  direction: Direction | null;
  /** E.164, else the provider's digits as they came; null when hidden or absent. */
  client: string | null;
  /** A human name only, never the number again. */
  clientName: string | null;
  /** E.164 of the business's own number. */
  line: string | null;
  lineName: string | null;
  /** The extension the event speaks of, without the PBX prefix. */
  ext: string | null;
  /** The provider's number of the employee, where it may name nobody's extension (Novofon 2.0). */
  employeeId?: string | null;
  /** The second employee of an internal call. */
  peerExt: string | null;
  employeeName: string | null;
  device: "person" | "group" | "menu";
  /** Phonet dialAt, Novofon call_start. */
  startedAt: number | null;
  /** Phonet bridgeAt. */
  answeredAt: number | null;
  /** Novofon's duration, in seconds. */
  talkS: number | null;
  /** From the first ring to the end, in seconds, where the provider says so with the final word. */
  totalS?: number | null;
  /** Only with the provider's final word about the call. */
  outcome: Exclude<Outcome, "unknown"> | null;
  /** The raw disposition. */
  reason: string | null;
  /** Novofon's last_internal: who talked last. */
  lastExt: string | null;
  /** The same as the provider's number of the employee. */
  lastEmployeeId?: string | null;
  recordId: string | null;
  recorded: boolean;
  /** Where a token is narrowed: «silent» when the event names neither line nor extension. */
  narrow: "matches" | "silent";
};

/** One logical call, folded from everything the provider told us about it. */
export type Call = {
  /** The ref of the root leg. */
  key: string;
  provider: DialectName;
  direction: Direction;
  /** E.164, else digits as they came; null when the caller hid the number. */
  client: string | null;
  clientName: string | null;
  line: string | null;
  lineName: string | null;
  startedAt: number;
  /** When a person first talked. */
  answeredAt: number | null;
  /** When the call was over by its own time; null while it runs. */
  endedAt: number | null;
  state: "ringing" | "talking" | "ended";
  /** Null until the call has ended. */
  outcome: Outcome | null;
  /** The provider's raw disposition, or ours: «ivr_only», «voicemail_or_ivr». */
  reason: string | null;
  /** True when the hangup was lost, so that the length of the talk is not known. */
  lengthUnknown: boolean;
  /** Who picked up first. */
  answeredBy: Employee | null;
  /** Who talked last; the same as `answeredBy` without a transfer. */
  lastBy: Employee | null;
  /** The colleague who made an outgoing or internal call. */
  employee: Employee | null;
  /** Extensions of people whose device rang, in order. */
  rang: string[];
  /** The names of `rang`, null where the provider gave none. */
  rangNames: (string | null)[];
  /** Every extension on the way, menus and groups left out, in order of joining. */
  path: string[];
  /** Seconds until the first person picked up, or until the end. */
  ringS: number | null;
  /** Seconds a person talked with the client; 0 when nobody did, null when not known. */
  talkS: number | null;
  /** Seconds spent in a menu, 0 without one. */
  menuS: number;
  transferred: boolean;
  /** Provider ids of recordings, sorted. */
  records: string[];
  recorded: boolean;
  ringingNow: Employee[];
  talkingNow: Employee[];
  /** When nothing rings or talks any more; null while something does. */
  quietSince: number | null;
  /** When the call changes by itself (settle or silence window); null when it will not. */
  dueAt: number | null;
  /** False while every event is silent about line and extension. */
  ours: boolean;
  /** The last arrival. */
  heardAt: number;
  /** The last event's own time, its arrival where it has none. */
  ownTimeAt: number;
};

/** Waits in milliseconds: after the last leg went silent, and for a hangup that never comes. */
export type Windows = { settleMs: number; ringingMs: number; talkingMs: number };

export type Direction = "in" | "out" | "internal";
export type Outcome = "answered" | "missed" | "busy" | "no_answer" | "failed" | "unknown";
export type Employee = { ext: string; name: string | null };
