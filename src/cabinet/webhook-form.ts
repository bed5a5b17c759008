import { maskAddress } from "../webhooks/address.ts";
import {
  usual,
  type Endpoint,
  type EndpointInput,
  type InputProblem,
} from "../webhooks/endpoint.ts";
import { readJson } from "../webhooks/json.ts";

/** The form as it was typed: what was wrong is shown again as it was. */
export type Typed = {
  name: string;
  url: string;
  events: string[];
  /** Wildcards beyond the boxes, or whatever was written there. */
  more: string;
  filter: string;
  template: string;
  templateText: string;
  headers: string;
  timeoutS: string;
  rate: string;
  inFlight: string;
  ordered: boolean;
  batched: boolean;
  batchSize: string;
  batchKb: string;
  batchMs: string;
  redact: boolean;
  /** The member whose own it will be; empty: the business's. */
  whose: string;
};

/** What only a form can get wrong, beside what the endpoint itself refuses. */
export type FormProblem =
  | InputProblem
  | { field: "filter"; problem: "not_json" }
  | { field: "headers"; problem: "line" }
  | { field: "whose"; problem: "gone" };
export type Wrong = Partial<Record<FormProblem["field"], string>>;

/** Stands for a header's value that is kept: it is shown to nobody. */
const KEPT = "••••";

export function emptyForm(): Typed {
  return typedOf({ ...usual, name: "", events: [] }, { url: "", headers: "" });
}

/** An endpoint as its form begins: the address and what headers hold may be keys, so that they stay covered. */
export function formOf(endpoint: Endpoint, headers: Record<string, string>): Typed {
  const lines = Object.keys(headers).map((name) => `${name}: ${KEPT}`);
  return typedOf(endpoint, { url: "", headers: lines.join("\n") });
}

export function shownAddress(url: string): string {
  return maskAddress(url);
}

export function readTyped(form: URLSearchParams): Typed {
  const text = (name: string): string => (form.get(name) ?? "").replaceAll("\r\n", "\n");
  return {
    name: text("name"),
    url: text("url"),
    events: form.getAll("event"),
    more: text("more"),
    filter: text("filter"),
    template: text("template"),
    templateText: text("template_text"),
    headers: text("headers"),
    timeoutS: text("timeout"),
    rate: text("rate"),
    inFlight: text("in_flight"),
    ordered: form.has("ordered"),
    batched: form.has("batched"),
    batchSize: text("batch_size"),
    batchKb: text("batch_kb"),
    batchMs: text("batch_ms"),
    redact: form.has("redact"),
    whose: text("whose"),
  };
}

/** What the form means; `problems` are those that keep it from meaning anything. */
export function inputOf(
  typed: Typed,
  kept: Record<string, string>,
): { input: EndpointInput; problems: FormProblem[] } {
  const filter = typed.filter.trim() === "" ? null : readJson(typed.filter);
  const headers = readHeaders(typed.headers, kept);
  const problems: FormProblem[] = [];
  if (filter === undefined) problems.push({ field: "filter", problem: "not_json" });
  if (headers === null) problems.push({ field: "headers", problem: "line" });
  const input: EndpointInput = {
    name: typed.name,
    url: typed.url,
    events: [...typed.events, ...typed.more.split(/[\s,;]+/).filter((word) => word !== "")],
    filter: filter ?? null,
    template: typed.template,
    templateText: typed.templateText.trim() === "" ? null : typed.templateText,
    headers: headers ?? {},
    timeoutS: numberOf(typed.timeoutS),
    rate: typed.rate.trim() === "" ? null : numberOf(typed.rate),
    inFlight: numberOf(typed.inFlight),
    ordered: typed.ordered,
    batch: typed.batched
      ? {
          size: numberOf(typed.batchSize),
          bytes: numberOf(typed.batchKb) * 1024,
          ms: numberOf(typed.batchMs),
        }
      : null,
    redact: typed.redact,
  };
  return { input, problems };
}

const BATCH = { size: 20, bytes: 65_536, ms: 1000 };

function typedOf(
  endpoint: Omit<EndpointInput, "url" | "headers">,
  covered: { url: string; headers: string },
): Typed {
  const { name, events, filter, template, templateText, timeoutS, rate, inFlight } = endpoint;
  const batch = endpoint.batch ?? BATCH;
  return {
    ...covered,
    name,
    events,
    more: "",
    filter: filter === null ? "" : JSON.stringify(filter, null, 2),
    template,
    templateText: templateText ?? "",
    timeoutS: String(timeoutS),
    rate: rate === null ? "" : String(rate),
    inFlight: String(inFlight),
    ordered: endpoint.ordered,
    batched: endpoint.batch !== null,
    batchSize: String(batch.size),
    batchKb: String(Math.round(batch.bytes / 1024)),
    batchMs: String(batch.ms),
    redact: endpoint.redact,
    whose: "",
  };
}

/** Lines of "Name: value"; null when one of them is none. */
function readHeaders(text: string, kept: Record<string, string>): Record<string, string> | null {
  const headers: Record<string, string> = {};
  for (const line of text.split("\n").filter((one) => one.trim() !== "")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(0, colon)).trim();
    if (name === "" || Object.hasOwn(headers, name)) return null;
    const value = line.slice(colon + 1).trim();
    headers[name] = value === KEPT ? (kept[name] ?? "") : value;
  }
  return headers;
}

/** A whole number as written, or one that is out of every range. */
function numberOf(text: string): number {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : -1;
}
