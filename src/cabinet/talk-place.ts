import { conversationNumbered } from "../agent/talk-service.ts";
import { AppError } from "../lib/app-error.ts";
import { numberIn } from "./input.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";

/** The id of the dialogue of the address; one of another business is as unknown as one that never was. */
export async function here(deps: CabinetDeps, { visitor, params }: Visit): Promise<number> {
  const number = numberIn(params["number"]) ?? 0;
  const id = await conversationNumbered(deps.db, visitor.business.id, number);
  if (id === null) throw new AppError("conversations.not_found", "not_found");
  return id;
}
