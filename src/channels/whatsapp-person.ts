import type { Sender } from "./heard.ts";

/** Who somebody is on WhatsApp, as far as Meta told: by their user id, by the digits of their number, or by both. */
export type WhatsappIdentity = {
  /** Business-scoped user id. */
  userId: string | null;
  waId: string | null;
  username: string | null;
  name: string | null;
};

/** A person who wrote to a number. */
export type WhatsappPerson = WhatsappIdentity & { id: number; numberId: string };

const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;
const DIGITS = /^[1-9]\d{5,18}$/;
const NAME_LENGTH = 200;

/** Of what a payload shows only what has the form of an identity. */
export function identityOf(shown: {
  userId?: string | undefined;
  waId?: string | undefined;
  username?: string | undefined;
  name?: string | undefined;
}): WhatsappIdentity {
  const { userId = "", waId = "", username, name } = shown;
  const digits = waId.replace(/^\+/, "");
  return {
    userId: USER_ID.test(userId) ? userId : null,
    waId: DIGITS.test(digits) ? digits : null,
    username: cleaned(username),
    name: cleaned(name),
  };
}

export function isKnown({ userId, waId }: Pick<WhatsappIdentity, "userId" | "waId">): boolean {
  return userId !== null || waId !== null;
}

/** The surest address first: a number may change hands, a user id does not. */
export function senderOf({ id, userId, waId, name, username }: WhatsappPerson): Sender {
  return {
    place: String(id),
    handles: [userId, waId].filter((handle) => handle !== null),
    name: name ?? username,
    languageCode: null,
    phone: waId === null ? null : `+${waId}`,
  };
}

/** Those that an identity fits: the one of its user id and the one of its number. */
export type Fitting = { ofUser: WhatsappPerson | null; ofNumber: WhatsappPerson | null };

/**
 * What an identity makes of the people who are known. `keep`: the row that they are, null for a new one; `join`: a row that
 * turned out to be the same person; `free`: a row whose number is somebody else's now.
 */
export type Meeting = { keep: number | null; join: number | null; free: number | null };

/**
 * A user id is one person for good (Meta gives a new one with a new number, and says so). A number that comes with another
 * user id has changed hands: what was said from it before stays with whom it was said to.
 */
export function meetingOf({ userId }: WhatsappIdentity, { ofUser, ofNumber }: Fitting): Meeting {
  if (ofUser !== null) {
    if (ofNumber === null || ofNumber.id === ofUser.id)
      return { keep: ofUser.id, join: null, free: null };
    const same = ofNumber.userId === null && ofUser.waId === null;
    return same
      ? { keep: ofUser.id, join: ofNumber.id, free: null }
      : { keep: ofUser.id, join: null, free: ofNumber.id };
  }
  if (ofNumber === null) return { keep: null, join: null, free: null };
  const another = userId !== null && ofNumber.userId !== null;
  return another
    ? { keep: null, join: null, free: ofNumber.id }
    : { keep: ofNumber.id, join: null, free: null };
}

/** Postgres takes no NUL and no half of a surrogate pair. */
export function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

function cleaned(text: string | undefined): string | null {
  const clean = storable(text ?? "")
    .trim()
    .slice(0, NAME_LENGTH)
    .toWellFormed();
  return clean === "" ? null : clean;
}
