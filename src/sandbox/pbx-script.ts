import { flatSteps } from "./flat-script.ts";
import { novofonSteps } from "./novofon-script.ts";
import { novofon2Steps } from "./novofon2-script.ts";
import { phonetSteps } from "./phonet-script.ts";
import { plot, type Caller, type CallKind, type PlotCall } from "./pbx-plot.ts";
import { entriesOf, type Entry } from "./pbx-row.ts";
import type { Cast, Step } from "./pbx-step.ts";
import type { Account, Provider } from "./provider-accounts.ts";

/** In which words a PBX tells of its calls; an account of Novofon may speak any of the last three. */
export const dialects = ["phonet", "novofon", "novofon2", "flat"] as const;
export type Dialect = (typeof dialects)[number];

/** Whose account a PBX of this dialect has. */
export function providerOf(dialect: Dialect): Provider {
  return dialect === "phonet" ? "phonet" : "novofon";
}

/** The hooks of one button of the simulated PBX in the dialect's own fields and order. */
export function script(
  kind: CallKind,
  account: Account,
  cast: Cast,
  dialect: Dialect = account.provider,
): Step[] {
  return stepsOf(plotted(kind, cast), account, cast, dialect).toSorted((a, b) => a.atMs - b.atMs);
}

/** What happens when a button is pressed. */
export function plotted(kind: CallKind, cast: Cast): PlotCall[] {
  return plot(kind, { ...cast, crowd: cast.ids.map(strangerOf) });
}

/** What the provider's statistics will tell of the same calls; a cabinet without an API key has none. */
export function history(kind: CallKind, account: Account, cast: Cast, dialect: Dialect): Entry[] {
  if (dialect !== account.provider) return [];
  return entriesOf(plotted(kind, cast), account, cast);
}

function stepsOf(
  calls: readonly PlotCall[],
  account: Account,
  cast: Cast,
  dialect: Dialect,
): Step[] {
  if (account.provider === "phonet") return phonetSteps(calls, account, cast);
  if (dialect === "flat") return flatSteps(calls, cast);
  return dialect === "novofon2"
    ? novofon2Steps(calls, account, cast)
    : novofonSteps(calls, account, cast);
}

/** A mobile number that no demo client has, drawn from a random hex text. */
export function strangerOf(id: string): Caller {
  const digits = String(Number.parseInt(id.slice(0, 10), 16) % 10_000_000).padStart(7, "0");
  return { number: `+38093${digits}`, name: null };
}
