import { isEventName, meant } from "../webhooks/pattern.ts";
import type { Endpoint } from "../webhooks/endpoint.ts";
import type { LogDetail } from "../webhooks/log.ts";
import { text } from "../texts/bundle.ts";
import { escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import type { Presses } from "./press.ts";
import { show, type Button, type Screen } from "./screen.ts";
import { endpointHere, viewerOf } from "./webhook-show.ts";
import { boxed, outcomeOf, reasonOf } from "./webhook-word.ts";

/** A sample of any event, by the way of every delivery. */
export const webhookTestPresses: Presses<"webhook_test"> = {
  webhook_test: { right: "settings", private: true, run: test },
};

const ANSWER_ROOM = 1200;

async function test(
  ctx: DeskContext,
  acting: Acting,
  { endpointId, event }: { endpointId: string; event: string | null },
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { id: businessId } = acting.business;
  const endpoint = await endpointHere(ctx, acting, endpointId);
  if (!endpoint) return;
  if (event === null || !isEventName(event))
    return show(ctx, businessId, pickScreen(language, endpoint));
  const title = `🧪 <b>${escapeName(endpoint.name)}</b> · ${event}`;
  await show(ctx, businessId, {
    html: `${title}\n\n${text(language, "console-sending")}`,
    rows: [],
  });
  const viewer = viewerOf(ctx);
  const sent = await deps.webhooks.sendTest(businessId, { endpointId, viewer, event });
  const came = "log" in sent ? answerOf(language, sent.log) : text(language, "console-busy");
  await show(ctx, businessId, {
    html: `${title}\n\n${came}`,
    rows: [
      [
        {
          label: text(language, "console-test-again"),
          action: { do: "webhook_test", endpointId, event },
        },
        {
          label: text(language, "console-test-other"),
          action: { do: "webhook_test", endpointId, event: null },
        },
      ],
      [{ label: text(language, "bot-back"), action: { do: "webhook", endpointId } }],
    ],
  });
}

function pickScreen(language: Language, { id: endpointId, name, events }: Endpoint): Screen {
  const keys = meant(events).map((event): Button => ({
    label: event,
    action: { do: "webhook_test", endpointId, event },
  }));
  const rows: Button[][] = [];
  for (let at = 0; at < keys.length; at += 2) rows.push(keys.slice(at, at + 2));
  return {
    html: `🧪 <b>${escapeName(name)}</b>\n\n${text(language, "wh-test-lead")}`,
    rows: [...rows, [{ label: text(language, "bot-back"), action: { do: "webhook", endpointId } }]],
  };
}

function answerOf(language: Language, log: LogDetail): string {
  const { response } = log;
  const why = reasonOf(language, log);
  return [
    outcomeOf(language, log),
    ...(why === null ? [] : [why]),
    ...(response === null || response === "" ? [] : [boxed(response, ANSWER_ROOM)]),
  ].join("\n\n");
}
