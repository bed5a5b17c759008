import { payloads, type EventName } from "../events/event.ts";

/** Every event that an endpoint may ask for. */
export const eventNames: readonly EventName[] = Object.keys(payloads).filter(isEventName);

const PATTERN = /^(?:\*|[a-z_]+\.\*|\*\.[a-z_]+|[a-z_]+\.[a-z_]+)$/;

/** Whether a subscription means an event: by whole segments, where `*` stands for one of them, or alone for every event. */
export function wants(patterns: readonly string[], event: string): boolean {
  return patterns.some((pattern) => fits(pattern, event));
}

/** A name of an event, or a wildcard that means at least one. */
export function isPattern(text: string): boolean {
  return PATTERN.test(text) && eventNames.some((event) => fits(text, event));
}

/** The events that the subscriptions mean, in their order of listing. */
export function meant(patterns: readonly string[]): EventName[] {
  return eventNames.filter((event) => wants(patterns, event));
}

export function isEventName(text: string): text is EventName {
  return Object.hasOwn(payloads, text);
}

function fits(pattern: string, event: string): boolean {
  if (pattern === "*") return true;
  const wanted = pattern.split(".");
  const segments = event.split(".");
  return (
    wanted.length === segments.length &&
    wanted.every((part, index) => part === "*" || part === segments[index])
  );
}
