import { retestLater } from "../agent/trial-service.ts";
import type { Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";

/** What customers may book has changed: the agent is tried on it again by and by. */
export async function retestSoon({ desk }: DeskContext, { business }: Acting): Promise<void> {
  await retestLater(desk.deps.db, business.id, desk.deps.clock.now());
}
