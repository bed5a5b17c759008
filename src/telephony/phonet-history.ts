import { z } from "zod";
import type { CallEvent } from "../calls/call.ts";
import type { Country } from "../lib/phone.ts";
import { groupBy } from "../lib/group-by.ts";
import { epochOf, numericOf, secondsOf, textOf } from "./field.ts";
import { parse } from "./phonet.ts";
import type { RecalledCall } from "./statistics.ts";

const ANSWERED = 0;

const field = z.unknown().optional();
const rowShape = z.object({
  uuid: z.string(),
  parentUuid: field,
  endAt: field,
  lgDirection: field,
  otherLegNum: field,
  otherLegName: field,
  leg: field,
  leg2: field,
  billSecs: field,
  duration: field,
  disposition: field,
  trunk: field,
});
type Row = z.infer<typeof rowShape>;
type Leg = { event: CallEvent; raw: unknown };

/**
 * The calls in the rows of Phonet's `/rest/calls/company.api`, one for each leg. A leg is read as its hangup, which repeats
 * everything; what comes in a batch was over at its own time, so that it counts as heard then.
 */
export function phonetCalls(
  rows: readonly unknown[],
  { country }: { country: Country },
): RecalledCall[] {
  const legs = rows.flatMap((raw): Leg[] => {
    const row = rowShape.safeParse(raw);
    return row.success ? legOf(row.data, country).map((event) => ({ event, raw })) : [];
  });
  const parents = new Map(legs.map(({ event }) => [event.ref, event.parent]));
  const calls = groupBy(legs, ({ event }) => rootOf(event.ref, parents));
  return [...calls].map(([, own]) => ({
    refs: [...new Set(own.map(({ event }) => event.ref))],
    events: own.map(({ event }) => event),
    rows: own.map(({ raw }) => raw),
  }));
}

function legOf(row: Row, country: Country): CallEvent[] {
  const endAt = epochOf(row.endAt);
  if (endAt === null) return [];
  const talkS = secondsOf(row.billSecs) ?? 0;
  const answered = numericOf(row.disposition) === ANSWERED && talkS > 0;
  const body = {
    event: "call.hangup",
    uuid: row.uuid,
    parentUuid: row.parentUuid,
    dialAt: endAt - (secondsOf(row.duration) ?? talkS) * 1000,
    bridgeAt: answered ? endAt - talkS * 1000 : null,
    serverTime: endAt,
    lgDirection: row.lgDirection,
    leg: row.leg,
    leg2: row.leg2,
    otherLegs: [{ num: row.otherLegNum, name: row.otherLegName }],
    // "o=380442249895;"
    trunkNum: /\d{5,15}/.exec(textOf(row.trunk) ?? "")?.[0],
  };
  const parsed = parse(body, { arrivedAt: endAt, country });
  return "events" in parsed ? parsed.events : [];
}

/** The first leg of the chain, as far as the batch shows it. */
function rootOf(ref: string, parents: ReadonlyMap<string, string | null>): string {
  const seen = new Set<string>();
  let root = ref;
  while (!seen.has(root)) {
    seen.add(root);
    root = parents.get(root) ?? root;
  }
  return root;
}
