import { hasKey, type Account, type AccountProvider } from "../business/account.ts";

/** Lines of the set-up checklist, in the order of the providers' own instructions. */
export type SetupItem =
  | "address_known"
  | "extension_known"
  | "cabinet_opened"
  | "api_page_opened"
  | "api_key_enabled"
  | "key_copied"
  | "letter_sent"
  | "support_confirmed"
  | "recording_enabled"
  | "test_call"
  | "key_checked"
  | "address_pasted"
  | "chat_subscribed";

/** `seen` was found in the facts, `ticked` was said by a person; only lines with `tickable` can be ticked. Times are epoch ms. */
export type SetupLine = {
  item: SetupItem;
  done: boolean;
  how: "seen" | "ticked" | null;
  at: number | null;
  tickable: boolean;
};

/** What is known of one account without asking anybody. */
export type SetupFacts = {
  tokenAt: number | null;
  extensionKnown: boolean;
  chatSubscribed: boolean;
  /** Accepted events by the provider's name → when the last one came. */
  events: ReadonlyMap<string, number>;
  /** When an event last told of a call's end, under whatever name. */
  endedAt: number | null;
  /** When an event last spoke of a recording. */
  recordedAt: number | null;
};

/** The seed's five events and the two that Frontdesk asks for beside them. */
export const novofonEvents: readonly string[] = [
  "NOTIFY_END",
  "NOTIFY_OUT_END",
  "NOTIFY_RECORD",
  "NOTIFY_START",
  "NOTIFY_OUT_START",
  "NOTIFY_INTERNAL",
  "NOTIFY_ANSWER",
];

type Known = Pick<Account, "createdAt" | "checkedAt" | "checkError">;

const items: Record<AccountProvider, readonly SetupItem[]> = {
  phonet: [
    "key_checked",
    "extension_known",
    "address_known",
    "address_pasted",
    "test_call",
    "chat_subscribed",
  ],
  novofon: [
    "address_known",
    "extension_known",
    "cabinet_opened",
    "api_page_opened",
    "api_key_enabled",
    "key_copied",
    "letter_sent",
    "support_confirmed",
    "recording_enabled",
    "test_call",
    "chat_subscribed",
  ],
};
/** A cabinet of Novofon 2.0 has no key and needs no letter: its administrator sets the notifications up. */
const keyless: readonly SetupItem[] = [
  "address_known",
  "address_pasted",
  "recording_enabled",
  "test_call",
  "chat_subscribed",
];
/** What only a person can know before the first hook proves it. */
const tickable: ReadonlySet<SetupItem> = new Set([
  "extension_known",
  "letter_sent",
  "support_confirmed",
  "recording_enabled",
  "address_pasted",
]);

/** The checklist of one account; a fact beats a tick. */
export function checklist(
  account: Known & Pick<Account, "provider" | "label" | "checklist">,
  facts: SetupFacts,
): SetupLine[] {
  return (hasKey(account) ? items[account.provider] : keyless).map((item) => {
    const at = seen[item](account, facts);
    const tick = Date.parse(account.checklist[item] ?? "");
    if (at !== false) return { item, done: true, how: "seen", at, tickable: false };
    if (tickable.has(item) && Number.isFinite(tick))
      return { item, done: true, how: "ticked", at: tick, tickable: true };
    return { item, done: false, how: null, at: null, tickable: tickable.has(item) };
  });
}

/** The events that Novofon's support was asked for and that have not come yet, where some of them do come. */
export function missingEvents(
  provider: AccountProvider,
  facts: Pick<SetupFacts, "events">,
): string[] {
  const asked = provider === "novofon" ? novofonEvents : [];
  const missing = asked.filter((name) => !facts.events.has(name));
  return missing.length < asked.length ? missing : [];
}

export function isTickable(item: string): item is SetupItem {
  return (tickable as ReadonlySet<string>).has(item);
}

/** When a line was done by the facts: null for done at no known time, false for not done. */
const seen: Record<SetupItem, (account: Known, facts: SetupFacts) => number | null | false> = {
  address_known: (_, facts) => facts.tokenAt ?? false,
  extension_known: (_, facts) => (facts.extensionKnown ? null : false),
  // A key that the provider accepted was made and copied in its cabinet.
  cabinet_opened: (account) => account.createdAt,
  api_page_opened: (account) => account.createdAt,
  key_copied: (account) => account.createdAt,
  api_key_enabled: goodKey,
  key_checked: goodKey,
  letter_sent: (_, facts) => latest([...facts.events.values()]),
  support_confirmed: (_, facts) => latest([...facts.events.values()]),
  address_pasted: (_, facts) => latest([...facts.events.values()]),
  recording_enabled: (_, facts) => facts.recordedAt ?? facts.events.get("NOTIFY_RECORD") ?? false,
  test_call: (_, facts) => facts.endedAt ?? false,
  chat_subscribed: (_, facts) => (facts.chatSubscribed ? null : false),
};

function goodKey(account: Known): number | false {
  return account.checkError === null && account.checkedAt !== null ? account.checkedAt : false;
}

function latest(times: readonly number[]): number | false {
  return times.length === 0 ? false : Math.max(...times);
}
