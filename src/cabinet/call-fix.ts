import { correct, judge, readAnalysis } from "../speech/correct-service.ts";
import { corrigible, type Corrigible } from "../speech/correct.ts";
import type { TextId } from "../texts/bundle.ts";
import { claimsOf } from "./call-claim.ts";
import type { Pressed, Pressing } from "./call-pressed.ts";

const WRONGS: Record<"blank" | "name" | "date" | "past" | "money" | "currency", TextId> = {
  blank: "web-call-fix-blank",
  name: "web-call-fix-name",
  date: "web-call-fix-date",
  past: "web-call-fix-past",
  money: "web-call-fix-money",
  currency: "web-call-fix-currency",
};

/** Takes what is right in place of what was heard; nothing is written over what another changed meanwhile. */
export async function takeFix({ deps, visit, callId, say }: Pressing): Promise<Pressed> {
  const { visitor, form, now } = visit;
  const { business, language, personId } = visitor;
  const field = corrigible.find((one) => one === form.get("field"));
  const text = form.get("written") ?? "";
  if (field === undefined) return { said: say("fix-gone") };
  const refused = (wrong: string): Pressed => ({
    said: wrong,
    typed: { press: "fix", field, text, wrong },
  });
  const standing = await valueNow({ deps, visit, callId, say }, field);
  if (standing === null) return { said: say("fix-gone") };
  const was = form.get("was") ?? "";
  if (standing !== was) return refused(say("web-call-fix-changed", { value: standing || "—" }));
  if (text.trim() === was) return { done: "fixed", at: "summary" };
  const written = text.trim() === "" ? "-" : text;
  const about = { callId, field, written, by: personId, language, now };
  const outcome = await correct(deps.db, business, about);
  if ("wrong" in outcome)
    return refused(say(WRONGS[outcome.wrong], { currency: business.currency }));
  if ("refused" in outcome) return { said: say("fix-gone") };
  return { done: "fixed", at: "summary" };
}

/** Keeps what a person says against a summary. */
export async function takeWrong({ deps, visit, callId, say }: Pressing): Promise<Pressed> {
  const { visitor, form, now } = visit;
  const own = form.get("text")?.trim() ?? "";
  const chosen = ["facts", "person", "nothing"].find((one) => one === form.get("reason"));
  const reason = own === "" ? chosen : own;
  if (reason === undefined) {
    const wrong = say("web-call-wrong-blank");
    return { said: wrong, typed: { press: "wrong", field: null, text: "", wrong } };
  }
  const vote = { callId, personId: visitor.personId, reason, now };
  const kept = await judge(deps.db, visitor.business.id, vote);
  return kept ? { done: "judged", at: "summary" } : { said: say("fix-gone") };
}

/** What stands in a field at this moment; null: there is no summary. */
async function valueNow(
  { deps, visit, callId }: Pressing,
  field: Corrigible,
): Promise<string | null> {
  const { business } = visit.visitor;
  const kept = await readAnalysis(deps.db, business.id, callId);
  if (kept === null) return null;
  const about = { ...kept, currency: business.currency, transcripts: [] };
  return claimsOf(about).find((claim) => claim.field === field)?.value ?? "";
}
