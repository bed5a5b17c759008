import { Composer } from "grammy";
import { removeAccount, tick } from "../business/account-service.ts";
import { chatHere, subscribedChats } from "../business/chat-service.ts";
import { isShared, tokensOf } from "../business/hook-token-service.ts";
import { employeesOf } from "../business/line-service.ts";
import { activate, businessesOf } from "../business/person-service.ts";
import { health } from "../desk/health-service.ts";
import { setup, type Setup } from "../desk/setup-service.ts";
import { isTickable } from "../desk/setup.ts";
import { addressOf } from "../telephony/address-service.ts";
import { accountName, accountScreen, unlinkScreen } from "./account-screen.ts";
import { allowed, sentToPrivate, threadOf, type Acting } from "./access.ts";
import { connectScreen } from "./connect-screen.ts";
import type { DeskContext } from "./context.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show, tell } from "./screen.ts";

export const connectComposer = new Composer<DeskContext>();

connectComposer.command("connect", async (ctx) => {
  if (await sentToPrivate(ctx)) return;
  const member = await allowed(ctx, "link");
  if (member) await showConnect(ctx, member);
});

export const connectPresses: Presses<
  "connect" | "activate" | "account" | "tick" | "unlink" | "unlink_sure"
> = {
  connect: { right: "link", private: true, run: (ctx, acting) => showConnect(ctx, acting) },
  activate: {
    right: null,
    private: true,
    run: async (ctx, acting) => {
      await activate(ctx.desk.deps.db, ctx.desk.person.id, acting.business.id);
      await showConnect(ctx, acting);
    },
  },
  account: {
    right: "link",
    private: true,
    run: async (ctx, { business }, { accountId }) => {
      await showAccount(ctx, business.id, accountId, []);
    },
  },
  tick: {
    right: "link",
    private: true,
    run: async (ctx, { business }, { accountId, item, done }) => {
      const { db, clock } = ctx.desk.deps;
      if (isTickable(item))
        await tick(db, business.id, { accountId, item, done, now: clock.now() });
      await showAccount(ctx, business.id, accountId, []);
    },
  },
  unlink: {
    right: "link",
    private: true,
    run: async (ctx, { business }, { accountId }) => {
      const found = await setupOf(ctx, business.id, accountId);
      if (found) await show(ctx, business.id, unlinkScreen(ctx.desk.language, found));
    },
  },
  unlink_sure: {
    right: "link",
    private: true,
    run: async (ctx, acting, { accountId }) => {
      const { deps, language } = ctx.desk;
      const found = await setupOf(ctx, acting.business.id, accountId);
      if (!found) return;
      await removeAccount(deps.db, acting.business.id, { accountId, now: deps.clock.now() });
      await show(ctx, null, {
        html: html(language, "link-unlinked", { account: accountName(found) }),
        rows: [],
      });
      await send(ctx, acting.business.id, await connectOf(ctx, acting));
    },
  },
};

/** The set-up screen of a business, in place of the pressed message or as a new one. */
export async function showConnect(ctx: DeskContext, acting: Acting): Promise<void> {
  await show(ctx, acting.business.id, await connectOf(ctx, acting));
}

/** The screen of an account under a note of what was just done; whoever asks for one that is unlinked hears so. */
export async function showAccount(
  ctx: DeskContext,
  businessId: string,
  accountId: string,
  notes: string[],
): Promise<void> {
  const { deps, language } = ctx.desk;
  const found = await setupOf(ctx, businessId, accountId);
  if (!found) return;
  const addresses = (await tokensOf(deps.db, businessId))
    .filter((token) => token.accountId === accountId)
    .map((token) => ({
      tokenId: token.id,
      address: addressOf(deps.link, token),
      line: token.line,
      ext: token.ext,
    }));
  const screen = accountScreen(language, {
    setup: found,
    addresses,
    extensions: found.provider === "novofon" ? await employeesOf(deps.db, businessId) : [],
    shared: await isShared(deps.db, businessId, accountId),
    notes: [...addressNotes(ctx), ...notes],
  });
  await show(ctx, businessId, screen);
}

async function connectOf(ctx: DeskContext, { business }: Acting) {
  const { deps, person, language } = ctx.desk;
  const { db, botInfo } = deps;
  const mine = await businessesOf(db, person.id);
  const chats = await subscribedChats(db, business.id);
  const here = ctx.chat ? await chatHere(db, botInfo.id, ctx.chat.id, threadOf(ctx)) : [];
  return connectScreen(language, {
    business,
    others: mine.map((one) => one.business).filter((other) => other.id !== business.id),
    health: await health(db, business.id),
    setups: await setup(db, business.id),
    chats: chats.length,
    subscribedHere: here.some((chat) => chat.businessId === business.id),
    groupUrl: `https://t.me/${botInfo.username}?startgroup`,
    now: deps.clock.now(),
  });
}

/** The checklist of an account that is still linked; otherwise the person hears that it is gone. */
async function setupOf(
  ctx: DeskContext,
  businessId: string,
  accountId: string,
): Promise<Setup | null> {
  const found = (await setup(ctx.desk.deps.db, businessId)).find(
    (one) => one.accountId === accountId,
  );
  if (found) return found;
  await tell(ctx, "link-gone");
  return null;
}

/** What an address needs to work: a tunnel without a public one, nothing in the sandbox. */
export function addressNotes(ctx: DeskContext): string[] {
  const { deps, language } = ctx.desk;
  if (deps.sandbox) return [html(language, "link-sandbox-pbx")];
  return deps.publicUrl === null ? [html(language, "link-no-public")] : [];
}
