import { memberOf } from "../business/member-service.ts";
import { may } from "../business/role.ts";
import { dismissCaller } from "../calls/followup-dismiss-service.ts";
import { claim, closeByHand, release } from "../calls/followup-service.ts";
import { followupRefusal } from "../calls/followup-word.ts";
import { placeCallback, prepareCallback } from "../telephony/callback-service.ts";
import { callbackRefusal, callbackSaid } from "../telephony/callback-word.ts";
import { bare } from "./call-word.ts";
import { ringOf } from "./once.ts";
import { deskOf, type Desk } from "./today-desk.tsx";
import type { CabinetDeps, Visit } from "./visit.tsx";

/** What a press came to, in one sentence. */
type Pressed = { said: string; done: boolean };

type Verb = (deps: CabinetDeps, visit: Visit, callId: number) => Promise<Pressed>;

/** What members do with a missed call: the very services behind the buttons of its card. */
export const presses: Record<string, Verb> = {
  take: async ({ db }, visit, callId) => {
    const desk = deskOf(visit);
    const { businessId, visitor, now, say } = desk;
    const person = { id: visitor.personId, name: visitor.name };
    const outcome = await claim(db, businessId, { callId, person, now });
    if ("claimed" in outcome) return good(say("followup-claimed"));
    return whyNot(desk, outcome);
  },
  release: async ({ db }, visit, callId) => {
    const desk = deskOf(visit);
    const { businessId, visitor, now, say } = desk;
    const leads = may(visitor.role, "settings");
    const asked = { callId, by: visitor.personId, leads, now };
    const outcome = await release(db, businessId, asked);
    if ("done" in outcome) return good(say("followup-released"));
    const keeps = outcome.refused === "others";
    return whyNot(desk, outcome, keeps ? "followup-keeper" : "followup-others");
  },
  done: async ({ db }, visit, callId) => {
    const desk = deskOf(visit);
    const { businessId, visitor, now, say } = desk;
    const asked = { callId, how: "done" as const, by: visitor.name, now };
    const outcome = await closeByHand(db, businessId, asked);
    return "done" in outcome ? good(say("followup-done")) : whyNot(desk, outcome);
  },
  "not-client": async ({ db }, visit, callId) => {
    const desk = deskOf(visit);
    const { businessId, visitor, now, say } = desk;
    const outcome = await dismissCaller(db, businessId, { callId, by: visitor.name, now });
    if ("done" in outcome) return good(say("followup-not-client"));
    return bad(say(outcome.refused === "gone" ? "followup-gone" : "followup-no-client"));
  },
  call: callBack,
};

async function callBack(deps: CabinetDeps, visit: Visit, callId: number): Promise<Pressed> {
  const { businessId, visitor, now, language } = deskOf(visit);
  const { callback: door } = deps.desk();
  const wished = { press: ringOf(visit), personId: visitor.personId, callId };
  const prepared = await prepareCallback(door, businessId, wished);
  if (!("ready" in prepared)) return bad(bare(callbackRefusal(language, prepared)));
  const callback = prepared.ready;
  const who = (await memberOf(deps.db, businessId, visitor.personId))?.name ?? visitor.name;
  // Whoever calls has taken it on; one that somebody has already stays theirs.
  await claim(deps.db, businessId, { callId, person: { id: visitor.personId, name: who }, now });
  const result = await placeCallback(door, businessId, callback);
  const said = callbackSaid(language, result, { who, callback, masked: false });
  return { said: bare(said), done: result === "ringing" };
}

/** Why a press changed nothing: what is so now. */
function whyNot(
  { language, zone, now }: Desk,
  outcome: Refused,
  others: Others = "followup-others",
) {
  return bad(bare(followupRefusal(language, outcome, { zone, now, others })));
}

type Refused = Parameters<typeof followupRefusal>[1];
type Others = "followup-others" | "followup-keeper";

function good(said: string): Pressed {
  return { said, done: true };
}

function bad(said: string): Pressed {
  return { said, done: false };
}
