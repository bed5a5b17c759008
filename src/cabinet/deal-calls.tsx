import type { VNode } from "preact";
import { briefCalls, type BriefCall } from "../calls/brief-service.ts";
import { factLabel, plainly, timeCode } from "../calls/spoken-word.ts";
import type { Spoken } from "../calls/spoken.ts";
import { spokenOfCalls } from "../calls/spoken-service.ts";
import { callsOfDeal } from "../crm/deal-list-service.ts";
import { transcriptsOf } from "../speech/transcript-service.ts";
import type { Transcript } from "../speech/transcript.ts";
import { dateNear, duration } from "../texts/format.ts";
import type { TextId } from "../texts/bundle.ts";
import type { Reader } from "./deal-visit.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Empty, Sheet } from "./sheet.tsx";
import type { CabinetDeps, Visit } from "./visit.tsx";

export type DealCall = { call: BriefCall; spoken: Spoken | null; texts: Transcript[] };

/** The newest calls of a deal are told of in full. */
const CALLS = 20;
const TURNS = 3;
const WORDS = 160;

export async function dealCalls(
  { db }: CabinetDeps,
  { visitor }: Visit,
  dealId: number,
): Promise<DealCall[]> {
  const { id } = visitor.business;
  const callIds = await callsOfDeal(db, id, { dealId, limit: CALLS });
  const [calls, texts, spoken] = await Promise.all([
    briefCalls(db, id, callIds),
    transcriptsOf(db, id, callIds),
    spokenOfCalls(db, id, callIds),
  ]);
  return calls.map((call) => ({
    call,
    spoken: spoken.get(call.id) ?? null,
    texts: texts.get(call.id) ?? [],
  }));
}

/** The calls of a deal with their sound and their first words. */
export function DealCalls({ calls, reader }: { calls: DealCall[]; reader: Reader }): VNode {
  const { say } = reader;
  return (
    <Sheet id="calls" title={say("web-calls")} count={calls.length}>
      {calls.length === 0 ? (
        <Empty words={say("web-deal-calls-none")} />
      ) : (
        <ul class="rows">
          {calls.map((one) => (
            <CallRow one={one} reader={reader} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function CallRow({ one, reader }: { one: DealCall; reader: Reader }): VNode {
  const { call, spoken, texts } = one;
  const { say, language, now, zone } = reader;
  const when = dateNear(language, call.at, now, zone);
  const missed = call.direction === "in" && call.state === "ended" && call.outcome !== "answered";
  const summary = spoken?.summary?.outcome ?? null;
  const turns = texts.flatMap(({ turns: said }) => said).slice(0, TURNS);
  return (
    <li class="deal-call">
      <div class="row">
        <span class={missed ? "bad" : "muted"}>
          <Icon name={signOf(call, missed)} small />
        </span>
        <a class="strong" href={`/dashboard/calls/${call.id}`}>
          {when}
        </a>
        <span class={missed ? "small bad" : "small muted"}>{endOf(call, reader)}</span>
      </div>
      {summary !== null && <p class="wrap">{plainly(summary, WORDS * 2, SEEN)}</p>}
      <Heard spoken={spoken} reader={reader} />
      {spoken?.audio === true && (
        <audio
          controls
          preload="none"
          src={`/dashboard/calls/${call.id}/sound`}
          aria-label={say("web-deal-sound", { when })}
        />
      )}
      {turns.map((turn) => (
        <p class="small wrap">
          <span class="muted">{say(speakers[turn.speaker])}: </span>
          {plainly(turn.text, WORDS, SEEN)}
        </p>
      ))}
    </li>
  );
}

/** What the call said, each with the words that prove it. */
function Heard({ spoken, reader }: { spoken: Spoken | null; reader: Reader }): VNode | null {
  const facts = spoken?.summary?.facts ?? [];
  if (facts.length === 0) return null;
  return (
    <ul class="heard-list">
      {facts.slice(0, FACTS).map(({ kind, value, quote, atS }) => (
        <li class="wrap">
          {[factLabel(reader.language, kind), plainly(value, WORDS, SEEN)]
            .filter((part) => part !== null)
            .join(": ")}{" "}
          <span class="muted">
            «{plainly(quote, WORDS, SEEN)}» {timeCode(atS)}
          </span>
        </li>
      ))}
    </ul>
  );
}

const FACTS = 6;
/** In the cabinet nothing is masked. */
const SEEN = { masked: false };

const speakers = {
  employee: "web-deal-said-employee",
  client: "web-deal-said-client",
  unknown: "web-deal-said-unknown",
} as const;

const ends: Partial<Record<string, TextId>> = {
  missed: "calls-missed-short",
  busy: "calls-busy-short",
  no_answer: "calls-noanswer-short",
  failed: "calls-failed-short",
};

function signOf({ direction, state }: BriefCall, missed: boolean): IconName {
  if (state !== "ended") return "talk";
  if (missed) return "missed";
  return direction === "out" ? "out" : "in";
}

function endOf({ state, outcome, talkS }: BriefCall, { say, language }: Reader): string | null {
  if (state !== "ended") return say("calls-running-short");
  if (outcome === "answered") return talkS === null ? null : duration(language, talkS);
  return say(ends[outcome ?? ""] ?? "calls-unknown-short");
}
