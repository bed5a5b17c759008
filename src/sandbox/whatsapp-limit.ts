import type { Clock } from "../lib/clock.ts";
import type { GraphFault } from "./whatsapp-error.ts";

/**
 * A number sends 80 messages a second; one customer gets one every 6 seconds, with a burst of 45 ahead that is made up for
 * afterwards (Meta's page "Throughput" and "Pair rate limits"). Kept apart from the product's own buckets on purpose.
 */
const PER_SECOND = 80;
const PAIR_MS = 6000;
const PAIR_BURST = 45;

export type WhatsappLimits = ReturnType<typeof createWhatsappLimits>;

export function createWhatsappLimits(clock: Clock) {
  const sent = new Map<string, number[]>();
  /** When a pair would be even again, if it sent one message every six seconds. */
  const even = new Map<string, number>();
  const counts = { refused: 0 };

  function full(number: string, pair: string, now: number): GraphFault | null {
    const recent = (sent.get(number) ?? []).filter((at) => at > now - 1000);
    sent.set(number, recent);
    if (recent.length >= PER_SECOND)
      return { code: 130429, details: "Cloud API message throughput has been reached." };
    if ((even.get(pair) ?? 0) <= now + (PAIR_BURST - 1) * PAIR_MS) return null;
    return {
      code: 131056,
      details:
        "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.",
    };
  }

  return {
    counts,
    /** Takes a place for a message, or tells what is full. */
    take(number: string, person: number): GraphFault | null {
      const now = clock.now();
      const pair = `${number} ${person}`;
      const fault = full(number, pair, now);
      if (fault !== null) {
        counts.refused += 1;
        return fault;
      }
      sent.get(number)?.push(now);
      even.set(pair, Math.max(even.get(pair) ?? 0, now) + PAIR_MS);
      return null;
    },
    clear(): void {
      sent.clear();
      even.clear();
      counts.refused = 0;
    },
  };
}
