import { text, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";

const hookReasons: Record<string, TextId> = {
  bad_signature: "hook-signature-invalid",
  no_signature: "hook-signature-missing",
  other_line: "hook-other-line",
  other_extension: "hook-other-extension",
  other_token: "hook-other-token",
  echo: "hook-echo",
};

const chatReasons: Record<string, TextId> = {
  blocked: "health-chat-blocked",
  kicked: "health-chat-kicked",
  deactivated: "health-chat-deactivated",
  not_started: "health-chat-not-started",
  not_found: "health-chat-not-found",
  no_rights: "health-chat-no-rights",
};

/** Why a hook was not taken, in words that say what to do. */
export function hookReason(language: Language, code: string | null): string {
  return text(language, (code === null ? undefined : hookReasons[code]) ?? "hook-other");
}

/** Why cards cannot reach a chat. */
export function chatReason(language: Language, code: string): string {
  return text(language, chatReasons[code] ?? "health-chat-not-found");
}
