import { novofonSteps } from "./novofon-script.ts";
import { phonetSteps } from "./phonet-script.ts";
import { plot, type Caller, type CallKind } from "./pbx-plot.ts";
import type { Cast, Step } from "./pbx-step.ts";
import type { NovofonAccount, PhonetAccount } from "./provider-accounts.ts";

/** The hooks of one button of the simulated PBX in the provider's own fields and order. */
export function script(
  kind: CallKind,
  account: PhonetAccount | NovofonAccount,
  cast: Cast,
): Step[] {
  const calls = plot(kind, { ...cast, crowd: cast.ids.map(strangerOf) });
  const steps =
    account.provider === "phonet"
      ? phonetSteps(calls, account, cast)
      : novofonSteps(calls, account, cast);
  return steps.toSorted((a, b) => a.atMs - b.atMs);
}

/** A mobile number that no demo client has, drawn from a random hex text. */
export function strangerOf(id: string): Caller {
  const digits = String(Number.parseInt(id.slice(0, 10), 16) % 10_000_000).padStart(7, "0");
  return { number: `+38093${digits}`, name: null };
}
