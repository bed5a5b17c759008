import type { CallEvent } from "../calls/call.ts";
import { momentOf, nameOf, numberOf, secondsOf, textOf } from "./field.ts";
import { kindOf, type About } from "./novofon2-kind.ts";
import { extensionOf } from "./novofon-side.ts";
import type { Context, Parsed } from "./parsed.ts";
import { isYes, readTemplate, type Said } from "./template.ts";

/** Whether a body bears the names of this platform. */
export function looksLike(body: unknown): boolean {
  const said = readTemplate(body);
  const marks = ["session", "communication", "mnemonic", "title"] as const;
  return said !== null && marks.some((part) => said(part) !== null);
}

/** Whether a body can be taken for a notification although all its names are of somebody's own making. */
export function mayBe(body: unknown): boolean {
  const said = readTemplate(body);
  return said !== null && idOf(said) !== null && kindOf(said) !== null;
}

/** One notification of Novofon 2.0, whose body an administrator writes. Nothing in it is signed. Never throws. */
export function parse(body: unknown, context: Context): Parsed {
  const said = readTemplate(body);
  if (said === null) return { refused: "not_novofon", detail: "the body is not an object" };
  const name = textOf(said("title") ?? said("event") ?? said("mnemonic"), 64) ?? "";
  const ref = idOf(said);
  if (ref === null) return { refused: "no_session", detail: "call_session_id is missing" };
  const about = kindOf(said);
  if (about === null) return { ignored: "unknown event", name };
  return { events: [toEvent(ref, said, about, context)], name };
}

/** Where the recording is, as the template has it; null: nowhere. */
export function recordingLink(body: unknown): string | null {
  const link = readTemplate(body)?.("file") ?? null;
  return link !== null && /^https?:/i.test(link) ? link : null;
}

/** A recording of a scenario names its communication alone. */
function idOf(said: Said): string | null {
  const id = said("session") ?? said("call") ?? said("communication");
  return id !== null && /^[\x21-\x7E]{1,128}$/.test(id) ? id : null;
}

function toEvent(ref: string, said: Said, about: About, context: Context): CallEvent {
  const { arrivedAt, country = "RU", zone = "Europe/Moscow" } = context;
  const { kind, direction } = about;
  const client = numberOf(said("client"), country);
  const line = numberOf(said("line"), country);
  const people = peopleOf(said, kind);
  const named = client ?? line ?? people.ext ?? people.employeeId;
  return {
    kind,
    provider: "novofon2",
    ref,
    parent: null,
    at: momentOf(said("at"), zone),
    arrivedAt,
    direction,
    client,
    clientName: nameOf(said("clientName")),
    line,
    lineName: null,
    ...people,
    peerExt: null,
    device: "person",
    startedAt: null,
    answeredAt: null,
    ...wordOf(said, about),
    // A link to a recording opens it to whoever has it: it is kept apart, and sealed.
    recordId: null,
    recorded: kind === "recorded" || said("file") !== null,
    // A recording that says nothing of its call makes none by itself.
    narrow: kind === "recorded" && named === null ? "silent" : "matches",
  };
}

/** The end of a transferred call names its last employee, who is not the one that took it. */
function peopleOf(
  said: Said,
  kind: About["kind"],
): Pick<CallEvent, "ext" | "employeeName"> &
  Required<Pick<CallEvent, "employeeId" | "lastExt" | "lastEmployeeId">> {
  const ext = extensionOf(said("ext")) ?? extensionOf(said("employeePhone"));
  const id = textOf(said("employeeId"), 32);
  const last = kind === "ended" ? textOf(said("lastTalked"), 32) : null;
  const handedOn = kind === "ended" && isYes(said("transfer"));
  return {
    ext: handedOn ? null : ext,
    employeeId: handedOn ? null : id,
    employeeName: nameOf(said("employeeName")),
    lastExt: last !== null && last === id ? ext : null,
    lastEmployeeId: last ?? (handedOn ? id : null),
  };
}

function wordOf(
  said: Said,
  { kind, direction, lost }: About,
): Pick<CallEvent, "talkS" | "outcome" | "reason"> & Required<Pick<CallEvent, "totalS">> {
  const talkS = talkOf(said);
  const nothing = { talkS: null, totalS: null, outcome: null, reason: null };
  if (kind === "hung_up") return { ...nothing, talkS };
  if (kind === "recorded") return { ...nothing, talkS: secondsOf(said("fileLength")) };
  if (kind !== "ended") return nothing;
  const status = textOf(said("status"), 64);
  const outcome = lost || isYes(said("lost")) ? "missed" : outcomeOf(status, talkS);
  return {
    talkS: outcome === "answered" || outcome === null ? talkS : 0,
    totalS: secondsOf(said("total")) ?? (lost ? secondsOf(said("wait")) : null),
    outcome: outcome === "missed" && direction === "out" ? "no_answer" : outcome,
    reason: status,
  };
}

function talkOf(said: Said): number | null {
  const [talk, total, wait] = (["talk", "total", "wait"] as const).map((part) =>
    secondsOf(said(part)),
  );
  if (talk !== null && talk !== undefined) return talk;
  return total && wait !== null && wait !== undefined && total >= wait ? total - wait : null;
}

/** Seconds of talk decide; the words of call_status are not published, so that they only help where there are none. */
function outcomeOf(status: string | null, talkS: number | null): CallEvent["outcome"] {
  const word = status?.toLowerCase() ?? "";
  if (talkS !== null && talkS > 0) return "answered";
  if (/busy|занят|зайнят/.test(word)) return "busy";
  if (talkS === 0 || /lost|miss|no.?answer|unsuc|неусп|не усп|потер|втрач|пропущ|неотв/.test(word))
    return "missed";
  return /succ|answer|успе|успі|отвеч|відпов/.test(word) ? "answered" : null;
}
