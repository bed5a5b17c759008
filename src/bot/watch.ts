import type { AccountProvider } from "../business/account.ts";
import type { HookLine } from "../desk/hook-store.ts";
import { timeOf } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import { accountName } from "./account-screen.ts";
import { hookReason } from "./reason.ts";
import { html } from "./say.ts";

/** What became of the wait for a token's first event. `at` is epoch ms. */
export type WatchState = { provider: AccountProvider; label: string; zone: string } & (
  | { now: "waiting" }
  | { now: "received"; event: string; at: number }
  | { now: "refused"; reason: string | null; at: number }
);

type Verdict =
  | { now: "waiting" }
  | { now: "received"; event: string; at: number }
  | { now: "refused"; reason: string | null; at: number };

/** Reads the hooks since the wait began, newest first: the first one taken ends it, else the latest refusal is told. */
export function watchVerdict(hooks: readonly HookLine[], since: number): Verdict {
  const heard = hooks.filter((hook) => hook.at >= since);
  const taken = heard.findLast((hook) => hook.verdict === "accepted");
  if (taken) return { now: "received", event: taken.name, at: taken.at };
  const left = heard.find(
    (hook) => hook.verdict === "refused" || (hook.verdict === "ignored" && hook.reason !== "echo"),
  );
  return left ? { now: "refused", reason: left.reason, at: left.at } : { now: "waiting" };
}

/** The message that waits, as Telegram HTML. */
export function renderWatch(state: WatchState, language: Language): string {
  const account = accountName(state);
  switch (state.now) {
    case "waiting":
      return html(language, "link-watch-waiting", { account });
    case "received":
      return html(language, "link-watch-received", {
        account,
        event: state.event,
        time: timeOf(language, state.at, state.zone),
      });
    case "refused": {
      const reason = hookReason(language, state.reason);
      const said = html(language, "link-watch-refused", {
        account,
        reason,
        time: timeOf(language, state.at, state.zone),
      });
      return `${said}\n${html(language, "link-watch-still")}`;
    }
  }
}
