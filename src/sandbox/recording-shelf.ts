import { createHash } from "node:crypto";
import type { Clock } from "../lib/clock.ts";
import { recordIdOf } from "./novofon-script.ts";
import type { PlotCall } from "./pbx-plot.ts";
import type { Dialect } from "./pbx-script.ts";
import type { Cast } from "./pbx-step.ts";
import type { Account } from "./provider-accounts.ts";
import { recordAfterMs, tokenOf } from "./recording-link.ts";
import { handover, talkInTurn } from "./talk-list.ts";
import type { Talk } from "./talk.ts";

/** A recording that a provider keeps: under which names, and from when on. */
export type Recorded = {
  account: string;
  /** Novofon: the recording's and the call's; Phonet: the leg's uuid. */
  ids: string[];
  /** What a link to it holds. */
  token: string;
  talk: Talk;
  readyAt: number;
};

export type Shelf = ReturnType<typeof createShelf>;

const KEPT = 2000;
/** The file is there a little before the hook that tells of it. */
const AHEAD_MS = 700;

/** The recordings of the simulated providers. */
export function createShelf(clock: Clock) {
  let kept: Recorded[] = [];
  let links = new Map<string, { recorded: Recorded; till: number }>();
  let turn = 0;
  const ready = (one: Recorded): boolean => one.readyAt <= clock.now();
  return {
    /** What is said in a new call that somebody answers, unless it is chosen. */
    nextTalk: (): Talk => talkInTurn(turn++),
    keep(recorded: readonly Recorded[]): void {
      kept = [...kept, ...recorded].slice(-KEPT);
    },
    find: (account: string, id: string): Recorded[] =>
      kept.filter((one) => one.account === account && one.ids.includes(id) && ready(one)),
    /** A link that opens the recording until it expires. */
    lend(recorded: Recorded, seconds: number): string {
      const till = clock.now() + seconds * 1000;
      const token = createHash("sha256").update(`${recorded.token}.${till}`).digest("hex");
      links.set(token, { recorded, till });
      return token;
    },
    lent(token: string): Recorded | null {
      const link = links.get(token);
      return link !== undefined && link.till > clock.now() ? link.recorded : null;
    },
    linked: (token: string): Recorded | null =>
      kept.find((one) => one.token === token && ready(one)) ?? null,
    reset(): void {
      kept = [];
      links = new Map();
      turn = 0;
    },
  };
}

type Told = { account: Account; dialect: Dialect; cast: Cast; talkOf: () => Talk };

/** The recordings of a run: of every talk that ended; Phonet has one for each leg. */
export function recordingsOf(calls: readonly PlotCall[], told: Told): Recorded[] {
  const { account, dialect, cast, talkOf } = told;
  let used = 0;
  return calls.flatMap((call, n): Recorded[] => {
    const legs = call.legs.map((leg) => ({ leg, id: cast.ids[used++] ?? "" }));
    const talked = legs.filter(({ leg }) => leg.answeredAt !== null);
    if (talked.length === 0) return [];
    const talk = talkOf();
    if (dialect === "phonet")
      return talked.flatMap(({ leg, id }, nth) =>
        leg.leftAt === null
          ? []
          : [
              {
                account: accountId(account),
                ids: [id.slice(0, 32)],
                token: tokenOf(id),
                talk: nth < talked.length - 1 ? handover : talk,
                readyAt: cast.startAt + leg.leftAt,
              },
            ],
      );
    if (call.endsAt === null) return [];
    const id = cast.ids[n] ?? "";
    const start = cast.startAt + call.startsAt;
    return [
      {
        account: accountId(account),
        ids: [recordIdOf(start, id), `${call.outgoing ? "out" : "in"}_${id}`],
        token: tokenOf(id),
        talk,
        readyAt:
          cast.startAt +
          call.endsAt +
          Math.max(0, Math.round(recordAfterMs[dialect] / cast.speed) - AHEAD_MS),
      },
    ];
  });
}

export function accountId(account: Account): string {
  return account.provider === "phonet" ? account.domain : account.key;
}
