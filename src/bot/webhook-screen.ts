import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { escapeName } from "../texts/html.ts";
import type { Endpoint } from "../webhooks/endpoint.ts";
import type { Statistics } from "../webhooks/log.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";
import { eventsText } from "./webhook-event-screen.ts";
import { msOf, shareOf, stateOf, type WebhookReader } from "./webhook-word.ts";

export type Standing = { endpoint: Endpoint; day: Statistics };

const PAGE = 8;

/** A business's endpoints with how each does. */
export function webhooksScreen(
  reader: WebhookReader,
  { business, all, page }: { business: string; all: readonly Standing[]; page: number },
): Screen {
  const { language } = reader;
  const title = html(language, "console-title", { business });
  const fresh: Button = {
    label: text(language, "console-new"),
    action: { do: "webhook_draft", events: ["*"], template: "plain", view: "events", family: null },
  };
  if (all.length === 0)
    return { html: `${title}\n\n${text(language, "wh-empty")}`, rows: [[fresh]] };
  const last = Math.ceil(all.length / PAGE) - 1;
  const at = Math.min(page, last);
  const shown = all.slice(at * PAGE, (at + 1) * PAGE);
  const turn = (label: string, to: number): Button[] =>
    to < 0 || to > last ? [] : [{ label, action: { do: "webhooks", page: to } }];
  const lines = shown.map(
    (one) => `<b>${escapeName(one.endpoint.name)}</b>\n${healthOf(reader, one)}`,
  );
  return {
    html: [title, ...lines].join("\n\n"),
    rows: [
      ...shown.map(({ endpoint }): Button[] => [
        { label: endpoint.name, action: { do: "webhook", endpointId: endpoint.id } },
      ]),
      [...turn("◀", at - 1), ...turn("▶", at + 1)],
      [fresh],
    ],
  };
}

/** One endpoint and what can be done with it. */
export function webhookScreen(
  reader: WebhookReader,
  { endpoint, day, webUrl, note }: Standing & { webUrl: string; note: string | null },
): Screen {
  const { language } = reader;
  const { name, host, events, template } = endpoint;
  const about = [
    `🔗 <b>${escapeName(name)}</b>${name === host ? "" : ` · ${escapeName(host)}`}`,
    healthOf(reader, { endpoint, day }),
    ...troubleOf(reader, endpoint),
  ];
  const wants = [
    html(language, "console-events", { events: eventsText(language, events) }),
    html(language, "console-look", { look: text(language, `wh-template-${template}`) }),
    `⏱ ${limitsOf(reader, endpoint)}`,
  ];
  return {
    html: [...(note === null ? [] : [note]), about.join("\n"), wants.join("\n")].join("\n\n"),
    rows: keysOf(reader, { endpoint, day, webUrl }),
  };
}

/** What is asked before an endpoint goes, or gets another secret. */
export function sureScreen(
  { language, now }: WebhookReader,
  { endpoint, what }: { endpoint: Endpoint; what: "secret" | "remove" },
): Screen {
  const { id: endpointId, name } = endpoint;
  const action =
    what === "secret"
      ? ({ do: "webhook_secret_sure", endpointId, askedAt: now } as const)
      : ({ do: "webhook_remove_sure", endpointId } as const);
  return {
    html: `<b>${escapeName(name)}</b>\n\n${text(language, what === "secret" ? "wh-rotate-lead" : "wh-remove-lead")}`,
    rows: [
      [{ label: text(language, `console-${what}-yes`), action }],
      [{ label: text(language, "bot-back"), action: { do: "webhook", endpointId } }],
    ],
  };
}

/** A secret: its message is the one place where it is ever seen. */
export function secretScreen(
  reader: WebhookReader,
  { name, secret, until }: { name: string; secret: string; until: number | null },
): Screen {
  const { language, now, zone } = reader;
  const parts = [
    html(language, "console-secret", { name, secret }),
    text(language, "wh-secret-once"),
    text(language, "wh-secret-how"),
  ];
  if (until !== null)
    parts.push(text(language, "wh-secret-until", { when: dateNear(language, until, now, zone) }));
  return {
    html: parts.join("\n\n"),
    rows: [
      [{ label: text(language, "console-copy"), copy: secret }],
      [{ label: text(language, "console-hide"), action: { do: "webhook_hide" } }],
    ],
  };
}

/** "🟢 Працює · 98,2 % за добу · чекає 1 · збережено 18". */
function healthOf(reader: WebhookReader, { endpoint, day }: Standing): string {
  const { language } = reader;
  const share = shareOf(language, day);
  return [
    stateOf(reader, endpoint),
    ...(share === null ? [] : [text(language, "console-share", { share })]),
    ...(day.p50 === null ? [] : [msOf(language, day.p50)]),
    ...(day.waiting === 0
      ? []
      : [text(language, "console-waiting", { count: String(day.waiting) })]),
    ...(day.parked === 0 ? [] : [text(language, "console-parked", { count: String(day.parked) })]),
  ].join(" · ");
}

function troubleOf({ language, now, zone }: WebhookReader, endpoint: Endpoint): string[] {
  const { active, offReason, offAt, failingSince } = endpoint;
  const since = active ? failingSince : offAt;
  if (since === null) return [];
  const when = dateNear(language, since, now, zone);
  return [text(language, active ? "wh-failing-since" : `wh-off-${offReason ?? "owner"}`, { when })];
}

function limitsOf({ language }: WebhookReader, endpoint: Endpoint): string {
  const { timeoutS, rate, ordered, batch, redact } = endpoint;
  return [
    text(language, "wh-wants-timeout", { seconds: String(timeoutS) }),
    ...(rate === null ? [] : [text(language, "wh-wants-rate", { rate: String(rate) })]),
    ...(ordered ? [text(language, "wh-wants-ordered")] : []),
    ...(batch === null ? [] : [text(language, "wh-wants-batch", { size: String(batch.size) })]),
    ...(redact ? [text(language, "wh-wants-redact")] : []),
  ].join(" · ");
}

function keysOf(
  { language }: WebhookReader,
  { endpoint, day, webUrl }: Standing & { webUrl: string },
): Button[][] {
  const { id: endpointId, active } = endpoint;
  const label = (id: Parameters<typeof text>[1]) => text(language, id);
  const parked: Button = {
    label: text(language, "console-parked-key", { count: String(day.parked) }),
    action: { do: "webhook_parked", endpointId, as: "look" },
  };
  return [
    day.parked > 0 ? [parked] : [],
    [
      { label: label("console-test"), action: { do: "webhook_test", endpointId, event: null } },
      {
        label: label("console-log"),
        action: { do: "webhook_log", endpointId, before: null, bad: false },
      },
    ],
    [
      {
        label: label("console-events-key"),
        action: { do: "webhook_events", endpointId, family: null },
      },
      {
        label: label("console-look-key"),
        action: { do: "webhook_look", endpointId, template: null },
      },
    ],
    [
      {
        label: label(active ? "console-off" : "console-on"),
        action: { do: "webhook_turn", endpointId, on: !active },
      },
      { label: label("console-failed"), action: { do: "webhook_failed", endpointId } },
    ],
    [
      { label: label("console-secret-key"), action: { do: "webhook_secret", endpointId } },
      { label: label("console-doctor"), action: { do: "webhook_doctor", endpointId } },
    ],
    [
      { label: label("console-cabinet"), url: `${webUrl}/webhook/${endpointId}` },
      { label: label("console-remove"), action: { do: "webhook_remove", endpointId } },
    ],
    [{ label: label("bot-back"), action: { do: "webhooks", page: 0 } }],
  ];
}
