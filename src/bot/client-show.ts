import { callsOfPhones } from "../calls/history-service.ts";
import { factsOf } from "../crm/client-list-service.ts";
import { clientOf } from "../crm/client-service.ts";
import type { StoredClient } from "../crm/client.ts";
import type { TextId } from "../texts/bundle.ts";
import type { Acting } from "./access.ts";
import { clientScreen, MOST_CALLS } from "./client-screen.ts";
import type { DeskContext } from "./context.ts";
import { placeFor, type Seen } from "./deal-place.ts";
import { html } from "./say.ts";
import { show, tell, type Screen } from "./screen.ts";

export type ClientHere = { client: StoredClient; merged: boolean; seen: Seen };

/** A client where they may be shown; otherwise the person is told why not, and null comes back. */
export async function clientHere(
  ctx: DeskContext,
  { business }: Acting,
  clientId: number,
): Promise<ClientHere | null> {
  const seen = await placeFor(ctx, business);
  if (!seen) {
    await tell(ctx, "bot-private-only");
    return null;
  }
  const found = await clientOf(ctx.desk.deps.db, business.id, clientId);
  if (found) return { ...found, seen };
  await show(ctx, business.id, { html: html(seen.language, "client-gone"), rows: [] });
  return null;
}

/** A client's card, below a sentence of what was done where there is one. */
export async function cardOf(
  ctx: DeskContext,
  { business }: Acting,
  about: { client: StoredClient; seen: Seen; said: TextId | null },
): Promise<Screen> {
  const { client, seen, said } = about;
  const { db } = ctx.desk.deps;
  const [calls, facts] = await Promise.all([
    callsOfPhones(db, business.id, { phones: client.phones, limit: NEWEST, most: MOST_CALLS }),
    factsOf(db, business.id, client.id),
  ]);
  const screen = clientScreen({ client, calls, facts, seen });
  if (said === null) return screen;
  return { ...screen, html: `${html(seen.language, said)}\n\n${screen.html}` };
}

/** Shows a client's card as it is now, below a sentence of what was done or what became of whom the button meant. */
export async function showClient(
  ctx: DeskContext,
  member: Acting,
  { clientId, said }: { clientId: number; said: TextId | null },
): Promise<void> {
  const here = await clientHere(ctx, member, clientId);
  if (!here) return;
  const told = said ?? (here.merged ? "client-was-merged" : null);
  await show(ctx, member.business.id, await cardOf(ctx, member, { ...here, said: told }));
}

const NEWEST = 5;
