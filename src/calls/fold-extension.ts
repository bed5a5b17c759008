import type { CallEvent } from "./call.ts";

/**
 * Events that name their employee by the provider's number get the extension that another event of the call tells for
 * it; where none does the number itself stands for the extension.
 */
export function withExtensions(events: readonly CallEvent[]): CallEvent[] {
  const known = new Map<string, string>();
  for (const { ext, employeeId } of events)
    if (employeeId && ext !== null && !known.has(employeeId)) known.set(employeeId, ext);
  const extOf = (id: string | null | undefined): string | null =>
    id ? (known.get(id) ?? id) : null;
  return events.map((event) => ({
    ...event,
    ext: event.ext ?? extOf(event.employeeId),
    lastExt: event.lastExt ?? extOf(event.lastEmployeeId),
  }));
}
