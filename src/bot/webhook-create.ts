import type { Acting } from "./access.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { readAddress } from "../webhooks/address.ts";
import { createEndpoint, listEndpoints } from "../webhooks/endpoint-service.ts";
import { usual, type InputProblem } from "../webhooks/endpoint.ts";
import type { TemplateName } from "../webhooks/template.ts";
import type { DeskContext } from "./context.ts";
import { deleteKeyMessage } from "./key-message.ts";
import { send } from "./screen.ts";
import { secretScreen } from "./webhook-screen.ts";
import { readerOf, sendWebhook, viewerOf } from "./webhook-show.ts";

type Wish = {
  url: string;
  events: readonly string[];
  template: TemplateName;
  templateText: string | null;
};

/** Makes a webhook of an address that the person just wrote and shows its secret; gives what is wrong with it otherwise. */
export async function create(
  ctx: DeskContext,
  acting: Acting,
  { url, events, template, templateText }: Wish,
): Promise<string | null> {
  const { deps, person, language } = ctx.desk;
  const { id: businessId } = acting.business;
  const address = readAddress(url);
  if (carriesKey(url)) await send(ctx, null, { html: await deleteKeyMessage(ctx) });
  const others = await listEndpoints(deps.db, businessId, viewerOf(ctx));
  const names = others.map((other) => other.name);
  const name = address ? freeName(address.host.slice(0, 70), names) : "?";
  const input = { ...usual, name, url, events: [...events], template, templateText };
  const value = { personId: person.id, now: deps.clock.now(), deps: deps.webhooks.endpoints };
  const made = await createEndpoint(deps.db, businessId, { input, ...value });
  if ("refused" in made) return text(language, "wh-wrong-full");
  if ("problems" in made) return text(language, wrongId(made.problems));
  const { endpoint, secret } = made;
  const screen = secretScreen(readerOf(ctx, acting), { name: endpoint.name, secret, until: null });
  await send(ctx, businessId, screen);
  await sendWebhook(ctx, acting, endpoint);
  return null;
}

/** Whether who sees the address could use it: a name, a query, or a long word that nobody would remember. */
export function carriesKey(written: string): boolean {
  const typed = written.trim();
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(full)) return false;
  const { username, password, search, pathname } = new URL(full);
  if (username !== "" || password !== "" || search !== "") return true;
  return pathname.split("/").some((part) => part.length >= 16 && /\d/.test(part));
}

/** The shape that a known receiver takes. */
export function guessedTemplate(url: string): TemplateName {
  const host = readAddress(url)?.host ?? "";
  if (host === "hooks.slack.com") return "slack";
  return host === "discord.com" || host === "discordapp.com" ? "discord" : "plain";
}

/** The sentence about the first thing that is wrong. */
export function wrongId(problems: readonly InputProblem[]): TextId {
  const [first] = problems;
  return wrongs[first ? `${first.field}.${first.problem}` : ""] ?? "wh-wrong-other";
}

/** "crm.example.com", and "crm.example.com 2" beside it. */
function freeName(host: string, taken: readonly string[]): string {
  if (!taken.includes(host)) return host;
  const numbers = Array.from({ length: taken.length }, (_, index) => `${host} ${index + 2}`);
  return numbers.find((name) => !taken.includes(name)) ?? host;
}

const wrongs: Partial<Record<string, TextId>> = {
  "url.not_url": "wh-wrong-url",
  "url.not_https": "wh-wrong-url-https",
  "url.refused": "wh-wrong-url-refused",
  "url.too_long": "wh-wrong-url-long",
  "events.empty": "wh-wrong-events-empty",
  "template.no_chat": "wh-wrong-template-chat",
  "batch.template": "wh-wrong-batch-template",
};
