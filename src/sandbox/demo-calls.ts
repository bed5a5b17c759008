import { createHash } from "node:crypto";
import { foldBatch, foldCalls, type FoldDeps } from "../calls/fold-service.ts";
import { createInbox } from "../calls/inbox-service.ts";
import { isUnavailable, type Database } from "../db/client.ts";
import type { Keyring } from "../lib/secret-box.ts";
import { createTelephony } from "../telephony/service.ts";
import type { DemoCall } from "./demo-week.ts";
import { dueCalls } from "./demo-store.ts";
import type { PlotCall } from "./pbx-plot.ts";
import type { Cast } from "./pbx-step.ts";
import { phonetSteps } from "./phonet-script.ts";
import type { PhonetAccount } from "./provider-accounts.ts";
import { recordingsOf, type Shelf } from "./recording-shelf.ts";
import { talkInTurn, talkNamed } from "./talk-list.ts";
import type { Talk } from "./talk.ts";

export type CallsDeps = {
  keyring: Keyring;
  windows: FoldDeps["windows"];
  account: PhonetAccount;
  /** The hook token of the demo's Phonet account. */
  token: string;
  shelf: Shelf;
};

const NAMELESS = ["callback", "complaint", "wrong"];
/** So many of the last talks have a recording. */
const RECORDED = 8;

/** Calls of the past as their provider told them then: the same hooks by the same door, on a clock that stands there. */
export async function tellCalls(
  db: Database,
  businessId: string,
  { calls, deps }: { calls: readonly DemoCall[]; deps: CallsDeps },
): Promise<void> {
  const at = { now: 0 };
  const clock = { now: () => at.now };
  const { keyring, windows, account, token, shelf } = deps;
  const inbox = createInbox({ db, isUnavailable, committed: () => {}, watched: () => {} });
  const telephony = createTelephony({ db, inbox, keyring });
  const fold: FoldDeps = {
    db,
    clock,
    windows,
    wakeAt: () => {},
    emitted: () => {},
    failed: (error) => {
      throw error;
    },
  };
  const recorded = calls.filter(({ talk }) => talk > 0).slice(-RECORDED);
  for (const call of calls) {
    const cast = castOf(call, account);
    const plotted = plotOf(call, account);
    for (const { atMs, body } of phonetSteps([plotted], account, cast)) {
      at.now = cast.startAt + atMs;
      await telephony.receive({
        provider: "phonet",
        token,
        method: "POST",
        query: "",
        contentType: "application/json",
        signature: null,
        raw: Buffer.from(body),
        now: at.now,
      });
    }
    await foldBatch(fold);
    at.now += windows.settleMs + 1000;
    const due = await dueCalls(db, businessId);
    await foldCalls(
      fold,
      due.map((callId) => ({ businessId, callId })),
    );
    const nth = recorded.indexOf(call);
    if (nth < 0) continue;
    const talkOf = () => talkWith(call, nth);
    shelf.keep(recordingsOf([plotted], { account, dialect: "phonet", cast, talkOf }));
  }
}

/** What was said: somebody who has a name already tells no other one. */
function talkWith({ caller: { name } }: DemoCall, nth: number): Talk {
  const fitting =
    name === null ? ["manicure", "visit"] : name.startsWith("Оксана") ? ["booking"] : NAMELESS;
  return talkNamed(fitting[nth % fitting.length] ?? "") ?? talkInTurn(nth);
}

function castOf({ at, caller }: DemoCall, account: PhonetAccount): Cast {
  const { employees, line } = account;
  const ids = [0, 1].map((n) =>
    createHash("sha1").update(`${caller.number} ${at} ${n}`).digest("hex"),
  );
  return { caller, employees, line, startAt: at, speed: 1, ids };
}

function plotOf(
  { caller, outgoing, ext, ring, talk }: DemoCall,
  { employees }: PhonetAccount,
): PlotCall {
  const employee = employees.find((one) => one.ext === ext) ?? { ext, name: ext };
  const answeredAt = talk > 0 ? ring * 1000 : null;
  const endsAt = (ring + talk) * 1000;
  return {
    caller,
    ...(outgoing ? { outgoing } : {}),
    startsAt: 0,
    endsAt,
    legs: [{ employee, ringsAt: 0, answeredAt, leftAt: endsAt }],
  };
}
