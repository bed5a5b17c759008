import type { Role } from "./role.ts";
import type { Language } from "../texts/language.ts";

/** A Telegram user of a business. `ext` is the member's own extension, when bound. */
export type Member = {
  businessId: string;
  personId: number;
  role: Role;
  name: string;
  ext: string | null;
  joinedAt: number;
};

/** A Telegram user, whatever business they belong to. */
export type Person = {
  id: number;
  firstName: string;
  username: string | null;
  language: Language;
  activeBusinessId: string | null;
};
