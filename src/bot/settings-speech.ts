import { membersOf } from "../business/member-service.ts";
import { may } from "../business/role.ts";
import { scopes } from "../desk/scope-service.ts";
import type { Business } from "../business/business.ts";
import { acceptConsent, changeSpeech, speechSettings } from "../speech/settings-service.ts";
import { actingFor, whoMay } from "./access.ts";
import type { Action } from "./action.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm, form } from "./form.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { show, tell } from "./screen.ts";
import { speechScreen } from "./settings-speech-screen.ts";
import { readInstruction, readNumbers, readRubric } from "./settings-speech-read.ts";
import type { SpeechPart } from "./settings-speech-view.ts";

type Asked = Extract<Action, { do: "speech_ask" }>["what"];

/** Takes what a person writes of the settings of recordings. */
export const speechForm = form<{ businessId: string; what: Asked }>(
  "speech",
  async (ctx, state, answer) => {
    const member = await actingFor(ctx, state.businessId);
    if (!member || !may(member.role, "settings")) {
      await tell(ctx, "bot-no-right", { who: whoMay(ctx.desk.language, "settings") });
      return null;
    }
    const refusal = await takes[state.what](ctx, member.business, answer);
    if (refusal === null) return null;
    await ask(ctx, refusal);
    return state;
  },
);

export const speechSettingPresses: Presses<
  "speech" | "speech_accept" | "speech_set" | "speech_line" | "speech_side" | "speech_ask"
> = {
  speech: {
    right: "settings",
    private: true,
    run: (ctx, { business }, { screen, page }) => showSpeech(ctx, business, { part: screen, page }),
  },
  speech_accept: {
    right: "settings",
    private: true,
    run: async (ctx, { business }) => {
      const { deps, person } = ctx.desk;
      const { consentAt } = await speechSettings(deps.db, business.id);
      // An old button changes nothing of who accepted it first.
      if (consentAt === null)
        await acceptConsent(deps.db, business.id, { personId: person.id, now: deps.clock.now() });
      await showSpeech(ctx, business, { part: "main" });
    },
  },
  speech_set: {
    right: "settings",
    private: true,
    run: async (ctx, { business }, { screen, set }) => {
      const { db } = ctx.desk.deps;
      if ((await speechSettings(db, business.id)).consentAt !== null)
        await changeSpeech(db, business.id, set);
      await showSpeech(ctx, business, { part: screen });
    },
  },
  speech_line: {
    right: "settings",
    private: true,
    run: async (ctx, { business }, { line, on, page }) => {
      const { db } = ctx.desk.deps;
      const { lines } = await speechSettings(db, business.id);
      const others = lines.filter((one) => one !== line);
      await changeSpeech(db, business.id, { lines: on ? [...others, line] : others });
      await showSpeech(ctx, business, { part: "lines", page });
    },
  },
  speech_side: {
    right: "settings",
    private: true,
    run: async (ctx, { business }, { provider, side }) => {
      const { db } = ctx.desk.deps;
      const { sides } = await speechSettings(db, business.id);
      await changeSpeech(db, business.id, { sides: { ...sides, [provider]: side } });
      await showSpeech(ctx, business, { part: "sides" });
    },
  },
  speech_ask: {
    right: "settings",
    private: true,
    run: async (ctx, { business }, { what }) => {
      await ask(ctx, html(ctx.desk.language, `speech-ask-${what}`));
      await enterForm(ctx, "speech", { businessId: business.id, what });
    },
  },
};

type Shown = { part: SpeechPart; page?: number | undefined };

/** The settings of recordings as they are now, in the place of the pressed button's message. */
async function showSpeech(
  ctx: DeskContext,
  business: Business,
  { part, page = 0 }: Shown,
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { db } = deps;
  const settings = await speechSettings(db, business.id);
  const members = settings.consentBy === null ? [] : await membersOf(db, business.id);
  const screen = speechScreen(language, part, {
    business: business.name,
    zone: business.timezone,
    settings,
    server: deps.speech,
    acceptedBy: members.find(({ personId }) => personId === settings.consentBy)?.name ?? null,
    lines: part === "lines" ? (await scopes(db, business.id)).lines : [],
    page,
  });
  await show(ctx, business.id, screen);
}

/** Keeps what was written and shows it, or says what is wrong with it. */
const takes: Record<
  Asked,
  (ctx: DeskContext, business: Business, answer: string) => Promise<string | null>
> = {
  numbers: async (ctx, business, answer) => {
    const { deps, language } = ctx.desk;
    const read = readNumbers(answer, business.country);
    if ("wrong" in read) return html(language, "speech-numbers-wrong", { word: read.wrong });
    if ("many" in read) return html(language, "speech-numbers-many", { max: read.many });
    await changeSpeech(deps.db, business.id, { numbers: read.numbers });
    await showSpeech(ctx, business, { part: "numbers" });
    return null;
  },
  instruction: async (ctx, business, answer) => {
    const { deps, language } = ctx.desk;
    const read = readInstruction(answer);
    if ("long" in read) return html(language, "speech-instruction-long", read);
    await changeSpeech(deps.db, business.id, { instruction: read.instruction });
    await showSpeech(ctx, business, { part: "model" });
    return null;
  },
  rubric: async (ctx, business, answer) => {
    const { deps, language } = ctx.desk;
    const read = readRubric(answer);
    if ("many" in read) return html(language, "speech-rubric-many", { max: read.many });
    if ("long" in read) return html(language, "speech-rubric-long", read);
    await changeSpeech(deps.db, business.id, { rubric: read.rubric });
    await showSpeech(ctx, business, { part: "model" });
    return null;
  },
};
