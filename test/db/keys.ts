const BEFORE = "looked up before the business is known: what came says only this";
const ONE_INSTALLATION = "one business at a time has it, of all in the installation";

/** Unique keys without the business, each with its reason. Their tables are small: every server may have a copy of them. */
export const globalKeys: Record<string, string> = {
  "hook_tokens.hook_tokens_tokenHash_unique": BEFORE,
  "api_tokens.api_tokens_tokenHash_unique": BEFORE,
  "invites.invites_codeHash_unique": BEFORE,
  "entries.entries_pkey": BEFORE,
  "sessions.sessions_pkey": BEFORE,
  "salon_bots.salon_bots_bot": ONE_INSTALLATION,
  "whatsapp_numbers.whatsapp_numbers_number": ONE_INSTALLATION,
  "forms.forms_pkey": "a form of a chat, which may belong to no business yet",
  "replies.replies_pkey": "a job knows its id; who is answered may have no business yet",
};

/** Tables whose rows may belong to no business. */
export const nobodysYet: Record<string, string> = {
  forms: "a person who has no business yet fills one in",
  replies: "and is answered",
};
