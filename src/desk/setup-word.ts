import type { SetupItem } from "./setup.ts";

/** What the lines of the set-up checklist are called. */
export const setupTexts = {
  address_known: "setup-address-known",
  extension_known: "setup-extension-known",
  cabinet_opened: "setup-cabinet-opened",
  api_page_opened: "setup-api-page-opened",
  api_key_enabled: "setup-api-key-enabled",
  key_copied: "setup-key-copied",
  letter_sent: "setup-letter-sent",
  support_confirmed: "setup-support-confirmed",
  recording_enabled: "setup-recording-enabled",
  test_call: "setup-test-call",
  key_checked: "setup-key-checked",
  address_pasted: "setup-address-pasted",
  chat_subscribed: "setup-chat-subscribed",
} as const satisfies Record<SetupItem, string>;
