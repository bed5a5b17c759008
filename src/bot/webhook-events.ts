import { eventNames, meant } from "../webhooks/pattern.ts";
import type { EventName } from "../events/event.ts";

/** Families of events, as they are listed: call, client, deal, … */
export const families: readonly string[] = [...new Set(eventNames.map(familyOf))];

export function familyOf(event: string): string {
  return event.split(".")[0] ?? event;
}

/** Subscriptions with one more or one fewer; they mean what they meant, with or without what this one means. */
export function toggled(patterns: readonly string[], pattern: string, on: boolean): string[] {
  const own = new Set<string>(meant([pattern]));
  if (on) return [...patterns.filter((one) => !within([one], own)), pattern];
  const left = new Set<string>(meant(patterns).filter((event) => !own.has(event)));
  const kept = patterns.filter((one) => within([one], left));
  const covered = new Set<string>(meant(kept));
  return [...kept, ...compact([...left].filter((event) => !covered.has(event)))];
}

/** Whether everything that a subscription means is asked for, some of it, or nothing. */
export function marked(patterns: readonly string[], pattern: string): "all" | "some" | "none" {
  const asked = new Set<EventName>(meant(patterns));
  const own = meant([pattern]);
  const many = own.filter((event) => asked.has(event)).length;
  if (many === 0) return "none";
  return many === own.length ? "all" : "some";
}

function within(patterns: readonly string[], events: ReadonlySet<string>): boolean {
  return meant(patterns).every((event) => events.has(event));
}

/** A family that is whole is one word. */
function compact(events: readonly string[]): string[] {
  return families.flatMap((family) => {
    const own = events.filter((event) => familyOf(event) === family);
    return own.length > 1 && own.length === meant([`${family}.*`]).length ? [`${family}.*`] : own;
  });
}
