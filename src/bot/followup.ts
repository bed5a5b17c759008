import { memberOf, membersOf } from "../business/member-service.ts";
import type { Member } from "../business/member.ts";
import { may } from "../business/role.ts";
import { dismissCaller } from "../calls/followup-dismiss-service.ts";
import { tellMember } from "../calls/followup-due-service.ts";
import {
  assignTo,
  claim,
  closeByHand,
  followupOfCall,
  release,
  type Changed,
  type Claimed,
} from "../calls/followup-service.ts";
import { followupRefusal } from "../calls/followup-word.ts";
import { text } from "../texts/bundle.ts";
import type { Acting } from "./access.ts";
import { askedFor, closeMenu } from "./card-more.ts";
import type { DeskContext } from "./context.ts";
import { refreshElsewhere } from "./missed.ts";
import { answerPress, type Presses } from "./press.ts";
import { changeKeys, type Button } from "./screen.ts";

type Verb = "claim" | "release" | "done" | "not_client" | "assign" | "assign_to";

/** What members do with a missed call. Each press is answered at once with what came of it. */
export const followupPresses: Presses<`card_${Verb}`> = {
  card_claim: {
    right: "work",
    answers: true,
    run: (ctx, member, { callId }) => onClaim(ctx, member, callId),
  },
  card_release: {
    right: "work",
    answers: true,
    run: (ctx, member, { callId }) => onRelease(ctx, member, callId),
  },
  card_done: {
    right: "work",
    answers: true,
    run: (ctx, member, { callId }) => onDone(ctx, member, callId),
  },
  card_not_client: {
    right: "work",
    answers: true,
    run: (ctx, member, { callId }) => onNotClient(ctx, member, callId),
  },
  card_assign: { right: "work", run: chooseMember },
  card_assign_to: { right: "work", answers: true, run: onAssign },
};

async function onClaim(ctx: DeskContext, member: Acting, callId: number): Promise<void> {
  const { deps, language } = ctx.desk;
  const { business } = member;
  const person = await personIn(ctx, member);
  const outcome = await claim(deps.db, business.id, { callId, person, now: deps.clock.now() });
  if ("claimed" in outcome) await answerPress(ctx, text(language, "followup-claimed"));
  else await answerPress(ctx, whyNot(ctx, member, outcome));
  await refreshElsewhere(ctx, member, callId);
}

async function onRelease(ctx: DeskContext, member: Acting, callId: number): Promise<void> {
  const { deps, language, person } = ctx.desk;
  const leads = may(member.role, "settings");
  const asked = { callId, by: person.id, leads, now: deps.clock.now() };
  const outcome = await release(deps.db, member.business.id, asked);
  const keeps = "refused" in outcome && outcome.refused === "others" ? "followup-keeper" : null;
  if ("done" in outcome) await answerPress(ctx, text(language, "followup-released"));
  else await answerPress(ctx, whyNot(ctx, member, outcome, keeps ?? "followup-others"));
  await refreshElsewhere(ctx, member, callId);
}

async function onDone(ctx: DeskContext, member: Acting, callId: number): Promise<void> {
  const { deps, language } = ctx.desk;
  const { name } = await personIn(ctx, member);
  const asked = { callId, how: "done" as const, by: name, now: deps.clock.now() };
  const outcome = await closeByHand(deps.db, member.business.id, asked);
  if ("done" in outcome) await answerPress(ctx, text(language, "followup-done"));
  else await answerPress(ctx, whyNot(ctx, member, outcome));
  await refreshElsewhere(ctx, member, callId);
}

async function onNotClient(ctx: DeskContext, member: Acting, callId: number): Promise<void> {
  const { deps, language } = ctx.desk;
  const { name } = await personIn(ctx, member);
  const asked = { callId, by: name, now: deps.clock.now() };
  const outcome = await dismissCaller(deps.db, member.business.id, asked);
  const refused = { gone: "followup-gone", hidden: "followup-no-client" } as const;
  const said = "done" in outcome ? "followup-not-client" : refused[outcome.refused];
  await answerPress(ctx, text(language, said));
  await closeMenu(ctx, member, callId);
  await refreshElsewhere(ctx, member, callId);
}

const PAGE = 8;

/** The members that a missed call may be given to, below the card in place of its buttons. */
async function chooseMember(
  ctx: DeskContext,
  member: Acting,
  { callId, page }: { callId: number; page: number },
): Promise<void> {
  const { deps } = ctx.desk;
  const asked = await askedFor(ctx, member, callId);
  if (!asked) return;
  const known = await followupOfCall(deps.db, member.business.id, callId);
  if (!known || known.closedAt !== null) return closeMenu(ctx, member, callId);
  const others = (await membersOf(deps.db, member.business.id)).filter(
    ({ personId }) => personId !== known.claimedBy,
  );
  const rows = others.slice(page * PAGE, (page + 1) * PAGE).map((one) => [memberKey(one, callId)]);
  const back: Button = {
    label: text(asked.language, "why-back"),
    action: { do: "card_back", callId },
  };
  const turn = (label: "missed-newer" | "missed-older", to: number): Button => ({
    label: text(asked.language, label),
    action: { do: "card_assign", callId, page: to },
  });
  const turns = [
    ...(page > 0 ? [turn("missed-newer", page - 1)] : []),
    ...((page + 1) * PAGE < others.length ? [turn("missed-older", page + 1)] : []),
  ];
  await changeKeys(ctx, member.business.id, [...rows, [...turns, back]]);
}

function memberKey({ personId, name }: Member, callId: number): Button {
  return { label: `👤 ${name}`, action: { do: "card_assign_to", callId, personId } };
}

async function onAssign(
  ctx: DeskContext,
  member: Acting,
  { callId, personId }: { callId: number; personId: number },
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { business } = member;
  const now = deps.clock.now();
  const given = await memberOf(deps.db, business.id, personId);
  if (!given) return answerPress(ctx, text(language, "bot-stale"));
  const { name } = given;
  const outcome = await deps.db.transaction(async (tx) => {
    const changed = await assignTo(tx, business.id, {
      callId,
      person: { id: personId, name },
      now,
    });
    if ("done" in changed && personId !== ctx.desk.person.id) {
      const about = { row: changed.done, botId: deps.botInfo.id, personId, now };
      const key = `followup:${changed.done.id}:given:${personId}:${now}`;
      await tellMember(tx, business, { ...about, title: "followup-passed-on", key });
    }
    return changed;
  });
  if ("done" in outcome) await answerPress(ctx, text(language, "followup-assigned", { name }));
  else await answerPress(ctx, whyNot(ctx, member, outcome));
  await closeMenu(ctx, member, callId);
  await refreshElsewhere(ctx, member, callId);
}

/** The name under which the team knows the person. */
async function personIn(
  ctx: DeskContext,
  { business }: Acting,
): Promise<{ id: number; name: string }> {
  const { deps, person } = ctx.desk;
  const member = await memberOf(deps.db, business.id, person.id);
  return { id: person.id, name: member?.name ?? person.firstName };
}

type Refused = Exclude<Claimed | Changed, { claimed: unknown } | { done: unknown }>;

function whyNot(
  ctx: DeskContext,
  { business }: Acting,
  outcome: Refused,
  others: "followup-others" | "followup-keeper" = "followup-others",
): string {
  const about = { zone: business.timezone, now: ctx.desk.deps.clock.now(), others };
  return followupRefusal(ctx.desk.language, outcome, about);
}
