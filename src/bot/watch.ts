import type { AccountProvider } from "../business/account.ts";
import { isWhole, type Narrowing } from "../business/hook-token.ts";
import type { TokenHealth } from "../desk/health-service.ts";
import { timeOf } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import { accountName } from "./account-screen.ts";
import { hookReason } from "./reason.ts";
import { html } from "./say.ts";
import { scopeName } from "./scope.ts";

/** What became of the wait for a token's first event. `at` is epoch ms. */
export type WatchState = Narrowing & { provider: AccountProvider; label: string; zone: string } & (
    | { now: "waiting" }
    | { now: "received"; event: string; at: number }
    | { now: "refused"; reason: string | null; at: number }
  );

type HookLine = TokenHealth["hooks"][number];
type Verdict =
  | { now: "waiting" }
  | { now: "received"; event: string; at: number }
  | { now: "refused"; reason: string | null; at: number };

/** Events that we pass over because the address is the wrong one; the rest of the ignored ones concern nobody. */
const missed: ReadonlySet<string> = new Set(["other_line", "other_extension", "other_token"]);

/** Reads the hooks since the wait began, newest first: the first one taken ends it, else the latest refusal is told. */
export function watchVerdict(hooks: readonly HookLine[], since: number): Verdict {
  const heard = hooks.filter((hook) => hook.at >= since);
  const taken = heard.findLast((hook) => hook.verdict === "accepted");
  if (taken) return { now: "received", event: taken.name, at: taken.at };
  const left = heard.find(isTurnedAway);
  return left ? { now: "refused", reason: left.reason, at: left.at } : { now: "waiting" };
}

/** Refused, or sent to an address that does not take it. */
export function isTurnedAway({ verdict, reason }: Pick<HookLine, "verdict" | "reason">): boolean {
  return verdict === "refused" || (verdict === "ignored" && missed.has(reason ?? ""));
}

/** The message that waits, as Telegram HTML. */
export function renderWatch(state: WatchState, language: Language): string {
  const name = accountName(state);
  const account = isWhole(state) ? name : `${name}, ${scopeName(language, state)}`;
  if (state.now === "waiting") return html(language, "link-watch-waiting", { account });
  const time = timeOf(language, state.at, state.zone);
  if (state.now === "received") {
    return html(language, "link-watch-received", { account, event: state.event, time });
  }
  const reason = hookReason(language, state.reason);
  const refused = html(language, "link-watch-refused", { account, reason, time });
  return `${refused}\n${html(language, "link-watch-still")}`;
}
