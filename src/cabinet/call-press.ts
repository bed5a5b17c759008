import { dismissCaller } from "../calls/followup-dismiss-service.ts";
import { claim, closeByHand, release } from "../calls/followup-service.ts";
import { followupRefusal } from "../calls/followup-word.ts";
import { notedCall } from "../calls/message-service.ts";
import { addComment } from "../crm/comment-service.ts";
import { commentText } from "../crm/comment.ts";
import { dealOfCall } from "../desk/call-deal-service.ts";
import { acceptPledge, closePledge } from "../speech/promise-service.ts";
import { placeCallback, prepareCallback } from "../telephony/callback-service.ts";
import { callbackRefusal, callbackSaid } from "../telephony/callback-word.ts";
import { takeFix, takeWrong } from "./call-fix.ts";
import { callPresses, type CallPress } from "./call-form.tsx";
import { callIdOf } from "./call-look.ts";
import { placeOf, type Pressed, type Pressing } from "./call-pressed.ts";
import { bare } from "./call-word.ts";
import { idIn } from "./input.ts";
import { once, ringOf } from "./once.ts";
import { sayIn } from "./say.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";
import { AppError } from "../lib/app-error.ts";

/** Does what a form about a call asks for. */
export async function press(deps: CabinetDeps, visit: Visit): Promise<Pressed> {
  const callId = callIdOf(visit);
  const call = await notedCall(deps.db, visit.visitor.business.id, callId);
  if (!call) throw new AppError("calls.not_found", "not_found");
  const pressing = { deps, visit, callId: call.callId, say: sayIn(visit.visitor.language) };
  const wanted = visit.form.get("do") ?? "";
  const run = callPresses.find((one) => one === wanted);
  if (run === undefined) throw new AppError("calls.no_such_press", "invalid");
  return presses[run](pressing);
}

const COMMENTED = { done: "commented", at: "comments" };

const presses: Record<CallPress, (pressing: Pressing) => Promise<Pressed>> = {
  claim: async ({ deps, visit, callId }) => {
    const { visitor, now } = visit;
    const person = { id: visitor.personId, name: visitor.name };
    const outcome = await claim(deps.db, visitor.business.id, { callId, person, now });
    return "claimed" in outcome ? { done: "claimed" } : { said: refusal(visit, outcome) };
  },
  release: async ({ deps, visit, callId }) => {
    const { visitor, now } = visit;
    const leads = visitor.role !== "operator";
    const about = { callId, by: visitor.personId, leads, now };
    const outcome = await release(deps.db, visitor.business.id, about);
    if ("done" in outcome) return { done: "released" };
    return { said: refusal(visit, outcome, "followup-keeper") };
  },
  done: async ({ deps, visit, callId }) => {
    const { visitor, now } = visit;
    const about = { callId, how: "done" as const, by: visitor.name, now };
    const outcome = await closeByHand(deps.db, visitor.business.id, about);
    return "done" in outcome ? { done: "done" } : { said: refusal(visit, outcome) };
  },
  not_client: async ({ deps, visit, callId, say }) => {
    const { visitor, now } = visit;
    const about = { callId, by: visitor.name, now };
    const outcome = await dismissCaller(deps.db, visitor.business.id, about);
    if ("done" in outcome) return { done: "not_client" };
    return { said: say(outcome.refused === "gone" ? "followup-gone" : "followup-no-client") };
  },
  callback: callBack,
  deal: async ({ deps, visit, callId, say }) => {
    const { visitor, now } = visit;
    const about = { callId, by: visitor.personId, now };
    const made = await dealOfCall(deps.db, visitor.business.id, about);
    if ("deal" in made) return { to: `/dashboard/deals/${made.deal.number}` };
    return { said: say(made.refused === "hidden" ? "calls-hidden" : "deal-name-bad") };
  },
  comment: async ({ deps, visit, callId, say }) => {
    const { visitor, form, now } = visit;
    const written = form.get("text") ?? "";
    const text = commentText(written);
    const typed = { press: "comment" as const, field: null, text: written };
    if (text === null)
      return {
        said: say("web-call-comment-blank"),
        typed: { ...typed, wrong: say("web-call-comment-blank") },
      };
    const call = await notedCall(deps.db, visitor.business.id, callId);
    const by = { id: visitor.personId, name: visitor.name };
    const phone = call?.phone ?? null;
    const wish = { text, by, about: { callId }, phone, message: null, now };
    const done = await once(deps, visit, {
      make: (tx) => addComment(tx, visitor.business.id, wish),
      leadsTo: (made) => ("gone" in made ? null : placeOf(visit, COMMENTED)),
    });
    if ("to" in done) return done;
    return "gone" in done.made ? { said: say("why-gone") } : COMMENTED;
  },
  fix: takeFix,
  wrong: takeWrong,
  promise: promised,
};

type Refused = Parameters<typeof followupRefusal>[1];

function refusal(
  { visitor, now }: Visit,
  outcome: Refused,
  others: "followup-others" | "followup-keeper" = "followup-others",
): string {
  const about = { zone: visitor.business.timezone, now, others };
  return followupRefusal(visitor.language, outcome, about);
}

/** The PBX is asked once for one form, however often it is sent. */
async function callBack({ deps, visit, callId }: Pressing): Promise<Pressed> {
  const { visitor, now } = visit;
  const { business, language, personId, name } = visitor;
  const { callback } = deps.desk();
  const prepared = await prepareCallback(callback, business.id, {
    press: ringOf(visit),
    personId,
    callId,
  });
  if (!("ready" in prepared)) return { said: bare(callbackRefusal(language, prepared)) };
  await claim(deps.db, business.id, { callId, person: { id: personId, name }, now });
  const result = await placeCallback(callback, business.id, prepared.ready);
  const about = { who: name, callback: prepared.ready, masked: false };
  return { said: bare(callbackSaid(language, result, about)) };
}

async function promised({ deps, visit, say }: Pressing): Promise<Pressed> {
  const { visitor, form, now } = visit;
  const { business, personId: by } = visitor;
  const id = idIn(form.get("promise")) ?? 0;
  const step = form.get("step");
  if (step === "task") {
    const made = await acceptPledge(deps.db, business.id, { id, by, now, zone: business.timezone });
    if ("refused" in made) return { said: say(`promise-${made.refused}`) };
    return { done: "task", count: made.task.number, at: "summary" };
  }
  const as = step === "drop" ? "dismissed" : "done";
  const closed = await closePledge(deps.db, business.id, { id, as, by, now });
  if ("refused" in closed) return { said: say(`promise-${closed.refused}`) };
  return { done: as === "done" ? "kept" : "dropped", at: "summary" };
}
