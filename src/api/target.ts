import type { CommentTarget } from "../crm/comment.ts";
import { dealNumbered } from "../crm/deal-list-service.ts";
import { clientByNumber } from "../crm/handle-service.ts";
import { taskNumbered } from "../crm/task-service.ts";
import { callFacts } from "../desk/program-service.ts";
import { AppError } from "../lib/app-error.ts";
import type { ApiContext } from "./context.ts";

/** What a comment is about, by the numbers that people see. */
export type Target = {
  callId?: number | null;
  clientId?: number | null;
  dealId?: number | null;
  taskId?: number | null;
};

/** The row behind it, with the number of a call's client; null: there is none. Throws `api.one_target`. */
export async function targetOf(
  target: Target,
  { db, business }: ApiContext,
): Promise<{ about: CommentTarget; phone: string | null } | null> {
  const { callId, clientId, dealId, taskId } = target;
  const given = [callId, clientId, dealId, taskId].filter((id) => id !== null && id !== undefined);
  if (given.length !== 1) throw new AppError("api.one_target", "invalid");
  if (typeof clientId === "number") {
    const id = await clientByNumber(db, business.id, clientId);
    return about(id === null ? null : { clientId: id });
  }
  if (typeof dealId === "number") {
    const id = await dealNumbered(db, business.id, dealId);
    return about(id === null ? null : { dealId: id });
  }
  if (typeof taskId === "number") {
    const id = await taskNumbered(db, business.id, taskId);
    return about(id === null ? null : { taskId: id });
  }
  const id = callId ?? 0;
  const fact = (await callFacts(db, business.id, [id])).get(id);
  return fact ? { about: { callId: id }, phone: fact.call.client } : null;
}

function about(found: CommentTarget | null): { about: CommentTarget; phone: null } | null {
  return found && { about: found, phone: null };
}
