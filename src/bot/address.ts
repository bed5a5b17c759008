import { accountsOf } from "../business/account-service.ts";
import { hasKey } from "../business/account.ts";
import { tokensOf } from "../business/hook-token-service.ts";
import type { HookToken, Narrowing } from "../business/hook-token.ts";
import { employeesOf } from "../business/line-service.ts";
import { scopes } from "../desk/scope-service.ts";
import {
  addAddress,
  addressOf,
  dropAddress,
  narrowAddress,
  renewAddress,
} from "../telephony/address-service.ts";
import type { TextId } from "../texts/bundle.ts";
import type { Acting } from "./access.ts";
import { addressScreen, scopesScreen, stopScreen } from "./address-screen.ts";
import { addressNotes, showAccount } from "./connect.ts";
import type { DeskContext } from "./context.ts";
import { enterForm, form } from "./form.ts";
import { stillLinking, waitForEvent } from "./link.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { readScope, type ScopeKind } from "./scope.ts";
import { show, tell } from "./screen.ts";

/** With `tokenId` null one more address is meant. */
type Aim = { accountId: string; tokenId: string | null };
type ScopeState = Aim & { businessId: string; kind: ScopeKind };

/** Asks for an extension or a line that no list held. */
export const scopeForm = form<ScopeState>("scope", async (ctx, state, answer) => {
  const member = await stillLinking(ctx, state.businessId);
  if (!member) return null;
  const { kind, businessId: _, ...aim } = state;
  const scope = readScope(kind, answer, member.business.country);
  if (scope === null) {
    await (kind === "ext"
      ? tell(ctx, "link-letter-ext-bad")
      : tell(ctx, "notify-not-line", { word: answer.slice(0, 60) }));
    return state;
  }
  await aimAt(ctx, member, aim, scope);
  return null;
});

export const addressPresses: Presses<
  "address" | "scopes" | "scope" | "scope_type" | "renew" | "renew_sure" | "drop" | "drop_sure"
> = {
  address: {
    right: "link",
    private: true,
    run: async (ctx, { business }, { tokenId }) => {
      const token = await tokenHere(ctx, business.id, tokenId);
      if (token) await showAddress(ctx, token, []);
    },
  },
  scopes: {
    right: "link",
    private: true,
    run: (ctx, member, { accountId, tokenId }) => choose(ctx, member, { accountId, tokenId }),
  },
  scope: {
    right: "link",
    private: true,
    run: (ctx, member, { accountId, tokenId, line, ext }) =>
      aimAt(ctx, member, { accountId, tokenId }, { line, ext }),
  },
  scope_type: {
    right: "link",
    private: true,
    run: async (ctx, { business }, { accountId, tokenId, kind }) => {
      await tell(ctx, `address-ask-${kind}`);
      await enterForm(ctx, "scope", { businessId: business.id, accountId, tokenId, kind });
    },
  },
  renew: {
    right: "link",
    private: true,
    run: (ctx, member, { tokenId }) => ask(ctx, member, tokenId, "renew"),
  },
  renew_sure: {
    right: "link",
    private: true,
    run: async (ctx, member, { tokenId }) => {
      const token = await renewAddress(ctx.desk.deps.link, member.business.id, tokenId);
      if (!token) return tell(ctx, "address-gone");
      await showFresh(ctx, member, token, "address-renewed");
    },
  },
  drop: {
    right: "link",
    private: true,
    run: (ctx, member, { tokenId }) => ask(ctx, member, tokenId, "drop"),
  },
  drop_sure: {
    right: "link",
    private: true,
    run: async (ctx, { business }, { tokenId }) => {
      const { deps, language } = ctx.desk;
      const token = await tokenHere(ctx, business.id, tokenId);
      if (!token) return;
      const outcome = await dropAddress(deps.link, business.id, tokenId);
      if (outcome !== "dropped") return tell(ctx, `address-${outcome}`);
      await showAccount(ctx, business.id, token.accountId, [html(language, "address-dropped")]);
    },
  },
};

/** Narrows the address aimed at, or makes one more for these calls; an equal one is shown instead. */
async function aimAt(
  ctx: DeskContext,
  member: Acting,
  { accountId, tokenId }: Aim,
  scope: Narrowing,
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { business } = member;
  if (tokenId !== null) {
    const outcome = await narrowAddress(deps.link, business.id, { tokenId, scope });
    if (outcome !== "narrowed") return tell(ctx, `address-${outcome}`);
    const token = await tokenHere(ctx, business.id, tokenId);
    if (token) await showAddress(ctx, token, [html(language, "address-narrowed")]);
    return;
  }
  const added = await addAddress(deps.link, business.id, { accountId, scope });
  if (!added) return tell(ctx, "link-gone");
  if (added.fresh) return showFresh(ctx, member, added.token, "address-made");
  await showAddress(ctx, added.token, [html(language, "address-exists")]);
}

async function choose(ctx: DeskContext, { business }: Acting, aim: Aim): Promise<void> {
  const { deps, language } = ctx.desk;
  const { accountId, tokenId } = aim;
  const linked = (await accountsOf(deps.db, business.id)).some(({ id }) => id === accountId);
  if (!linked) return tell(ctx, "link-gone");
  const token = tokenId === null ? null : await tokenHere(ctx, business.id, tokenId);
  if (tokenId !== null && !token) return;
  const taken = (await tokensOf(deps.db, business.id)).filter((one) => one.accountId === accountId);
  const known = await scopes(deps.db, business.id);
  await show(ctx, business.id, scopesScreen(language, { accountId, token, known, taken }));
}

async function ask(
  ctx: DeskContext,
  { business }: Acting,
  tokenId: string,
  what: "renew" | "drop",
): Promise<void> {
  const token = await tokenHere(ctx, business.id, tokenId);
  if (token) await show(ctx, business.id, stopScreen(ctx.desk.language, token, what));
}

/** An address that the provider does not know yet: what to do with it, and the wait for its first event. */
async function showFresh(
  ctx: DeskContext,
  member: Acting,
  token: HookToken,
  said: TextId,
): Promise<void> {
  const { deps, language } = ctx.desk;
  const next = deps.sandbox
    ? []
    : [html(language, hasKey(token) ? `address-next-${token.provider}` : "address-next-template")];
  await showAddress(ctx, token, [html(language, said), ...next]);
  if (!token.watch) await waitForEvent(ctx, member, token);
}

async function showAddress(ctx: DeskContext, token: HookToken, notes: string[]): Promise<void> {
  const { deps, language } = ctx.desk;
  const rivals = (await tokensOf(deps.db, token.businessId)).filter(
    (one) => one.accountId === token.accountId && one.id !== token.id,
  );
  const screen = addressScreen(language, {
    token,
    address: addressOf(deps.link, token),
    rivals,
    extensions: token.provider === "novofon" ? await employeesOf(deps.db, token.businessId) : [],
    notes: [...notes, ...addressNotes(ctx)],
  });
  await show(ctx, token.businessId, screen);
}

/** An address that still is one of this business; otherwise the person hears that it is gone. */
async function tokenHere(
  ctx: DeskContext,
  businessId: string,
  tokenId: string,
): Promise<HookToken | null> {
  const tokens = await tokensOf(ctx.desk.deps.db, businessId);
  const token = tokens.find(({ id }) => id === tokenId);
  if (!token) await tell(ctx, "address-gone");
  return token ?? null;
}
