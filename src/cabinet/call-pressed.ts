import type { Typed } from "./call-form.tsx";
import { callIdOf } from "./call-look.ts";
import type { Say } from "./say.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";

/** What came of a press: a word of `done`, a page that it leads to, or why nothing changed. */
export type Pressed = Done | { to: string } | { said: string; typed?: Typed };
type Done = { done: string; count?: number; at?: string };

export type Pressing = { deps: CabinetDeps; visit: Visit; callId: number; say: Say };

/** Where a press leads that did something: other pages of the cabinet have presses about calls, too. */
export function placeOf(visit: Visit, { done, count, at }: Done): string {
  const own = `/dashboard/calls/${callIdOf(visit)}`;
  const asked = visit.form.get("back") ?? "";
  const back = /^\/dashboard(?:\/[\w-]+)*$/.test(asked) ? asked : own;
  const query = `done=${done}${count === undefined ? "" : `&n=${count}`}`;
  return `${back}?${query}${at === undefined || back !== own ? "" : `#${at}`}`;
}
