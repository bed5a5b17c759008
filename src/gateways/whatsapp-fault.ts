/**
 * What is to be done about an error of Meta's. `later`: again, after `waitMs`; `of` says who waits: this one message, everybody
 * who writes to this customer, or the whole number. `closed`: 24 hours are over. `dead`: this person cannot be reached.
 * `declined`: this message is not delivered, another may be. `stop`: nothing leaves until a person has seen to it. `phone`:
 * this one takes no user id. `template`: it is not there, not approved, or wants other parameters. `refused`: a defect of ours.
 */
export type WhatsappFault =
  | { act: "later"; waitMs: number; of: "message" | "customer" | "number"; told: boolean }
  | { act: "closed" }
  | { act: "dead" }
  | { act: "declined" }
  | { act: "stop"; trouble: "revoked" | "permission" | "restricted" }
  | { act: "phone" }
  | { act: "template" }
  | { act: "refused" };

const SECOND_MS = 1000;
const TRANSIENT_MS = 3 * SECOND_MS;
/** One message every six seconds may go to a customer. */
const PAIR_MS = 6 * SECOND_MS;
const THROUGHPUT_MS = 2 * SECOND_MS;
const RATE_MS = 60 * SECOND_MS;
const SPAM_MS = 900 * SECOND_MS;
const LONGEST_MS = 3600 * SECOND_MS;

const later = (waitMs: number, of: "message" | "customer" | "number" = "message") =>
  ({ act: "later", waitMs, of, told: of !== "message" }) as const;

/** Meta's codes; the same one comes in an answer, in a later status, or in both (developers.facebook.com, "Error codes"). */
const faults: Readonly<Record<number, WhatsappFault>> = {
  0: { act: "stop", trouble: "revoked" },
  190: { act: "stop", trouble: "revoked" },
  3: { act: "stop", trouble: "permission" },
  10: { act: "stop", trouble: "permission" },
  2: later(TRANSIENT_MS),
  4: later(RATE_MS, "number"),
  80007: later(RATE_MS, "number"),
  130429: later(THROUGHPUT_MS, "number"),
  131048: later(SPAM_MS, "number"),
  131056: later(PAIR_MS, "customer"),
  131000: later(TRANSIENT_MS),
  131016: later(TRANSIENT_MS),
  131057: later(RATE_MS, "number"),
  131047: { act: "closed" },
  131026: { act: "dead" },
  130472: { act: "declined" },
  131049: { act: "declined" },
  131050: { act: "declined" },
  368: { act: "stop", trouble: "restricted" },
  130497: { act: "stop", trouble: "restricted" },
  131031: { act: "stop", trouble: "restricted" },
  131062: { act: "phone" },
  ...Object.fromEntries(
    [132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018, 132068, 132069].map(
      (code) => [code, { act: "template" }] as const,
    ),
  ),
};

type Told = {
  code: number;
  /** Meta's own word that the same request may do later. */
  transient?: boolean | undefined;
  /** Of the answer; a status has none. */
  httpStatus?: number | undefined;
  retryAfterMs?: number | null | undefined;
};

/** What an error code asks for; one that nobody knows is read by what stands beside it. */
export function faultOf({ code, transient, httpStatus = 200, retryAfterMs }: Told): WhatsappFault {
  const known = faults[code] ?? unlisted({ code, transient, httpStatus });
  if (known.act !== "later") return known;
  const named = typeof retryAfterMs === "number" && retryAfterMs > 0;
  const waitMs = named ? Math.min(Math.max(retryAfterMs, known.waitMs), LONGEST_MS) : known.waitMs;
  return { ...known, waitMs, told: known.told || named };
}

function unlisted({
  code,
  transient,
  httpStatus,
}: Pick<Told, "code" | "transient"> & { httpStatus: number }): WhatsappFault {
  if (code >= 200 && code <= 299) return { act: "stop", trouble: "permission" };
  if (transient === true || httpStatus >= 500) return later(TRANSIENT_MS);
  if (httpStatus === 429) return later(RATE_MS, "number");
  if (httpStatus === 401) return { act: "stop", trouble: "revoked" };
  return { act: "refused" };
}
