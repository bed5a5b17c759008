import { z } from "zod";

/** A planted misbehaviour of Telegram. Without `times` it holds until it is taken away. */
export const faultSchema = z.strictObject({
  method: z.string().optional(),
  chat: z.union([z.string(), z.number()]).transform(String).optional(),
  kind: z.enum(["429", "500", "502", "hang", "drop", "error"]),
  times: z.int().positive().optional(),
  retry_after: z.int().positive().optional(),
  description: z.string().optional(),
  error_code: z.int().min(400).max(599).optional(),
  /** The request is carried out and only its answer is lost or replaced. */
  after: z.boolean().optional(),
});

export type Fault = z.infer<typeof faultSchema>;

export type Faults = ReturnType<typeof createFaults>;

export function createFaults() {
  let faults: { fault: Fault; left: number }[] = [];
  return {
    add(fault: Fault): void {
      faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear(): void {
      faults = [];
    },
    /** The fault that strikes this request, counted as used. A chat is meant by its id or its key. */
    strike(method: string, chat: string, key: string): Fault | null {
      const hit = faults.find(({ fault }) => {
        const methodFits =
          fault.method === undefined || fault.method.toLowerCase() === method.toLowerCase();
        return (
          methodFits && (fault.chat === undefined || fault.chat === chat || fault.chat === key)
        );
      });
      if (hit === undefined) return null;
      hit.left -= 1;
      if (hit.left <= 0) faults = faults.filter((other) => other !== hit);
      return hit.fault;
    },
  };
}
