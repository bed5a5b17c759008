import { isRecord, readJson, type Json, type JsonRecord } from "./json.ts";

export const templates = ["plain", "slack", "telegram", "discord", "flow"] as const;
export type TemplateName = (typeof templates)[number];
export type TemplateProblem = "not_json" | "too_large" | "no_chat";

const MAX_TEXT = 8192;
const HOLE = /\{\{\s*([a-z_][a-z0-9_.]{0,100})\s*\}\}/gi;

/** What a template says where its owner wrote nothing; plain and flow take no text. */
const usual: Record<TemplateName, string | null> = {
  plain: null,
  flow: null,
  slack: '{"text":"*{{event}}* {{summary}}"}',
  discord: '{"content":"**{{event}}** {{summary}}"}',
  telegram: null,
};

export function isTemplate(text: string): text is TemplateName {
  return templates.some((name) => name === text);
}

/** What is wrong with a template's own text, or null. Telegram needs one, since it names the chat. */
export function templateProblem(
  template: TemplateName,
  text: string | null,
): TemplateProblem | null {
  if (template === "plain" || template === "flow") return null;
  if (text === null) return template === "telegram" ? "no_chat" : null;
  if (Buffer.byteLength(text) > MAX_TEXT) return "too_large";
  const value = readJson(text);
  if (value === undefined || !isRecord(value)) return "not_json";
  const chat = value["chat_id"];
  return template === "telegram" && (chat === undefined || chat === "") ? "no_chat" : null;
}

/** The body in the receiver's own shape. Holes are filled inside the texts of the parsed JSON: no value can leave its place. */
export function render(
  { template, text }: { template: TemplateName; text: string | null },
  envelope: JsonRecord,
): string {
  if (template === "plain") return JSON.stringify(envelope);
  if (template === "flow") return JSON.stringify(flattened(envelope));
  const value = readJson(text ?? usual[template] ?? "{}") ?? {};
  const escape = escaping(template, value);
  const filled = fill(value, (path) => escape(shown(lookUp(envelope, path))));
  return JSON.stringify(
    template === "discord" && isRecord(filled)
      ? { allowed_mentions: { parse: [] }, ...filled }
      : filled,
  );
}

/** Zapier, Make and n8n map flat keys: `data_title` beside `event`; lists stay as they are. */
function flattened(record: JsonRecord, prefix = ""): JsonRecord {
  const flat: JsonRecord = {};
  for (const [key, value] of Object.entries(record)) {
    if (isRecord(value)) Object.assign(flat, flattened(value, `${prefix}${key}_`));
    else flat[`${prefix}${key}`] = value;
  }
  return flat;
}

/** Slack reads <!channel> and Telegram's HTML mode reads tags: what people wrote is no markup. */
function escaping(template: TemplateName, value: Json): (text: string) => string {
  const mode = isRecord(value) ? value["parse_mode"] : null;
  const html = template === "slack" || (template === "telegram" && mode === "HTML");
  if (!html) return (text) => text;
  return (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function fill(value: Json, found: (path: string) => string): Json {
  if (typeof value === "string") return value.replace(HOLE, (_, path: string) => found(path));
  if (Array.isArray(value)) return value.map((one) => fill(one, found));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, found)]));
}

const LONGEST_SUMMARY = 500;
const HEADLINES = ["title", "name", "text", "client_name", "client_phone", "phone"];

/** `summary`: the first thing by which a person knows what the event speaks of. */
function lookUp(envelope: JsonRecord, path: string): Json | undefined {
  if (path === "summary") {
    const found = HEADLINES.map((key) => lookUp(envelope, `data.${key}`));
    return shortened(found.find((value) => typeof value === "string" && value !== ""));
  }
  let here: Json | undefined = envelope;
  for (const key of path.split(".")) {
    if (here === undefined || !isRecord(here) || !Object.hasOwn(here, key)) return undefined;
    here = here[key];
  }
  return here;
}

/** Discord takes 2000 characters and Telegram 4096: a long comment is no reason to be refused. */
function shortened(value: Json | undefined): Json | undefined {
  if (typeof value !== "string" || value.length <= LONGEST_SUMMARY) return value;
  return `${Array.from(value)
    .slice(0, LONGEST_SUMMARY - 1)
    .join("")}…`;
}

function shown(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
