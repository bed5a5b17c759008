const heardKinds = [
  "text",
  "button",
  "photo",
  "voice",
  "sticker",
  "contact",
  "location",
  "file",
  "forwarded",
  "edited",
  "other",
] as const;
export type HeardKind = (typeof heardKinds)[number];

/** Who wrote, as the channel tells it. */
export type Sender = {
  /** The chat on its line: a Telegram chat's id, a person of the table `whatsapp_people`. */
  place: string;
  /** Addresses that client cards know them by, the surest first: a Telegram user's id, a WhatsApp user id, a number's digits. */
  handles: readonly string[];
  /** As the channel names them: data, never proof. */
  name: string | null;
  languageCode: string | null;
  /** E.164; a number that the channel itself proves to be theirs. */
  phone: string | null;
};

/** What came over a line, whatever its protocol. `externalId` is the channel's own and unique in a chat. */
export type Heard =
  | {
      what: "message";
      from: Sender;
      externalId: string;
      kind: HeardKind;
      text: string;
      /** A contact that they shared and that is their own: E.164. */
      ownPhone: string | null;
      /** When it was written, epoch ms; null: now. */
      at: number | null;
      /** It is only kept for whoever reads along: nobody answers it. */
      silent?: true;
    }
  | { what: "edited"; from: Sender; externalId: string; editId: string; text: string }
  | {
      what: "pressed";
      from: Sender;
      externalId: string;
      /** Telegram wants its answer; null elsewhere. */
      callbackId: string | null;
      /** The data of the button, `buttonData`. */
      data: string;
      /** Its title, where the channel tells it. */
      title: string | null;
      at: number | null;
    }
  /** They blocked the bot, or came back. */
  | { what: "reach"; from: Sender; gone: boolean }
  /** The owner answered from their own phone; `from` is the customer, `by` the owner's Telegram id where it is known. */
  | { what: "owner"; from: Sender; externalId: string; text: string; by: number | null }
  /** A message was taken back by its author. */
  | { what: "deleted"; from: Sender; externalId: string };

export function isHeardKind(kind: string): kind is HeardKind {
  return (heardKinds as readonly string[]).includes(kind);
}
