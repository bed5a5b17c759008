import { hookReason } from "../bot/reason.ts";
import { isTurnedAway } from "../bot/watch.ts";
import { hasKey } from "../business/account.ts";
import type { Visitor } from "../business/session.ts";
import type { Setup } from "../desk/setup-service.ts";
import { setupTexts } from "../desk/setup-word.ts";
import type { SetupItem, SetupLine } from "../desk/setup.ts";
import { dateNear } from "../texts/format.ts";
import { plain, SETTINGS } from "./setting-frame.tsx";
import type { Say } from "./say.ts";
import type { SetupState } from "./setup-read.ts";

/** What can be done about a line: a way on, or a press. */
export type Cure = { label: string } & (
  | { href: string }
  | { to: string; fields: Record<string, string>; wait?: string }
);

/** A line of the guide. `optional` ones are no step that waits. */
export type GuideLine = {
  state: "ok" | "wait" | "bad" | "todo";
  title: string;
  fact: string;
  cure?: Cure;
  /** A person may say that it is done. */
  tick?: Cure;
  optional?: boolean;
};
export type Group = { id: string; title: string; lines: GuideLine[] };
export type Look = { visitor: Visitor; now: number; say: Say };

/** The accounts, each with the same lines and ticks as the bot's checklist. */
export function accountGroups(look: Look, { state, setups }: SetupState): Group[] {
  const { say } = look;
  if (setups.length === 0) {
    const cure = { label: say("web-set-connect"), href: `${SETTINGS}/accounts` };
    const line = { state: "todo" as const, title: say("web-set-none"), cure };
    return [
      {
        id: "accounts",
        title: "Phonet · Novofon",
        lines: [{ ...line, fact: say("web-set-none-fact") }],
      },
    ];
  }
  return setups.map((one) => ({
    id: `account-${one.accountId}`,
    title: `${one.provider === "phonet" ? "Phonet" : "Novofon"} ${one.label}`,
    lines: [
      ...one.lines.map((line) => accountLine(look, { state, setup: one, line })),
      ...refusedLine(look, state, one),
      speechLine(look, one),
    ],
  }));
}

/** Why a provider takes a key no more, and what to do. */
export function keyTrouble(error: string, say: Say): string {
  return say(`web-set-key-${isKnown(error) ? error : "unreachable"}`);
}

/** The line of the bot's checklist: a fact, a tick, or what to do. */
function accountLine(
  { visitor, now, say }: Look,
  about: { state: SetupState["state"]; setup: Setup; line: SetupLine },
): GuideLine {
  const { state, setup, line } = about;
  const { accountId } = setup;
  const { item, done, how, at, tickable } = line;
  const title = say(setupTexts[item]);
  const error = state.accounts.find(({ id }) => id === accountId)?.checkError ?? null;
  if (item in keyed && hasKey(setup) && error !== null)
    return {
      state: "bad",
      title,
      fact: keyTrouble(error, say),
      cure: {
        label: say("web-set-check"),
        to: `${SETTINGS}/accounts/check`,
        fields: { account: accountId, back: "setup" },
        wait: say("web-set-checking"),
      },
    };
  const when = at === null ? "" : dateNear(visitor.language, at, now, visitor.business.timezone);
  const tick = (label: string, on: string): Cure => ({
    label,
    to: `${SETTINGS}/accounts/tick`,
    fields: { account: accountId, item, done: on },
  });
  if (done) {
    const { missing } = setup;
    const late =
      item === "test_call" && missing.length > 0
        ? [plain(visitor.language, "link-missing", { events: missing.join(", ") })]
        : [];
    const fact = [how === "ticked" ? say("web-set-ticked", { when }) : when, ...late]
      .filter((part) => part !== "")
      .join(" · ");
    return {
      state: "ok",
      title,
      fact,
      ...(tickable ? { tick: tick(say("web-set-untick"), "no") } : {}),
    };
  }
  const href = hrefs[item];
  return {
    state: item in waits ? "wait" : "todo",
    title,
    fact: say(item in waits ? "web-set-fact-wait" : `web-set-fact-${factOf(item)}`),
    ...(href === undefined
      ? {}
      : { cure: { label: say("web-set-open"), href: `${SETTINGS}/${href}` } }),
    ...(tickable ? { tick: tick(say("web-set-tick"), "yes") } : {}),
  };
}

/** The newest event was not taken: the reason in words. */
function refusedLine(
  { visitor, now, say }: Look,
  state: SetupState["state"],
  { accountId }: Setup,
): GuideLine[] {
  const [last] = state.tokens
    .filter((token) => token.accountId === accountId)
    .flatMap(({ hooks }) => hooks)
    .filter((hook) => hook.verdict === "accepted" || isTurnedAway(hook))
    .toSorted((a, b) => b.at - a.at);
  if (!last || !isTurnedAway(last)) return [];
  const when = dateNear(visitor.language, last.at, now, visitor.business.timezone);
  const fact = `${hookReason(visitor.language, last.reason)} · ${when}`;
  const cure = { label: say("web-set-open"), href: `${SETTINGS}/accounts` };
  return [{ state: "bad", title: say("web-set-refused"), fact, cure }];
}

function speechLine({ say }: Look, { recording, lines }: Setup): GuideLine {
  const title = say("web-set-transcripts");
  if (!recording)
    return {
      state: "todo",
      title,
      fact: say("web-set-transcripts-off"),
      optional: true,
      cure: { label: say("web-set-open"), href: `${SETTINGS}/transcription` },
    };
  const heard = lines.some(({ item, done }) => item === "recording_enabled" && done);
  return { state: "ok", title, fact: say(heard ? "web-set-on" : "web-set-transcripts-wait") };
}

const keyed: Partial<Record<SetupItem, true>> = { key_checked: true, api_key_enabled: true };
const waits: Partial<Record<SetupItem, true>> = { test_call: true };
const hrefs: Partial<Record<SetupItem, string>> = {
  address_known: "accounts",
  address_pasted: "accounts",
  letter_sent: "accounts",
  chat_subscribed: "chats",
};

function factOf(item: SetupItem): "paste" | "letter" | "support" | "recording" | "chat" | "do" {
  return facts[item] ?? "do";
}

const facts: Partial<
  Record<SetupItem, "paste" | "letter" | "support" | "recording" | "chat" | "do">
> = {
  address_pasted: "paste",
  letter_sent: "letter",
  support_confirmed: "support",
  recording_enabled: "recording",
  chat_subscribed: "chat",
};

const known = ["key", "access", "domain", "limited"] as const;

function isKnown(code: string): code is (typeof known)[number] {
  return known.some((one) => one === code);
}
