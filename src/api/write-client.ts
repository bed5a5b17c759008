import {
  addPhone,
  createClient,
  removePhone,
  renameClient,
  setClientFlag,
} from "../crm/client-change-service.ts";
import { addComment } from "../crm/comment-service.ts";
import { commentText } from "../crm/comment.ts";
import { clientByNumber } from "../crm/handle-service.ts";
import type { Tx } from "../db/client.ts";
import { toE164 } from "../lib/phone.ts";
import type { ApiContext } from "./context.ts";
import { clientShown, commentShown } from "./read-client.ts";
import { targetOf, type Target } from "./target.ts";
import { NO_ERRORS, refusal, type UserErrorCode } from "./user-error.ts";

type Update = {
  name?: string | null;
  addPhones?: string[] | null;
  removePhones?: string[] | null;
  doNotCall?: boolean | null;
  notClient?: boolean | null;
};

/** So many numbers are added or taken away at once. */
const MANY = 20;

export const clientMutations = {
  addComment: async ({ about, text }: { about: Target; text: string }, ctx: ApiContext) => {
    const written = commentText(text);
    if (written === null) return refusal("INVALID", "text");
    const target = await targetOf(about, ctx);
    if (target === null) return refusal("NOT_FOUND", "about");
    const { db, business, holder } = ctx;
    const done = await db.transaction((tx) =>
      addComment(tx, business.id, {
        text: written,
        by: { id: holder.createdBy, name: holder.name },
        ...target,
        message: null,
        now: ctx.now(),
      }),
    );
    if ("gone" in done) return refusal("NOT_FOUND", "about");
    return { comment: commentShown(done.comment, ctx), ...NO_ERRORS };
  },
  createClient: async (
    { input }: { input: { phone: string; name?: string | null } },
    ctx: ApiContext,
  ) => {
    const { db, business } = ctx;
    const done = await db.transaction((tx) =>
      createClient(tx, business.id, {
        name: input.name ?? null,
        phone: input.phone,
        country: business.country,
        from: "person",
        now: ctx.now(),
      }),
    );
    if ("refused" in done)
      return refusal(done.refused === "own" ? "OWN_NUMBER" : "INVALID", "phone");
    return { client: clientShown(done.client.id, ctx), ...NO_ERRORS };
  },
  updateClient: async ({ id, input }: { id: number; input: Update }, ctx: ApiContext) => {
    const { db, business } = ctx;
    const clientId = await clientByNumber(db, business.id, id);
    if (clientId === null) return refusal("NOT_FOUND", "id");
    if ((input.addPhones?.length ?? 0) + (input.removePhones?.length ?? 0) > MANY)
      return refusal("TOO_MANY", "addPhones");
    try {
      await db.transaction((tx) => change(tx, ctx, { clientId, input }));
    } catch (error) {
      if (error instanceof Refused) return refusal(error.code, error.field);
      throw error;
    }
    return { client: clientShown(clientId, ctx), ...NO_ERRORS };
  },
};

/** One refusal takes all of it back. */
class Refused extends Error {
  readonly code: UserErrorCode;
  readonly field: string;

  constructor(code: UserErrorCode, field: string) {
    super(code);
    this.code = code;
    this.field = field;
  }
}

const CODES: Record<"name" | "other" | "number" | "own" | "last" | "gone", UserErrorCode> = {
  name: "INVALID",
  other: "STATE",
  number: "INVALID",
  own: "OWN_NUMBER",
  last: "LAST_NUMBER",
  gone: "NOT_FOUND",
};

async function change(
  tx: Tx,
  ctx: ApiContext,
  { clientId, input }: { clientId: number; input: Update },
): Promise<void> {
  const { country, id: businessId } = ctx.business;
  const at = { clientId, now: ctx.now() };
  if (input.name === null) throw new Refused("INVALID", "name");
  if (input.name !== undefined)
    pass(await renameClient(tx, businessId, { ...at, name: input.name }), "name");
  for (const phone of input.addPhones ?? [])
    pass(await addPhone(tx, businessId, { ...at, phone, country }), "addPhones");
  for (const phone of input.removePhones ?? []) {
    const number = toE164(phone, country) ?? phone;
    pass(await removePhone(tx, businessId, { ...at, phone: number }), "removePhones");
  }
  for (const flag of ["doNotCall", "notClient"] as const) {
    const on = input[flag];
    if (typeof on === "boolean")
      pass(await setClientFlag(tx, businessId, { ...at, flag, on }), flag);
  }
}

type Done = { client: unknown } | { refused: keyof typeof CODES } | { taken: unknown };

function pass(done: Done, field: string): void {
  if ("taken" in done) throw new Refused("TAKEN", field);
  if ("refused" in done) throw new Refused(CODES[done.refused], field);
}
