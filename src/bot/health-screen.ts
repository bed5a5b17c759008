import { hasKey } from "../business/account.ts";
import type { MindTrouble } from "../agent/mind-breaker.ts";
import type { Business } from "../business/business.ts";
import { isWhole } from "../business/hook-token.ts";
import type { Health, TokenHealth } from "../desk/health-service.ts";
import { causeLine } from "../calls/spoken-word.ts";
import type { Cause } from "../speech/cause.ts";
import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { accountName, providerName } from "./account-screen.ts";
import { chatReason, hookReason, keyReason } from "./reason.ts";
import { statisticsLine } from "./health-statistics.ts";
import { html } from "./say.ts";
import { scopeName } from "./scope.ts";
import type { Button, Screen } from "./screen.ts";
import { phoneOf } from "./whatsapp-screen.ts";

const HOOK_COUNTS = [10, 6, 4, 2, 1] as const;
const MAX_TEXT = 4000;

type HookLine = TokenHealth["hooks"][number];

export type HealthView = {
  business: Business;
  health: Health;
  chats: number;
  /** Of the month's summaries of calls, how many somebody said to be wrong. */
  verdicts: { analyses: number; wrong: number };
  /** The last recording that did not come, or whose text did not. */
  trouble: { cause: Cause; at: number } | null;
  /** Why the agent's model does not read at the moment. */
  mind: MindTrouble | null;
  notes: string[];
  now: number;
};

/** Each address with its last hooks, our answers and their reasons, then the chats that cards cannot reach. */
export function healthScreen(language: Language, view: HealthView): Screen {
  const { tokens, accounts } = view.health;
  const tests = tokens.map((token): Button[] => [
    {
      label: `${text(language, "link-test")} · ${shortName(language, token)}`,
      action: { do: "test_hook", tokenId: token.id },
    },
  ]);
  const checks = accounts.filter(hasKey).map(({ id: accountId, provider }): Button[] => [
    {
      label: `${text(language, "check-key")} · ${providerName(provider)}`,
      action: { do: "recheck", accountId, on: "health" },
    },
  ]);
  const compare: Button[] = accounts.some(hasKey)
    ? [{ label: text(language, "reconcile-button"), action: { do: "reconcile" } }]
    : [];
  const refresh: Button = { label: text(language, "link-refresh"), action: { do: "health" } };
  return { html: fitting(language, view), rows: [...tests, ...checks, compare, [refresh]] };
}

function shortName(language: Language, token: TokenHealth): string {
  const name = providerName(token.provider);
  return isWhole(token) ? name : `${name}, ${scopeName(language, token)}`;
}

/** With many addresses fewer hooks of each fit into one message. */
function fitting(language: Language, view: HealthView): string {
  const tries = HOOK_COUNTS.map((count) => body(language, view, count));
  return tries.find((whole) => whole.length <= MAX_TEXT) ?? tries.at(-1) ?? "";
}

function body(language: Language, view: HealthView, count: number): string {
  const { business, health } = view;
  const parts = [html(language, "health-title", { business: business.name }), ...view.notes];
  if (health.tokens.length === 0) parts.push(html(language, "health-no-accounts"));
  for (const token of health.tokens) parts.push(tokenPart(language, view, { token, count }));
  parts.push(
    chatsPart(language, view),
    ...salonPart(language, view),
    ...whatsappPart(language, view),
    ...mindPart(language, view),
  );
  parts.push(...troublePart(language, view));
  parts.push(...verdictsPart(language, view));
  return parts.join("\n\n");
}

function salonPart(language: Language, { health: { salonBot } }: HealthView): string[] {
  if (salonBot === null) return [];
  const { username: name, error } = salonBot;
  return [html(language, error === null ? "health-salon-fine" : `health-salon-${error}`, { name })];
}

function whatsappPart(language: Language, { health: { whatsapp } }: HealthView): string[] {
  if (whatsapp === null) return [];
  const { error, heardAt } = whatsapp;
  const name = phoneOf(language, whatsapp);
  const fine = heardAt === null ? "health-whatsapp-silent" : "health-whatsapp-fine";
  return [html(language, error === null ? fine : `health-whatsapp-${error}`, { name })];
}

function mindPart(language: Language, { mind, business, now }: HealthView): string[] {
  if (mind === null) return [];
  if ("usedUp" in mind) return [text(language, "health-mind-used")];
  const when = dateNear(language, mind.since, now, business.timezone);
  return [text(language, "health-mind-down", { when })];
}

function troublePart(language: Language, { trouble, business, now }: HealthView): string[] {
  if (trouble === null) return [];
  const when = dateNear(language, trouble.at, now, business.timezone);
  return [text(language, "health-recording", { when, what: causeLine(language, trouble.cause) })];
}

function verdictsPart(language: Language, { verdicts }: HealthView): string[] {
  if (verdicts.analyses === 0) return [];
  const share = Math.round((100 * verdicts.wrong) / verdicts.analyses);
  return [text(language, "health-verdicts", { ...verdicts, share })];
}

function tokenPart(
  language: Language,
  { health, business, now }: HealthView,
  { token, count }: { token: TokenHealth; count: number },
): string {
  const account = accountName(token);
  const lines = [
    isWhole(token)
      ? html(language, "health-account", { account })
      : html(language, "health-account-more", { account, scope: scopeName(language, token) }),
  ];
  const checked = health.accounts.find(({ id }) => id === token.accountId);
  const first = health.tokens.find(({ accountId }) => accountId === token.accountId);
  if (checked?.checkError && token === first)
    lines.push(keyReason(language, token, checked.checkError));
  if (checked && hasKey(checked) && token === first)
    lines.push(statisticsLine(language, checked, { zone: business.timezone, now }));
  if (token.hooks.length === 0) lines.push(html(language, "health-no-hooks"));
  for (const hook of token.hooks.slice(0, count))
    lines.push(hookLine(language, hook, { zone: business.timezone, now }));
  return lines.join("\n");
}

function hookLine(
  language: Language,
  hook: HookLine,
  { zone, now }: { zone: string; now: number },
): string {
  const time = dateNear(language, hook.at, now, zone);
  const fields = { time, event: cleanName(hook.name, 24) ?? "—", status: String(hook.status) };
  if (hook.verdict === "accepted") return html(language, "health-hook", fields);
  const reason =
    hook.verdict === "lookup" ? text(language, "hook-lookup") : hookReason(language, hook.reason);
  return html(language, "health-hook-reason", { ...fields, reason });
}

function chatsPart(language: Language, { health, chats }: HealthView): string {
  if (chats === 0) return html(language, "health-chats-none");
  if (health.unreachable.length === 0) return html(language, "health-chats-fine");
  const lost = health.unreachable.map(({ title, reason }) =>
    html(language, "health-chat-lost", {
      chat: cleanName(title) ?? "—",
      reason: chatReason(language, reason),
    }),
  );
  return [html(language, "health-chats-lost"), ...lost].join("\n");
}
