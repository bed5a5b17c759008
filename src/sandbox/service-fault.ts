import { z } from "zod";

/** What is asked beside Telegram: recordings, what hears them, what thinks about them, and WhatsApp. */
const services = ["recording", "stt", "llm", "oauth", "gigachat", "whatsapp"] as const;
export type Service = (typeof services)[number];

/** Answers that a service may give instead of its own, by status. */
const statuses = ["400", "401", "402", "403", "404", "413", "422", "429", "500", "502"] as const;
/** In which way an answer is not the one hoped for; `fenced` to `length` are a model's, `lie` its answer about a customer's message, `html` to `cut` a recording's. */
const oddities = [
  "malformed",
  "paraphrase",
  "fenced",
  "refusal",
  "length",
  "balance",
  "html",
  "empty",
  "cut",
  "lie",
] as const;
export type Oddity = (typeof oddities)[number];

/** A planted misbehaviour of a service. Without `times` it holds until it is taken away. */
export const serviceFaultSchema = z.strictObject({
  method: z.enum(services),
  /** `lost`: what was asked is done, and only the answer is lost. */
  kind: z.enum([...statuses, "hang", "drop", "slow", "lost", ...oddities]),
  times: z.int().positive().optional(),
  /** Only what is about this talk. */
  about: z.string().optional(),
  /** So many requests come through before it. */
  after: z.int().nonnegative().optional(),
  retry_after: z.int().positive().optional(),
  /** Of WhatsApp: the error code of the refusal. */
  code: z.int().nonnegative().optional(),
  /** Of `slow`: how long an answer takes. */
  ms: z.int().positive().max(600_000).optional(),
});

export type ServiceFault = z.infer<typeof serviceFaultSchema>;
export type FaultKind = ServiceFault["kind"];

export function isOddity(kind: FaultKind): kind is Oddity {
  return oddities.some((one) => one === kind);
}

/** Faults are used in the order in which they were planted. */
export function createServiceFaults() {
  let faults: { fault: ServiceFault; wait: number; left: number }[] = [];
  return {
    add(fault: ServiceFault): void {
      const left = fault.times ?? Number.POSITIVE_INFINITY;
      faults.push({ fault, wait: fault.after ?? 0, left });
    },
    clear(): void {
      faults = [];
    },
    strike(service: Service, about: string): ServiceFault | null {
      const hit = faults.find(
        ({ fault }) => fault.method === service && about.startsWith(fault.about ?? ""),
      );
      if (hit === undefined) return null;
      if (hit.wait > 0) {
        hit.wait -= 1;
        return null;
      }
      hit.left -= 1;
      if (hit.left <= 0) faults = faults.filter((other) => other !== hit);
      return hit.fault;
    },
  };
}
