import { dealNumbered } from "../crm/deal-list-service.ts";
import {
  changeDeal,
  createDeal,
  dealOf,
  loseDeal,
  moveDeal,
  winDeal,
} from "../crm/deal-service.ts";
import type { DealOutcome } from "../crm/deal.ts";
import { clientOf } from "../crm/client-service.ts";
import { clientByNumber } from "../crm/handle-service.ts";
import type { Tx } from "../db/client.ts";
import { toE164 } from "../lib/phone.ts";
import type { ApiContext } from "./context.ts";
import { dealShown, stageNamed } from "./read-work.ts";
import { NO_ERRORS, refusal, type UserErrorCode } from "./user-error.ts";

/** What the database can keep. */
const MOST = 999_999_999_999;

type Create = {
  name?: string | null;
  amount?: number | null;
  clientId?: number | null;
  phone?: string | null;
};
type Update = {
  name?: string | null;
  amount?: number | null;
  address?: string | null;
  visitAt?: string | null;
  note?: string | null;
};
type Wish = { dealId: number; now: number };

export const dealMutations = {
  createDeal: async ({ input }: { input: Create }, ctx: ApiContext) => {
    const { db, business, holder } = ctx;
    const amount = input.amount ?? null;
    if (!isAmount(amount)) return refusal("INVALID", "amount");
    const phone = input.phone ? toE164(input.phone, business.country) : null;
    if (input.phone && phone === null) return refusal("INVALID", "phone");
    const clientId = input.clientId ? await clientByNumber(db, business.id, input.clientId) : null;
    const client = clientId === null ? null : await clientOf(db, business.id, clientId);
    if (input.clientId && client === null) return refusal("NOT_FOUND", "clientId");
    const made = await db.transaction((tx) =>
      createDeal(tx, business.id, {
        name: input.name ?? null,
        amount: rounded(amount),
        client: client?.client ?? null,
        phone: phone ?? client?.client.phones[0] ?? null,
        callId: null,
        by: holder.createdBy,
        now: ctx.now(),
      }),
    );
    if ("refused" in made) return refusal("INVALID", "name");
    const deal = dealShown(made.deal, ctx);
    return { deal, ...(made.made ? NO_ERRORS : refusal("OPEN_DEAL", "clientId")) };
  },
  updateDeal: async ({ id, input }: { id: number; input: Update }, ctx: ApiContext) => {
    const { name, amount, address, visitAt, note } = input;
    if (name === null) return refusal("INVALID", "name");
    if (!isAmount(amount ?? null)) return refusal("INVALID", "amount");
    if (visitAt && !isVisitAt(visitAt)) return refusal("INVALID", "visitAt");
    const wish = {
      ...(name === undefined ? {} : { name }),
      ...(amount === undefined ? {} : { amount: rounded(amount) }),
      ...(address === undefined ? {} : { address }),
      ...(visitAt === undefined ? {} : { visitAt }),
      ...(note === undefined ? {} : { note }),
    };
    return onDeal(id, ctx, (tx, at) => changeDeal(tx, ctx.business.id, { ...at, ...wish }));
  },
  moveDeal: async ({ id, stage }: { id: number; stage: string }, ctx: ApiContext) => {
    const to = await stageNamed(stage, ctx);
    if (to === null) return refusal("NOT_FOUND", "stage");
    return onDeal(id, ctx, async (tx, at) => {
      const deal = await dealOf(tx, ctx.business.id, at.dealId);
      const from = deal?.stage?.id ?? to;
      return moveDeal(tx, ctx.business.id, { ...at, from, to });
    });
  },
  winDeal: async ({ id, amount }: { id: number; amount?: number | null }, ctx: ApiContext) => {
    if (!isAmount(amount ?? null)) return refusal("INVALID", "amount");
    const worth = rounded(amount ?? null);
    const value = worth === null ? {} : { amount: worth };
    return onDeal(id, ctx, (tx, at) => winDeal(tx, ctx.business.id, { ...at, ...value }));
  },
  loseDeal: async ({ id, reason }: { id: number; reason: string }, ctx: ApiContext) =>
    onDeal(id, ctx, (tx, at) => loseDeal(tx, ctx.business.id, { ...at, reason })),
};

const CODES: Record<
  Exclude<Extract<DealOutcome, { refused: string }>["refused"], "not_found">,
  UserErrorCode
> = {
  removed: "NOT_FOUND",
  closed: "STATE",
  open: "STATE",
  moved: "STATE",
  no_stage: "NOT_FOUND",
  by_hand: "STATE",
  no_name: "INVALID",
  other_open: "OPEN_DEAL",
};

async function onDeal(
  id: number,
  ctx: ApiContext,
  change: (tx: Tx, wish: Wish) => Promise<DealOutcome>,
) {
  const { db, business } = ctx;
  const dealId = await dealNumbered(db, business.id, id);
  if (dealId === null) return refusal("NOT_FOUND", "id");
  const done = await db.transaction((tx) => change(tx, { dealId, now: ctx.now() }));
  if (!("refused" in done)) return { deal: dealShown(done.deal, ctx), ...NO_ERRORS };
  if (done.refused === "not_found") return refusal("NOT_FOUND", "id");
  const deal = done.deal === null ? null : dealShown(done.deal, ctx);
  return { deal, ...refusal(CODES[done.refused]) };
}

function isAmount(amount: number | null): boolean {
  return amount === null || (amount >= 0 && amount <= MOST);
}

function rounded(amount: number | null): number | null {
  return amount === null ? null : Math.round(amount * 100) / 100;
}

function isVisitAt(text: string): boolean {
  const [, day = "", time = "00:00"] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?$/.exec(text) ?? [];
  const at = new Date(`${day}T${time}:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(`${day}T${time}`);
}
