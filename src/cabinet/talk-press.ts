import { closeByPerson } from "../agent/close-service.ts";
import {
  operatorSays,
  returnToAgent,
  takeOver,
  type OperatorSaid,
} from "../agent/handoff-service.ts";
import { draftRefusal } from "../agent/shadow-card.ts";
import { answerInstead, editDraft, sendDraft } from "../agent/shadow-press-service.ts";
import { talkShown } from "../agent/talk-service.ts";
import type { TextId } from "../texts/bundle.ts";
import { bare } from "./call-word.ts";
import { idIn } from "./input.ts";
import { once } from "./once.ts";
import { deskOf } from "./today-desk.tsx";
import type { CabinetDeps, Visit } from "./visit.tsx";

/** What came of a press: `done` names it in the next page's address, `said` is a refusal in words. */
type TalkPressed = { done: TalkDone } | { said: string };
export type TalkDone =
  | "took"
  | "returned"
  | "closed"
  | "draft-sent"
  | "draft-alone"
  | "draft-taken";

export const dones: Record<TalkDone, TextId> = {
  took: "web-talk-took",
  returned: "web-talk-returned",
  closed: "web-talk-was-closed",
  "draft-sent": "web-talk-draft-sent",
  "draft-alone": "web-talk-draft-alone",
  "draft-taken": "web-talk-draft-taken",
};

type Step = (deps: CabinetDeps, visit: Visit, conversationId: number) => Promise<TalkPressed>;

/** What people do with a dialogue: the very services behind the buttons of its card. */
export const steps: Record<"take" | "return" | "close", Step> = {
  take: async ({ db }, visit, conversationId) => {
    const { businessId, visitor, now, say } = deskOf(visit);
    const value = { conversationId, by: visitor.personId, now };
    const done = await db.transaction((tx) => takeOver(tx, businessId, value));
    if ("taken" in done) return { done: "took" };
    if (done.refused === "gone") return { said: say("desk-dialog-gone") };
    return { said: say("desk-dialog-took-other", { name: done.by ?? "…" }) };
  },
  return: async ({ db }, visit, conversationId) => {
    const { businessId, say } = deskOf(visit);
    const done = await db.transaction((tx) => returnToAgent(tx, businessId, { conversationId }));
    return done ? { done: "returned" } : { said: say("desk-dialog-was-agent") };
  },
  close: async ({ db }, visit, conversationId) => {
    const { businessId, visitor, now, say } = deskOf(visit);
    const value = { conversationId, by: visitor.personId, now };
    const done = await db.transaction((tx) => closeByPerson(tx, businessId, value));
    return done ? { done: "closed" } : { said: say("web-talk-not-closed") };
  },
};

/** Says a member's words to the customer; a refusal comes back in words. */
export async function answerTo(
  deps: CabinetDeps,
  visit: Visit,
  { conversationId, text, to }: { conversationId: number; text: string; to: string },
): Promise<{ said: true } | { wrong: string }> {
  const { businessId, visitor, now, say } = deskOf(visit);
  const value = { conversationId, text, by: visitor.personId, now };
  const done = await once(deps, visit, {
    make: (tx) => operatorSays(tx, businessId, value),
    leadsTo: (said) => ("refused" in said ? null : to),
  });
  if ("made" in done && "refused" in done.made) return { wrong: say(refusals[done.made.refused]) };
  return { said: true };
}

const refusals: Record<Extract<OperatorSaid, { refused: string }>["refused"], TextId> = {
  gone: "desk-dialog-gone",
  unreachable: "desk-dialog-unreachable",
  empty: "web-talk-empty-answer",
  too_long: "desk-dialog-long",
};

/** Sends a draft as it stands or with other words, or answers in its place. */
export async function pressDraft(
  deps: CabinetDeps & { botId: number },
  visit: Visit,
  conversationId: number,
): Promise<{ done: TalkDone } | { wrong: string; words: string }> {
  const { db, botId } = deps;
  const { form } = visit;
  const { businessId, visitor, now, say, language } = deskOf(visit);
  const words = (form.get("words") ?? "").replaceAll("\r\n", "\n");
  const draftId = idIn(form.get("draft")) ?? 0;
  const talk = await talkShown(db, businessId, { conversationId, before: null, limit: 1 });
  const pressed = { draftId, by: visitor.personId, botId, now };
  const wrong = (text: string): { wrong: string; words: string } => ({ wrong: bare(text), words });
  if (form.get("do") === "drop") {
    const taken = await db.transaction((tx) => answerInstead(tx, businessId, pressed));
    return "refused" in taken ? wrong(draftRefusal(language, taken)) : { done: "draft-taken" };
  }
  const { draft } = talk ?? {};
  if (draft?.id === draftId && draft.text.trim() === words.trim()) {
    const sent = await db.transaction((tx) => sendDraft(tx, businessId, pressed));
    if ("refused" in sent) return wrong(draftRefusal(language, sent));
    if ("again" in sent) return wrong(say("web-talk-draft-again"));
    if ("passed" in sent) return wrong(say("shadow-did-passed"));
    return { done: sent.alone ? "draft-alone" : "draft-sent" };
  }
  const edited = { ...pressed, text: words };
  const done = await db.transaction((tx) => editDraft(tx, businessId, edited));
  if ("sent" in done) return { done: "draft-sent" };
  if ("again" in done) return wrong(say("web-talk-draft-again"));
  if ("passed" in done) return wrong(say("shadow-did-passed-edit"));
  if (done.refused === "empty") return wrong(say("web-talk-empty-answer"));
  if (done.refused === "too_long") return wrong(say("desk-dialog-long"));
  return wrong(draftRefusal(language, done));
}
