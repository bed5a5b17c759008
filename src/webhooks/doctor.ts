import { hexSignature, keyOf, standardSignature } from "./sign.ts";
import { readJson, sizeOf } from "./json.ts";

/** What a receiver got, as a person pastes it. */
export type Pasted = {
  /** Lines of "name: value". */
  headers: string;
  body: string;
};

/**
 * What came of it. `valid`: the request is ours; `rule` names what is different from what was signed, so that a receiver's
 * author knows what to mend.
 */
export type Diagnosis =
  | { verdict: "valid"; by: "hex" | "standard"; warning: "clock" | "old_secret" | null }
  | {
      verdict: "wrong";
      rule:
        | "no_signature"
        | "no_prefix"
        | "not_hex"
        | "not_standard"
        | "no_id"
        | "no_timestamp"
        | "ended_secret"
        | "decoded_secret"
        | "trailing_newline"
        | "line_ends"
        | "reserialised"
        | "byte_order_mark"
        | "id_changed"
        | "unknown";
    };

/** Every secret that an endpoint ever had and still knows, the newest first; `live` ones sign now. */
export type DoctorSecret = { secret: string; live: boolean };

const TOLERANCE_S = 300;
/** Nothing of ours goes deeper, and the stack does not either. */
const MAX_DEPTH = 100;

/** Tells which rule of verification failed. */
export function diagnose(
  pasted: Pasted,
  { secrets, now }: { secrets: readonly DoctorSecret[]; now: number },
): Diagnosis {
  const headers = readHeaders(pasted.headers);
  const hex = headers.get("x-webhook-signature");
  const standard = headers.get("webhook-signature");
  if (hex === undefined && standard === undefined) return wrong("no_signature");
  return hex === undefined
    ? standardCase(standard ?? "", { headers, body: pasted.body, secrets, now })
    : hexCase(hex, { headers, body: pasted.body, secrets, now });
}

type Case = {
  headers: ReadonlyMap<string, string>;
  body: string;
  secrets: readonly DoctorSecret[];
  now: number;
};
type Rule = Extract<Diagnosis, { verdict: "wrong" }>["rule"];

function hexCase(signature: string, value: Case): Diagnosis {
  if (/^[0-9a-f]{64}$/i.test(signature)) return wrong("no_prefix");
  if (!/^sha256=[0-9a-f]{64}$/i.test(signature)) return wrong("not_hex");
  const wanted = signature.toLowerCase();
  const decoded = value.secrets.some(
    ({ secret }) => hexSignature(keyOf(secret), value.body) === wanted,
  );
  if (decoded) return wrong("decoded_secret");
  return search(value, "hex", (secret, body) => hexSignature(secret, body) === wanted);
}

function standardCase(signature: string, value: Case): Diagnosis {
  const { headers } = value;
  const given = signature.split(" ").filter((one) => one.startsWith("v1,"));
  if (given.length === 0) return wrong("not_standard");
  const id = headers.get("webhook-id");
  const timestamp = Number(headers.get("webhook-timestamp") ?? "");
  if (id === undefined) return wrong("no_id");
  if (!Number.isInteger(timestamp) || timestamp <= 0) return wrong("no_timestamp");
  return search(value, "standard", (secret, body) =>
    given.includes(standardSignature(secret, { id, timestamp, body })),
  );
}

/** The body as it is, then as it may have been before something on the way rewrote it. */
function search(
  { headers, body, secrets, now }: Case,
  by: "hex" | "standard",
  matches: (secret: string, body: string) => boolean,
): Diagnosis {
  const own = secrets.find(({ secret }) => matches(secret, body));
  if (own) {
    if (!own.live) return wrong("ended_secret");
    const first = own === secrets.find(({ live }) => live);
    return { verdict: "valid", by, warning: first ? skewOf(headers, now) : "old_secret" };
  }
  for (const [rule, bodies] of variants(body))
    if (bodies.some((one) => secrets.some(({ secret }) => matches(secret, one))))
      return wrong(rule);
  return wrong("unknown");
}

function* variants(body: string): Generator<[Rule, string[]]> {
  yield ["trailing_newline", [body.replace(/\r?\n$/, ""), `${body}\n`]];
  yield ["byte_order_mark", [body.replace(/^\uFEFF/, "")]];
  yield ["line_ends", [body.replaceAll("\r\n", "\n"), body.replaceAll("\n", "\r\n")]];
  const value = readJson(body);
  // Ours are written by JSON.stringify; PHP escapes slashes and letters, Python puts blanks behind commas.
  if (value !== undefined && sizeOf(value).depth <= MAX_DEPTH)
    yield ["reserialised", [JSON.stringify(value)]];
}

function skewOf(headers: ReadonlyMap<string, string>, now: number): "clock" | null {
  const seconds = Number(headers.get("webhook-timestamp") ?? headers.get("x-webhook-timestamp"));
  return Math.abs(now / 1000 - seconds) > TOLERANCE_S ? "clock" : null;
}

function readHeaders(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const colon = line.indexOf(":", 1);
    if (colon < 0) return [];
    const name = line.slice(0, colon).trim().toLowerCase();
    return [[name.replace(/^http_/, "").replaceAll("_", "-"), line.slice(colon + 1).trim()]];
  });
  return new Map(pairs);
}

function wrong(rule: Rule): Diagnosis {
  return { verdict: "wrong", rule };
}
