import { recordIdOf } from "./novofon-script.ts";
import { wallText } from "./novofon-signature.ts";
import type { PlotCall, PlotLeg } from "./pbx-plot.ts";
import type { Cast } from "./pbx-step.ts";
import type { Account, NovofonAccount } from "./provider-accounts.ts";

/** A row of a provider's statistics, which is there once the call is over. Instants are epoch ms. */
export type Entry = { startsAt: number; endsAt: number; row: object };

/** The telephone exchange behind the REST: what it remembers, and how it is made to call. */
export type Pbx = {
  rows(account: Account): Entry[];
  /** The id of the call that rings at the extension now. */
  callBack(account: Account, call: { ext: string; phone: string }): Promise<string>;
};

/** One that is not there for calls. */
export const noPbx: Pbx = { rows: () => [], callBack: () => Promise.resolve("0".repeat(40)) };

/** Where no hook tells of the end, the exchange knows it all the same. */
const UNTOLD_END_MS = 58_000;
const OUTGOING = 2;
const INCOMING = 4;
const EMPLOYEE = 1;
const ANSWERED = 0;
const NO_ANSWER = 1;

/** The rows of calls, with the same ids as their hooks: one for each phone that rang. */
export function entriesOf(calls: readonly PlotCall[], account: Account, cast: Cast): Entry[] {
  let used = 0;
  return calls.flatMap((call, n) => {
    const root = cast.ids[account.provider === "phonet" ? used : n] ?? "";
    return call.legs.map((leg, nth): Entry => {
      const id = account.provider === "phonet" ? (cast.ids[used++] ?? "") : root;
      const about = { call, leg, id, parent: nth === 0 ? null : root, ...timesOf(call, leg, cast) };
      const row =
        account.provider === "phonet" ? phonetRow(about, cast) : novofonRow(about, account, cast);
      return { startsAt: about.startsAt, endsAt: about.endsAt, row };
    });
  });
}

/** "8-4-4-4-12", as Phonet's REST writes the ids that its hooks write plainly. */
export function dashed(id: string): string {
  return id.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

type About = {
  call: PlotCall;
  leg: PlotLeg;
  id: string;
  parent: string | null;
  startsAt: number;
  endsAt: number;
  talkS: number;
};

function timesOf(
  call: PlotCall,
  { ringsAt, answeredAt, leftAt }: PlotLeg,
  { startAt, speed }: Cast,
): Pick<About, "startsAt" | "endsAt" | "talkS"> {
  const end = leftAt ?? Math.round(UNTOLD_END_MS / speed);
  return {
    startsAt: startAt + (call.outgoing ? call.startsAt : ringsAt),
    endsAt: startAt + end,
    talkS: answeredAt === null ? 0 : Math.max(1, Math.round((end - answeredAt) / 1000)),
  };
}

function phonetRow({ call, leg, id, parent, startsAt, endsAt, talkS }: About, cast: Cast): object {
  const { number, name } = call.caller;
  const { ext, name: displayName } = leg.employee;
  return {
    ...(parent === null ? {} : { parentUuid: dashed(parent) }),
    uuid: dashed(id),
    endAt: endsAt,
    lgDirection: call.outgoing ? OUTGOING : INCOMING,
    otherLegNum: number,
    otherLegName: name ?? number,
    leg: { id: 900 + Number(ext), type: EMPLOYEE, displayName, ext },
    leg2: null,
    billSecs: talkS,
    duration: Math.round((endsAt - startsAt) / 1000),
    disposition: talkS > 0 ? ANSWERED : NO_ANSWER,
    transferHistory: null,
    audioRecUrl: null,
    trunk: `o=${cast.line.number.replace("+", "")};`,
  };
}

function novofonRow(
  { call, leg, id, startsAt, talkS }: About,
  { timezone }: NovofonAccount,
  { line, startAt }: Cast,
): object {
  const { ext } = leg.employee;
  const client = call.caller.number?.replace("+", "") ?? "anonymous";
  const recorded = talkS > 0;
  return {
    call_id: recordIdOf(startAt + call.startsAt, id),
    sip: ext,
    callstart: wallText(startsAt, timezone),
    clid: call.outgoing ? line.number.replace("+", "") : client,
    destination: call.outgoing ? client : ext,
    disposition: recorded ? "answered" : call.outgoing ? "no answer" : "cancel",
    seconds: talkS,
    is_recorded: String(recorded),
    pbx_call_id: `${call.outgoing ? "out" : "in"}_${id}`,
  };
}
