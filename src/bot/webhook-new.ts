import { may } from "../business/role.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { escapeName } from "../texts/html.ts";
import { changeEndpoint, endpointOf, revealEndpoint } from "../webhooks/endpoint-service.ts";
import type { EndpointInput } from "../webhooks/endpoint.ts";
import { templates, type TemplateName } from "../webhooks/template.ts";
import { actingFor, whoMay, type Acting } from "./access.ts";
import type { Action } from "./action.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm, form } from "./form.ts";
import { answerPress, type Presses } from "./press.ts";
import { show, tell, type Button, type Screen } from "./screen.ts";
import { create, wrongId } from "./webhook-create.ts";
import { eventsScreen } from "./webhook-event-screen.ts";
import { toggled } from "./webhook-events.ts";
import { endpointHere, showWebhook, viewerOf } from "./webhook-show.ts";

type Draft = { events: string[]; template: TemplateName };
type Asked = Draft & {
  businessId: string;
  /** Whose shape is changed; null: a new one, whose address is asked too. */
  endpointId: string | null;
  chat: string | null;
};

/** Takes the chat of Telegram's shape, and the address of a new webhook. */
export const webhookForm = form<Asked>("webhook", async (ctx, state, answer) => {
  const { language } = ctx.desk;
  const acting = await actingFor(ctx, state.businessId);
  if (!acting || !may(acting.role, "settings")) {
    await tell(ctx, "bot-no-right", { who: whoMay(language, "settings") });
    return null;
  }
  if (needsChat(state)) return takeChat(ctx, acting, { state, answer });
  const { events, template } = state;
  const templateText = templateTextOf(state);
  const refusal = await create(ctx, acting, { url: answer, events, template, templateText });
  if (refusal === null) return null;
  await ask(ctx, refusal);
  return state;
});

/** A new webhook step by step, and what an endpoint is sent. */
export const webhookNewPresses: Presses<
  "webhook_draft" | "webhook_url" | "webhook_events" | "webhook_want" | "webhook_look"
> = {
  webhook_draft: {
    right: "settings",
    private: true,
    run: async (ctx, acting, { view, family, ...draft }) => {
      const screen = view === "look" ? lookDraft(ctx, draft) : eventsDraft(ctx, draft, family);
      await show(ctx, acting.business.id, screen);
    },
  },
  webhook_url: {
    right: "settings",
    private: true,
    run: async (ctx, { business }, { events, template }) => {
      if (events.length === 0) return tell(ctx, "wh-wrong-events-empty");
      const state = { businessId: business.id, endpointId: null, events, template, chat: null };
      await begin(ctx, state);
    },
  },
  webhook_events: { right: "settings", private: true, run: showEvents },
  webhook_want: { right: "settings", private: true, answers: true, run: want },
  webhook_look: { right: "settings", private: true, answers: true, run: look },
};

const CHAT = /^(?:-?\d{3,20}|@[a-z]\w{3,40})$/i;

function needsChat({ template, chat }: Asked): boolean {
  return template === "telegram" && chat === null;
}

async function begin(ctx: DeskContext, state: Asked): Promise<void> {
  await ask(
    ctx,
    text(ctx.desk.language, needsChat(state) ? "console-ask-chat" : "console-ask-url"),
  );
  await enterForm(ctx, "webhook", state);
}

async function takeChat(
  ctx: DeskContext,
  acting: Acting,
  { state, answer }: { state: Asked; answer: string },
): Promise<Asked | null> {
  const { language } = ctx.desk;
  const chat = answer.trim();
  if (!CHAT.test(chat)) {
    await ask(ctx, text(language, "console-chat-wrong"));
    return state;
  }
  const next = { ...state, chat };
  if (state.endpointId === null) {
    await ask(ctx, text(language, "console-ask-url"));
    return next;
  }
  const { template, endpointId } = state;
  const set = { template, templateText: templateTextOf(next) };
  const said = await change(ctx, acting, { endpointId, set });
  await showWebhook(ctx, acting, { endpointId, note: said });
  return null;
}

function templateTextOf({ template, chat }: Asked): string | null {
  if (template !== "telegram") return null;
  return JSON.stringify({ chat_id: chat, text: "{{event}}\n{{summary}}" });
}

type Change = { endpointId: string; set: Partial<EndpointInput> };

/** Changes a part of an endpoint and leaves the rest; gives the sentence about it. */
async function change(
  ctx: DeskContext,
  { business }: Acting,
  { endpointId, set }: Change,
): Promise<string> {
  const { deps, language } = ctx.desk;
  const { keyring, webhooks } = deps;
  const now = deps.clock.now();
  const of = { endpointId, viewer: viewerOf(ctx) };
  const id = await deps.db.transaction(async (tx): Promise<TextId> => {
    const endpoint = await endpointOf(tx, business.id, of);
    const kept = await revealEndpoint(tx, business.id, { ...of, keyring });
    if (!endpoint || !kept) return "console-gone";
    const input = { ...endpoint, headers: kept.headers, ...set };
    const value = { ...of, input, now, deps: webhooks.endpoints };
    const changed = await changeEndpoint(tx, business.id, value);
    if ("problems" in changed) return wrongId(changed.problems);
    return "refused" in changed ? "console-gone" : "wh-done-saved";
  });
  return text(language, id);
}

function eventsDraft(ctx: DeskContext, draft: Draft, family: string | null): Screen {
  const { language } = ctx.desk;
  const same = { do: "webhook_draft", ...draft } as const;
  const shape = text(language, `wh-template-${draft.template}`);
  return eventsScreen(language, {
    title: text(language, "console-draft"),
    patterns: draft.events,
    family,
    open: (to) => ({ ...same, view: "events", family: to }),
    press: (pattern, on) => ({
      ...same,
      events: toggled(draft.events, pattern, on),
      view: "events",
      family,
    }),
    below: [
      [
        {
          label: text(language, "console-look-now", { look: shape }),
          action: { ...same, view: "look", family: null },
        },
      ],
      [{ label: text(language, "console-next"), action: { ...draft, do: "webhook_url" } }],
      [{ label: text(language, "bot-back"), action: { do: "webhooks", page: 0 } }],
    ],
  });
}

function lookDraft(ctx: DeskContext, draft: Draft): Screen {
  const back = { do: "webhook_draft", ...draft, view: "events", family: null } as const;
  return looksScreen(ctx, draft.template, {
    choose: (template) => ({ ...back, template }),
    back,
  });
}

function looksScreen(
  { desk: { language } }: DeskContext,
  current: TemplateName,
  { choose, back }: { choose: (template: TemplateName) => Action; back: Action },
): Screen {
  const keys = templates.map((template): Button[] => [
    {
      label: `${template === current ? "• " : ""}${text(language, `wh-template-${template}`)}`,
      action: choose(template),
    },
  ]);
  return {
    html: text(language, "console-looks"),
    rows: [...keys, [{ label: text(language, "bot-back"), action: back }]],
  };
}

async function showEvents(
  ctx: DeskContext,
  acting: Acting,
  { endpointId, family }: { endpointId: string; family: string | null },
): Promise<void> {
  const { language } = ctx.desk;
  const endpoint = await endpointHere(ctx, acting, endpointId);
  if (!endpoint) return;
  const screen = eventsScreen(language, {
    title: `<b>${escapeName(endpoint.name)}</b>`,
    patterns: endpoint.events,
    family,
    open: (to) => ({ do: "webhook_events", endpointId, family: to }),
    press: (pattern, on) => ({ do: "webhook_want", endpointId, pattern, on, family }),
    below: [[{ label: text(language, "bot-back"), action: { do: "webhook", endpointId } }]],
  });
  await show(ctx, acting.business.id, screen);
}

async function want(
  ctx: DeskContext,
  acting: Acting,
  wish: { endpointId: string; pattern: string; on: boolean; family: string | null },
): Promise<void> {
  const { endpointId, pattern, on, family } = wish;
  const endpoint = await endpointHere(ctx, acting, endpointId);
  if (!endpoint) return answerPress(ctx);
  const events = toggled(endpoint.events, pattern, on);
  await answerPress(ctx, await change(ctx, acting, { endpointId, set: { events } }));
  await showEvents(ctx, acting, { endpointId, family });
}

async function look(
  ctx: DeskContext,
  acting: Acting,
  { endpointId, template }: { endpointId: string; template: TemplateName | null },
): Promise<void> {
  const endpoint = await endpointHere(ctx, acting, endpointId);
  if (!endpoint) return answerPress(ctx);
  const { business } = acting;
  const back = { do: "webhook", endpointId } as const;
  if (template === null) {
    await answerPress(ctx);
    const choose = (to: TemplateName) =>
      ({ do: "webhook_look", endpointId, template: to }) as const;
    return show(ctx, business.id, looksScreen(ctx, endpoint.template, { choose, back }));
  }
  if (template === "telegram") {
    await answerPress(ctx);
    return begin(ctx, { businessId: business.id, endpointId, events: [], template, chat: null });
  }
  const kept = template === endpoint.template ? endpoint.templateText : null;
  const set = { template, templateText: kept };
  await answerPress(ctx, await change(ctx, acting, { endpointId, set }));
  await showWebhook(ctx, acting, { endpointId });
}
