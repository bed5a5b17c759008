import { bindExtension, isExtension } from "../business/extension-service.ts";
import { membersOf } from "../business/member-service.ts";
import type { Member } from "../business/member.ts";
import { postNotices } from "../business/notice-service.ts";
import { personOf } from "../business/person-service.ts";
import { may } from "../business/role.ts";
import type { Tx } from "../db/client.ts";
import { scopes } from "../desk/scope-service.ts";
import { actingFor, whoMay, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm, form } from "./form.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { show, tell } from "./screen.ts";
import { extScreen, takeOverScreen } from "./team-ext-screen.ts";
import { memberHere, showTeam } from "./team-show.ts";

/** Takes an extension that no list held. */
export const extForm = form<{ businessId: string; personId: number }>(
  "member_ext",
  async (ctx, state, answer) => {
    const { language } = ctx.desk;
    const acting = await actingFor(ctx, state.businessId);
    if (!acting || !mayBind(ctx, acting, state.personId)) {
      await tell(ctx, "bot-no-right", { who: whoMay(language, "invite_operator") });
      return null;
    }
    const ext = answer.trim();
    if (!isExtension(ext)) {
      await ask(ctx, html(language, "ext-wrong", { word: ext.slice(0, 60) }));
      return state;
    }
    await bind(ctx, acting, { personId: state.personId, ext, sure: false });
    return null;
  },
);

export const extPresses: Presses<"ext" | "ext_set" | "ext_drop" | "ext_type"> = {
  ext: {
    right: null,
    private: true,
    run: (ctx, acting, { personId, page }) => showExtensions(ctx, acting, { personId, page }),
  },
  ext_set: {
    right: null,
    private: true,
    run: (ctx, acting, { personId, ext, sure }) => bind(ctx, acting, { personId, ext, sure }),
  },
  ext_drop: {
    right: null,
    private: true,
    run: (ctx, acting, { personId }) => bind(ctx, acting, { personId, ext: null, sure: true }),
  },
  ext_type: {
    right: null,
    private: true,
    run: async (ctx, acting, { personId }) => {
      if (!mayBind(ctx, acting, personId)) return refuse(ctx);
      const member = await memberHere(ctx, acting.business.id, personId);
      if (!member) return;
      await ask(ctx, html(ctx.desk.language, "ext-ask", { name: member.name }));
      await enterForm(ctx, "member_ext", { businessId: acting.business.id, personId });
    },
  },
};

/** The extensions to choose from for a member; `notes` tell what was done before. */
export async function showExtensions(
  ctx: DeskContext,
  acting: Acting,
  { personId, page = 0, notes = [] }: { personId: number; page?: number; notes?: string[] },
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { business } = acting;
  if (!mayBind(ctx, acting, personId)) return refuse(ctx);
  const member = await memberHere(ctx, business.id, personId);
  if (!member) return;
  const members = await membersOf(deps.db, business.id);
  const { extensions: known } = await scopes(deps.db, business.id);
  await show(ctx, business.id, extScreen(language, { member, members, known, page, notes }));
}

/** Whoever holds a button of somebody else's may press it, too. */
function mayBind(ctx: DeskContext, { role }: Acting, personId: number): boolean {
  return personId === ctx.desk.person.id || may(role, "invite_operator");
}

function refuse(ctx: DeskContext): Promise<void> {
  return tell(ctx, "bot-no-right", { who: whoMay(ctx.desk.language, "invite_operator") });
}

type Binding = { personId: number; ext: string | null; sure: boolean };

async function bind(ctx: DeskContext, acting: Acting, binding: Binding): Promise<void> {
  const { deps, person, language } = ctx.desk;
  const { id: businessId } = acting.business;
  const { personId, ext, sure } = binding;
  if (!mayBind(ctx, acting, personId)) return refuse(ctx);
  const member = await memberHere(ctx, businessId, personId);
  if (!member) return;
  const holder = sure ? null : await holderOf(ctx, businessId, { member, ext });
  if (holder !== null && ext !== null)
    return show(ctx, businessId, takeOverScreen(language, { member, holder, ext }));
  const outcome = await deps.db.transaction(async (tx) => {
    const bound = await bindExtension(tx, businessId, { personId, ext, by: person.id });
    if ("bound" in bound && bound.from) await tellLoser(ctx, tx, { ...bound, from: bound.from });
    return bound;
  });
  if ("refused" in outcome) return tell(ctx, "bot-changed-meanwhile");
  await showTeam(ctx, acting, saidOf(ctx, outcome));
}

async function holderOf(
  ctx: DeskContext,
  businessId: string,
  { member, ext }: { member: Member; ext: string | null },
): Promise<Member | null> {
  const members = await membersOf(ctx.desk.deps.db, businessId);
  const others = members.filter(({ personId }) => personId !== member.personId);
  return others.find((other) => ext !== null && other.ext === ext) ?? null;
}

/** Who loses an extension to a colleague hears of it in private; not who gave it away. */
async function tellLoser(
  { desk: { deps, person } }: DeskContext,
  tx: Tx,
  { bound, from }: { bound: Member; from: Member },
): Promise<void> {
  const { businessId, personId, ext } = from;
  if (personId === person.id || ext === null) return;
  const { language } = (await personOf(tx, personId)) ?? person;
  const now = deps.clock.now();
  const notice = {
    key: `ext:${personId}:${now}`,
    botId: deps.botInfo.id,
    telegramId: personId,
    threadId: null,
    html: html(language, "ext-lost", { ext, name: bound.name }),
    keyboard: null,
    silent: false,
    replyTo: null,
  };
  await postNotices(tx, businessId, { posted: [notice], now });
}

function saidOf({ desk }: DeskContext, { bound, from }: { bound: Member; from: Member | null }) {
  const { name, ext } = bound;
  if (ext === null) return html(desk.language, "ext-dropped", { name });
  return from === null
    ? html(desk.language, "ext-set", { name, ext })
    : html(desk.language, "ext-set-from", { name, ext, holder: from.name });
}
