import { Composer } from "grammy";
import {
  chooseTemplate,
  linkWhatsapp,
  unlinkWhatsapp,
  useOwnApp,
  useServerApp,
  whatsappHook,
  whatsappOf,
} from "../channels/whatsapp-number-service.ts";
import { templateIn } from "../channels/whatsapp-number.ts";
import { allowed, isGroup, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm, form } from "./form.ts";
import { deleteKeyMessage } from "./key-message.ts";
import { refuseKey, refusedInGroup, stillLinking } from "./link.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show, type Screen } from "./screen.ts";
import {
  appScreen,
  refusalText,
  templateScreen,
  unlinkScreen,
  whatsappScreen,
} from "./whatsapp-screen.ts";

type Asked = { businessId: string; what: "keys" | "secret" | "template" };

/** Takes the keys, the app's secret or a template; what is secret does not stay in the chat. */
export const whatsappForm = form<Asked>("whatsapp", async (ctx, state, answer) => {
  const member = await stillLinking(ctx, state.businessId);
  if (!member) {
    await refuseKey(ctx, state.what === "template" ? 1 : 2);
    return null;
  }
  return (await takers[state.what](ctx, member, answer)) ? null : state;
});

export const whatsappComposer = new Composer<DeskContext>();

whatsappComposer.command("whatsapp", async (ctx) => {
  const keys = ctx.match.trim();
  const words = keys === "" ? 1 : 2;
  if (await refusedInGroup(ctx, words)) return;
  const member = await allowed(ctx, "link");
  if (!member) return refuseKey(ctx, words);
  if (keys === "") return void (await send(ctx, member.business.id, await mainScreen(ctx, member)));
  if (!(await takeKeys(ctx, member, keys))) await begin(ctx, member, "keys");
});

export const whatsappPresses: Presses<"whatsapp" | "whatsapp_ask" | "whatsapp_drop"> = {
  whatsapp: {
    right: "link",
    private: true,
    run: async (ctx, member, { screen }) => {
      const { deps, language } = ctx.desk;
      const { id: businessId } = member.business;
      const number = await whatsappOf(deps.db, businessId);
      if (!number || screen === "main") return show(ctx, businessId, await mainScreen(ctx, member));
      if (screen === "template") {
        await show(ctx, businessId, templateScreen(language, number));
        return begin(ctx, member, "template");
      }
      const shown = screen === "app" ? appScreen : unlinkScreen;
      await show(ctx, businessId, shown(language, number));
    },
  },
  whatsapp_ask: {
    right: "link",
    private: true,
    run: async (ctx, member, { what }) => {
      const question = what === "keys" ? "whatsapp-ask" : "whatsapp-app-ask";
      await ask(ctx, html(ctx.desk.language, question));
      await begin(ctx, member, what);
    },
  },
  whatsapp_drop: {
    right: "link",
    private: true,
    run: async (ctx, member, { what }) => {
      const { deps, language } = ctx.desk;
      const { id: businessId } = member.business;
      const linked = await whatsappOf(deps.db, businessId);
      if (linked) await drops[what](ctx, businessId);
      const said = html(language, linked ? gone[what] : "whatsapp-none");
      // A template is asked for beside the button that takes it away.
      await ctx.conversation.exitAll();
      await show(ctx, businessId, await mainScreen(ctx, member, said));
    },
  },
};

type Dropped = "number" | "secret" | "template";

const drops: Record<Dropped, (ctx: DeskContext, businessId: string) => Promise<unknown>> = {
  number: ({ desk: { deps } }, businessId) => unlinkWhatsapp(deps.whatsapp, businessId),
  secret: ({ desk: { deps } }, businessId) => useServerApp(deps.db, businessId),
  template: ({ desk: { deps } }, businessId) => chooseTemplate(deps.db, businessId, null),
};

const gone = {
  number: "whatsapp-unlinked",
  secret: "whatsapp-app-server-done",
  template: "whatsapp-template-gone",
} as const;

/** Each tells how it went; false when another answer is waited for. */
const takers: Record<
  Asked["what"],
  (ctx: DeskContext, member: Acting, answer: string) => Promise<boolean>
> = { keys: takeKeys, secret: takeSecret, template: takeTemplate };

async function takeKeys(ctx: DeskContext, member: Acting, keys: string): Promise<boolean> {
  const { deps, language } = ctx.desk;
  const deleted = await deleteKeyMessage(ctx);
  if (isGroup(ctx)) {
    await send(ctx, null, { html: deleted });
    return true;
  }
  await ctx.replyWithChatAction("typing");
  const outcome = await linkWhatsapp(deps.whatsapp, member.business.id, keys);
  if ("refused" in outcome) {
    await send(ctx, null, { html: `${deleted}\n\n${refusalText(language, outcome.refused)}` });
    return false;
  }
  const said = `${html(language, "whatsapp-done")}\n${deleted}`;
  await send(ctx, member.business.id, await mainScreen(ctx, member, said));
  return true;
}

async function takeSecret(ctx: DeskContext, member: Acting, secret: string): Promise<boolean> {
  const { deps, language } = ctx.desk;
  const { id: businessId } = member.business;
  const deleted = await deleteKeyMessage(ctx);
  if (isGroup(ctx)) {
    await send(ctx, null, { html: deleted });
    return true;
  }
  const outcome = await useOwnApp(deps.whatsapp, businessId, secret);
  if (outcome === "malformed") {
    const said = html(language, "whatsapp-app-malformed");
    await send(ctx, null, { html: `${deleted}\n\n${said}` });
    return false;
  }
  const done = html(language, outcome === "kept" ? "whatsapp-app-done" : "whatsapp-none");
  await send(ctx, businessId, await mainScreen(ctx, member, `${done}\n${deleted}`));
  return true;
}

async function takeTemplate(ctx: DeskContext, member: Acting, written: string): Promise<boolean> {
  const { deps, language } = ctx.desk;
  const { id: businessId } = member.business;
  const template = templateIn(written);
  if (template === null) {
    await send(ctx, null, { html: html(language, "whatsapp-template-bad") });
    return false;
  }
  const kept = await chooseTemplate(deps.db, businessId, template);
  const done = html(language, kept ? "whatsapp-template-done" : "whatsapp-none");
  await send(ctx, businessId, await mainScreen(ctx, member, done));
  return true;
}

async function begin(ctx: DeskContext, { business }: Acting, what: Asked["what"]): Promise<void> {
  await enterForm(ctx, "whatsapp", { businessId: business.id, what });
}

async function mainScreen(
  ctx: DeskContext,
  { business }: Acting,
  said: string | null = null,
): Promise<Screen> {
  const { deps, language } = ctx.desk;
  const number = await whatsappOf(deps.db, business.id);
  const hook = await whatsappHook(deps.whatsapp, business.id);
  return whatsappScreen(language, { business, number, hook, now: deps.clock.now(), said });
}
