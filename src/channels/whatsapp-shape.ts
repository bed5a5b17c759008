import { z } from "zod";

/**
 * What Meta posts (Cloud API webhooks, `value` of a change). Nothing but a message's own id is insisted on: a field of an
 * unforeseen type counts as absent, and one that cannot be read takes nothing else with it.
 */
const words = lenient(z.string());
const flag = lenient(z.boolean());
const anything = lenient(z.array(z.unknown()));
/** Seconds, as text or as a number. */
const seconds = lenient(z.union([z.string().regex(/^\d{1,12}$/), z.number().int().nonnegative()]));
const reply = lenient(z.looseObject({ id: words, title: words }));
const media = lenient(z.looseObject({ caption: words }));

const inner = {
  type: words,
  text: lenient(z.looseObject({ body: words })),
  image: media,
  video: media,
  audio: media,
  document: media,
  sticker: media,
};

const messageShape = z.looseObject({
  ...inner,
  id: z.string().min(1).max(512),
  timestamp: seconds,
  from: words,
  from_user_id: words,
  to: words,
  to_user_id: words,
  group_id: words,
  context: lenient(z.looseObject({ forwarded: flag, frequently_forwarded: flag })),
  interactive: lenient(
    z.looseObject({
      button_reply: reply,
      list_reply: reply,
      nfm_reply: lenient(z.looseObject({ body: words })),
    }),
  ),
  button: lenient(z.looseObject({ payload: words, text: words })),
  reaction: lenient(z.looseObject({ message_id: words, emoji: words })),
  order: lenient(z.looseObject({ text: words })),
  contacts: anything,
  system: lenient(
    z.looseObject({ body: words, wa_id: words, new_wa_id: words, user_id: words, type: words }),
  ),
  edit: lenient(
    z.looseObject({ original_message_id: words, message: lenient(z.looseObject(inner)) }),
  ),
  revoke: lenient(z.looseObject({ original_message_id: words })),
});
export type WhatsappMessage = z.infer<typeof messageShape>;

const statusShape = z.looseObject({
  id: z.string().min(1).max(512),
  status: z.string(),
  timestamp: seconds,
  biz_opaque_callback_data: words,
  recipient_type: words,
  errors: anything,
});
export type WhatsappPosted = z.infer<typeof statusShape>;

const contactShape = z.looseObject({
  profile: lenient(z.looseObject({ name: words, username: words })),
  wa_id: words,
  user_id: words,
});
export type WhatsappContact = z.infer<typeof contactShape>;

const cardShape = z.looseObject({
  phones: lenient(z.array(z.looseObject({ wa_id: words }))),
});

const updateShape = z.looseObject({
  wa_id: words,
  user_id: z.looseObject({ previous: words, current: words }),
});
const preferenceShape = z.looseObject({
  wa_id: words,
  user_id: words,
  category: z.string(),
  value: z.string(),
});
const errorShape = z.looseObject({ code: z.number().int() });

const valueShape = z.looseObject({
  metadata: lenient(z.looseObject({ display_phone_number: words, phone_number_id: words })),
  contacts: anything,
  messages: anything,
  message_echoes: anything,
  statuses: anything,
  user_id_update: anything,
  user_preferences: anything,
});

/** Of a list, what could be read; null for what could not. */
export type WhatsappValue = {
  ownNumber: string | null;
  contacts: WhatsappContact[];
  messages: (WhatsappMessage | null)[];
  echoes: (WhatsappMessage | null)[];
  statuses: (WhatsappPosted | null)[];
  updates: (z.infer<typeof updateShape> | null)[];
  preferences: (z.infer<typeof preferenceShape> | null)[];
};

/** `value` of a change; null for what is no object. */
export function readValue(given: unknown): WhatsappValue | null {
  const read = valueShape.safeParse(given);
  if (!read.success) return null;
  const { metadata, ...lists } = read.data;
  return {
    ownNumber: metadata?.display_phone_number ?? null,
    contacts: each(lists.contacts, contactShape).filter((one) => one !== null),
    messages: each(lists.messages, messageShape),
    echoes: each(lists.message_echoes, messageShape),
    statuses: each(lists.statuses, statusShape),
    updates: each(lists.user_id_update, updateShape),
    preferences: each(lists.user_preferences, preferenceShape),
  };
}

/** The WhatsApp numbers of a contact card, as digits. */
export function numbersOfCards(cards: readonly unknown[] | undefined): string[] {
  return each(cards, cardShape).flatMap((card) =>
    (card?.phones ?? []).flatMap((phone) => (phone.wa_id === undefined ? [] : [phone.wa_id])),
  );
}

/** The code of the first error of a failed status. */
export function codeOf(errors: readonly unknown[] | undefined): number | null {
  return each(errors, errorShape)[0]?.code ?? null;
}

function lenient<T extends z.ZodType>(shape: T) {
  return shape.optional().catch(undefined);
}

function each<T extends z.ZodType>(
  list: readonly unknown[] | undefined,
  shape: T,
): (z.infer<T> | null)[] {
  return (list ?? []).map((one) => {
    const read = shape.safeParse(one);
    return read.success ? read.data : null;
  });
}
