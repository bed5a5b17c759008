import { Composer } from "grammy";
import { changeBusiness, createBusiness } from "../business/business-service.ts";
import { cleanName, guess, placeOf } from "../business/business.ts";
import { setDigest } from "../business/digest-service.ts";
import { DIGEST_AT } from "../business/digest.ts";
import { join } from "../business/member-service.ts";
import { activate, businessesOf, setLanguage } from "../business/person-service.ts";
import { may } from "../business/role.ts";
import { text } from "../texts/bundle.ts";
import { guessLanguage, isLanguage } from "../texts/language.ts";
import { acting, isGroup, turnAway } from "./access.ts";
import { registerOwnCommands } from "./commands.ts";
import { showConnect } from "./connect.ts";
import type { DeskContext } from "./context.ts";
import { enterForm, form } from "./form.ts";
import { helpScreen } from "./help.ts";
import { answerPress, type Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show, tell } from "./screen.ts";
import {
  currenciesScreen,
  kindScreen,
  languageScreen,
  placeScreen,
  zonesScreen,
} from "./start-screen.ts";

const JOIN = "join_";

/** Asks for the name of a new business and makes it with guesses for the rest. */
export const businessForm = form<object>("business", async (ctx, state, answer) => {
  const { deps, person, language } = ctx.desk;
  const name = cleanName(answer);
  if (name === null) {
    await tell(ctx, "bot-name-bad");
    return state;
  }
  const business = (await sameNamed(ctx, name)) ?? (await createGuessed(ctx, name));
  await activate(deps.db, person.id, business.id);
  await send(ctx, business.id, kindScreen(language, business));
  return null;
});

export const startComposer = new Composer<DeskContext>();

startComposer.command("start", async (ctx) => {
  const { language } = ctx.desk;
  if (isGroup(ctx)) return tell(ctx, "bot-group-hello");
  if (ctx.match.startsWith(JOIN)) return joinTeam(ctx, ctx.match.slice(JOIN.length).trim());
  const member = await acting(ctx);
  if (!member) return void (await send(ctx, null, languageScreen(language, true)));
  if (may(member.role, "link")) return showConnect(ctx, member);
  await send(
    ctx,
    null,
    helpScreen(language, { role: member.role, sandbox: ctx.desk.deps.sandbox }),
  );
});

startComposer.command("language", async (ctx) => {
  if (isGroup(ctx) && !(await acting(ctx))) return turnAway(ctx);
  await send(ctx, null, languageScreen(ctx.desk.language, false));
});

startComposer.callbackQuery(/^lang:(uk|ru|en)$/, async (ctx) => {
  const chosen = ctx.match[1] ?? "";
  const { deps, person } = ctx.desk;
  if (!isLanguage(chosen)) return;
  await setLanguage(deps.db, person.id, chosen);
  ctx.desk.language = chosen;
  await answerPress(ctx, text(chosen, "bot-language-set"));
  await registerOwnCommands(ctx.api, { chatId: person.id, language: chosen });
  // In a group the screen is everybody's, the language is one person's.
  if (isGroup(ctx)) return;
  if (await acting(ctx)) return show(ctx, null, { html: html(chosen, "bot-language-set") });
  await show(ctx, null, { html: html(chosen, "bot-ask-name") });
  await enterForm(ctx, "business", {});
});

startComposer.callbackQuery("business:new", async (ctx) => {
  await answerPress(ctx);
  if (isGroup(ctx)) return;
  await tell(ctx, "bot-ask-name");
  await enterForm(ctx, "business", {});
});

export const startPresses: Presses<"kind" | "zones" | "zone" | "currencies" | "currency"> = {
  kind: {
    right: "settings",
    run: async (ctx, { business }, { kind }) => {
      const { deps, language } = ctx.desk;
      const changed = await changeBusiness(deps.db, business.id, { kind });
      await show(ctx, business.id, placeScreen(language, changed, deps.clock.now()));
    },
  },
  zones: {
    right: "settings",
    run: (ctx, { business }) =>
      show(ctx, business.id, zonesScreen(ctx.desk.language, ctx.desk.deps.clock.now())),
  },
  zone: {
    right: "settings",
    run: async (ctx, { business }, { zone }) => {
      const { deps, language } = ctx.desk;
      const place = placeOf(zone);
      const changed = await changeBusiness(deps.db, business.id, place ?? { timezone: zone });
      await show(ctx, business.id, placeScreen(language, changed, deps.clock.now()));
    },
  },
  currencies: {
    right: "settings",
    run: (ctx, { business }) => show(ctx, business.id, currenciesScreen(ctx.desk.language)),
  },
  currency: {
    right: "settings",
    run: async (ctx, { business }, { currency }) => {
      const { deps, language } = ctx.desk;
      const changed = await changeBusiness(deps.db, business.id, { currency });
      await show(ctx, business.id, placeScreen(language, changed, deps.clock.now()));
    },
  },
};

/** The update may be handled twice after a crash: one's own business of this name is taken, not made again. */
async function sameNamed(ctx: DeskContext, name: string) {
  const mine = await businessesOf(ctx.desk.deps.db, ctx.desk.person.id);
  return mine.find((one) => one.role === "owner" && one.business.name === name)?.business ?? null;
}

/** A language chosen here says more about the place than one that Telegram was set to. */
async function createGuessed(ctx: DeskContext, name: string) {
  const code = ctx.from?.language_code;
  const { deps, person, language } = ctx.desk;
  const now = deps.clock.now();
  const business = await createBusiness(deps.db, {
    name,
    kind: "other",
    language,
    ...guess(guessLanguage(code) === language ? code : language),
    owner: { id: person.id, name: person.firstName },
    now,
  });
  const place = { botId: deps.botInfo.id, telegramId: person.id, threadId: null };
  const due = { at: DIGEST_AT, now, zone: business.timezone };
  await setDigest(deps.db, business.id, { place, language, ...due });
  return business;
}

async function joinTeam(ctx: DeskContext, code: string): Promise<void> {
  const { deps, person, language } = ctx.desk;
  const outcome = await join(deps.db, {
    code,
    person: { id: person.id, name: person.firstName },
    now: deps.clock.now(),
  });
  if ("refused" in outcome) return tell(ctx, `bot-join-${outcome.refused}`);
  const { joined, role } = outcome;
  const said = html(language, "bot-joined", {
    business: joined.name,
    role: text(language, `bot-role-${role}`),
  });
  const help = helpScreen(language, { role, sandbox: deps.sandbox });
  await send(ctx, null, { ...help, html: `${said}\n\n${help.html}` });
}
