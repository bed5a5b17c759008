import type { Typed } from "./call-form.tsx";
import type { Say } from "./say.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";

/** What came of a press: a word of `done`, a page that it leads to, or why nothing changed. */
export type Pressed =
  | { done: string; count?: number; at?: string }
  | { to: string }
  | { said: string; typed?: Typed };

export type Pressing = { deps: CabinetDeps; visit: Visit; callId: number; say: Say };
