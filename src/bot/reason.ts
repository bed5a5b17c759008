import type { AccountProvider } from "../business/account.ts";
import { text, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { accountName } from "./account-screen.ts";
import { html } from "./say.ts";

/** By the codes of the verdict on a hook. */
const hookReasons: Partial<Record<string, TextId>> = {
  bad_signature: "hook-signature-invalid",
  no_signature: "hook-signature-missing",
  malformed_json: "hook-invalid-json",
  malformed_body: "hook-body",
  unsupported_type: "hook-media-type",
  not_phonet: "hook-not-phonet",
  not_novofon: "hook-not-novofon",
  other_line: "hook-other-line",
  other_extension: "hook-other-extension",
  other_token: "hook-other-token",
  no_session: "hook-no-session",
  not_flat: "hook-not-flat",
  empty: "hook-empty",
  too_many_events: "hook-too-many",
  "unknown event": "hook-unknown-event",
  "operator pause": "hook-pause",
  "not about a call": "hook-not-call",
  echo: "hook-echo",
};

const chatReasons: Partial<Record<string, TextId>> = {
  blocked: "health-chat-blocked",
  kicked: "health-chat-kicked",
  deactivated: "health-chat-deactivated",
  not_started: "health-chat-not-started",
  not_found: "health-chat-not-found",
  no_rights: "health-chat-no-rights",
};

const keyReasons: Partial<Record<string, TextId>> = {
  key: "check-refused-key",
  access: "check-refused-access",
  domain: "check-refused-domain",
  limited: "check-limited",
};

/** What the last check of an account's key found wrong, as Telegram HTML. */
export function keyReason(
  language: Language,
  account: { provider: AccountProvider; label: string },
  code: string,
): string {
  const id = keyReasons[code] ?? "check-unreachable";
  return html(language, id, { account: accountName(account), command: account.provider });
}

/** Why a hook was not taken, in words that say what to do. */
export function hookReason(language: Language, code: string | null): string {
  return text(language, (code === null ? undefined : hookReasons[code]) ?? "hook-other");
}

/** Why cards cannot reach a chat. */
export function chatReason(language: Language, code: string): string {
  return text(language, chatReasons[code] ?? "health-chat-not-found");
}
