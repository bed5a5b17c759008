/** An approved template of Meta's with one parameter in its body. */
export type Template = { name: string; language: string };

/** A business's WhatsApp number of Meta's Cloud API. Instants are epoch ms. */
export type WhatsappNumber = {
  id: string;
  businessId: string;
  /** Meta's phone_number_id: the `via` of its line. */
  numberId: string;
  /** As people read it; null: Meta did not tell. */
  phone: string | null;
  name: string | null;
  /** Events are signed by a Meta app of the business's own and come to an address of its own. */
  ownApp: boolean;
  linkedAt: number;
  checkedAt: number | null;
  /** The last event that came; null: none yet. */
  heardAt: number | null;
  /** Why it does not work. */
  error: NumberTrouble | null;
  template: Template | null;
};

/** Its token was revoked, its rights are missing, Meta stopped it, Meta is out of reach. */
export type NumberTrouble = "revoked" | "permission" | "restricted" | "unreachable";

/** What Meta shows and signs with. `appSecret` null: no event can be believed yet. */
export type MetaApp = { verifyToken: string; appSecret: string | null };

/**
 * `malformed`: no id and token; `token`, `number`: Meta does not know it; `forbidden`: the token may not use this
 * number; `restricted`: Meta has stopped it; `taken`: another business has it; `unreachable`: Meta did not answer.
 */
export type NumberRefusal =
  | "malformed"
  | "token"
  | "number"
  | "forbidden"
  | "restricted"
  | "taken"
  | "unreachable";

const NUMBER_ID = /^\d{6,24}$/;
const TOKEN = /^[A-Za-z0-9_-]{30,1024}$/;
const SECRET = /^[0-9a-f]{32}$/i;
const TEMPLATE = /^[a-z0-9_]{1,512}$/;
const TEMPLATE_LANGUAGE = /^[a-z]{2,3}(_[A-Z]{2})?$/;

/** The id and the access token out of what a person pasted, in either order; null when one of them is not there. */
export function keysIn(pasted: string): { numberId: string; token: string } | null {
  const words = pasted.split(/[\s,;:]+/);
  const numberId = words.find(isNumberId);
  const token = words.find((word) => TOKEN.test(word) && !isNumberId(word));
  return numberId === undefined || token === undefined ? null : { numberId, token };
}

/** Meta's phone_number_id: digits alone. */
export function isNumberId(word: string): boolean {
  return NUMBER_ID.test(word);
}

/** An app secret as Meta's dashboard shows it, out of what a person pasted. */
export function secretIn(pasted: string): string | null {
  return pasted.split(/\s+/).find((word) => SECRET.test(word)) ?? null;
}

/** A template's name and language code: "visit_reminder uk". */
export function templateIn(pasted: string): Template | null {
  const [name = "", language = "", ...more] = pasted.trim().split(/[\s,;]+/);
  const read = TEMPLATE.test(name) && TEMPLATE_LANGUAGE.test(language) && more.length === 0;
  return read ? { name, language } : null;
}
