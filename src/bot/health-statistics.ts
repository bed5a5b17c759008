import type { AccountProvider } from "../business/account.ts";
import type { Reconciled } from "../telephony/reconcile-service.ts";
import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import { accountName } from "./account-screen.ts";
import { html } from "./say.ts";

type Compared = {
  provider: AccountProvider;
  reconciledUntil: number | null;
  reconcileError: string | null;
};

/** How far the provider's statistics were compared with our calls; what is missing is told as missing, not as no calls. */
export function statisticsLine(
  language: Language,
  { provider, reconciledUntil, reconcileError }: Compared,
  { zone, now }: { zone: string; now: number },
): string {
  const when = reconciledUntil === null ? null : dateNear(language, reconciledUntil, now, zone);
  if (reconcileError === null)
    return when === null
      ? html(language, "reconcile-never")
      : html(language, "reconcile-until", { when });
  const reason = reasonOf(language, reconcileError, provider);
  return when === null
    ? html(language, "reconcile-none", { reason })
    : html(language, "reconcile-since", { when, reason });
}

/** What one comparison came to, as a note above the screen. */
export function reconciledNote(language: Language, outcome: Reconciled): string {
  const account = accountName(outcome.account);
  if ("failed" in outcome) {
    const reason = reasonOf(language, outcome.failed, outcome.account.provider);
    return html(language, "reconcile-failed", { account, reason });
  }
  if ("later" in outcome) return html(language, "reconcile-later", { account });
  return html(language, "reconcile-found", { account, count: outcome.found });
}

function reasonOf(language: Language, code: string, command: AccountProvider): string {
  return code === "unreachable"
    ? text(language, "reconcile-reason-away")
    : text(language, "reconcile-reason-key", { command });
}
