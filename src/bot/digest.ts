import { Composer } from "grammy";
import { chatHere } from "../business/chat-service.ts";
import { digestAt, setDigest, stopDigest } from "../business/digest-service.ts";
import { readDigestTime, type DigestPlace } from "../business/digest.ts";
import { may } from "../business/role.ts";
import { digestNow } from "../desk/digest-service.ts";
import { text } from "../texts/bundle.ts";
import { allowed, isGroup, threadOf, whoMay, type Acting } from "./access.ts";
import { actionShape } from "./action.ts";
import type { DeskContext } from "./context.ts";
import { digestSettings } from "./digest-screen.ts";
import { isElsewhere } from "./here.ts";
import type { Presses } from "./press.ts";
import { send, show, tell, type Button } from "./screen.ts";

export const digestComposer = new Composer<DeskContext>();

digestComposer.command("digest", async (ctx) => {
  if (await isElsewhere(ctx)) return;
  const member = await allowed(ctx, "see_calls");
  if (!member) return;
  const written = ctx.match.trim().toLowerCase();
  if (written === "") return showDigest(ctx, member, send);
  const at = OFF.includes(written) ? null : readDigestTime(written);
  if (at === null && !OFF.includes(written)) return tell(ctx, "digest-bad");
  if (at === null) await stopHere(ctx, member);
  else await setHere(ctx, member, { at });
});

export const digestPresses: Presses<"digest" | "digest_set" | "digest_days" | "digest_off"> = {
  digest: { right: "see_calls", run: (ctx, member) => showDigest(ctx, member, show) },
  digest_set: { right: "see_calls", run: (ctx, member, { at }) => setHere(ctx, member, { at }) },
  digest_days: {
    right: "see_calls",
    run: async (ctx, member, { closed }) => {
      const known = await digestAt(ctx.desk.deps.db, member.business.id, placeOf(ctx));
      if (known) await setHere(ctx, member, { at: known.at, closedDays: closed });
      else await showSettings(ctx, member);
    },
  },
  digest_off: { right: "see_calls", run: stopHere },
};

const OFF = ["off", "stop", "вимкнути", "вимк", "ні", "выключить", "выкл", "нет"];

type Way = typeof send | typeof show;

/** The digest of this moment, and when it comes by itself. */
async function showDigest(ctx: DeskContext, { business }: Acting, way: Way): Promise<void> {
  const { deps, language } = ctx.desk;
  const digest = await digestAt(deps.db, business.id, placeOf(ctx));
  const shown = await digestNow(deps.db, {
    business,
    language,
    masked: await isMasked(ctx, business.id),
    sentOn: digest?.sentOn ?? null,
    now: deps.clock.now(),
  });
  const settings = digestSettings(language, digest);
  // Its own way to the settings leads here.
  const rows = shown.rows.map((row) =>
    row.flatMap(({ label, action }): Button[] => {
      const known = actionShape.parse(action);
      return known.do === "digest" ? [] : [{ label, action: known }];
    }),
  );
  await way(ctx, business.id, {
    html: `${shown.html}\n\n${settings.html}`,
    rows: [...rows, ...settings.rows],
  });
}

async function setHere(
  ctx: DeskContext,
  member: Acting,
  wanted: { at: string; closedDays?: boolean },
): Promise<void> {
  if (!(await mayHere(ctx, member))) return;
  const { deps, language } = ctx.desk;
  const { business } = member;
  if (isGroup(ctx) && !(await isOurs(ctx, business.id))) return tell(ctx, "digest-not-here");
  await setDigest(deps.db, business.id, {
    place: placeOf(ctx),
    language,
    ...wanted,
    now: deps.clock.now(),
    zone: business.timezone,
  });
  await showSettings(ctx, member);
}

async function stopHere(ctx: DeskContext, member: Acting): Promise<void> {
  if (!(await mayHere(ctx, member))) return;
  const { db, clock } = ctx.desk.deps;
  const digest = await digestAt(db, member.business.id, placeOf(ctx));
  if (digest) await stopDigest(db, member.business.id, { id: digest.id, now: clock.now() });
  await showSettings(ctx, member);
}

async function showSettings(ctx: DeskContext, { business }: Acting): Promise<void> {
  const digest = await digestAt(ctx.desk.deps.db, business.id, placeOf(ctx));
  await show(ctx, business.id, digestSettings(ctx.desk.language, digest));
}

/** In one's own chat everyone decides for themselves; in a group it is whoever decides about its cards. */
async function mayHere(ctx: DeskContext, { role }: Acting): Promise<boolean> {
  if (!isGroup(ctx) || may(role, "notify")) return true;
  const { language } = ctx.desk;
  const who = whoMay(language, "notify");
  await send(ctx, null, { html: text(language, "bot-no-right", { who }) });
  return false;
}

function placeOf(ctx: DeskContext): DigestPlace {
  return {
    botId: ctx.desk.deps.botInfo.id,
    telegramId: ctx.chat?.id ?? ctx.desk.person.id,
    threadId: threadOf(ctx),
  };
}

async function chatOfHere(ctx: DeskContext, businessId: string) {
  const { db, botInfo } = ctx.desk.deps;
  const here = await chatHere(db, botInfo.id, ctx.chat?.id ?? 0, threadOf(ctx));
  return here.find((chat) => chat.businessId === businessId) ?? null;
}

async function isOurs(ctx: DeskContext, businessId: string): Promise<boolean> {
  return (await chatOfHere(ctx, businessId)) !== null;
}

async function isMasked(ctx: DeskContext, businessId: string): Promise<boolean> {
  return isGroup(ctx) && ((await chatOfHere(ctx, businessId))?.masked ?? false);
}
