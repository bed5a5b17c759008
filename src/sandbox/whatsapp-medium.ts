import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";

/** What a customer sends beside words. */
export const shown = z.strictObject({
  kind: z.enum([
    "photo",
    "voice",
    "document",
    "sticker",
    "location",
    "contact",
    "reaction",
    "poll",
  ]),
  caption: z.string().max(1024).optional(),
  name: z.string().max(240).optional(),
  phone: z
    .string()
    .regex(/^\+?\d{7,15}$/)
    .optional(),
  emoji: z.string().max(16).optional(),
  /** What a reaction is about: a wamid. */
  message: z.string().optional(),
});
export type Shown = z.infer<typeof shown>;

export type Medium = { type: string; content: object; errors?: readonly object[] };

/** Its type and object as Meta tells them (samples/whatsapp/inbound). */
export function mediumOf(wish: Shown): Medium {
  const { kind, caption, name, phone = "+380670000099", emoji = "👍", message } = wish;
  const said = caption === undefined ? {} : { caption };
  const mediums: Record<Shown["kind"], () => Medium> = {
    photo: () => ({ type: "image", content: { ...file("image/jpeg"), ...said } }),
    voice: () => ({
      type: "audio",
      content: { ...file("audio/ogg; codecs=opus"), voice: true },
    }),
    document: () => ({
      type: "document",
      content: { ...file("application/pdf"), filename: name ?? "file.pdf", ...said },
    }),
    sticker: () => ({ type: "sticker", content: { ...file("image/webp"), animated: false } }),
    location: () => ({ type: "location", content: { latitude: 50.4501, longitude: 30.5234 } }),
    contact: () => ({ type: "contacts", content: [card(name ?? "", phone)] }),
    reaction: () => ({ type: "reaction", content: { message_id: message ?? "", emoji } }),
    poll: () => ({
      type: "unsupported",
      content: { type: "poll" },
      errors: [
        {
          code: 131051,
          title: "Message type unknown",
          message: "Message type unknown",
          error_data: { details: "Message type is currently not supported." },
        },
      ],
    }),
  };
  return mediums[kind]();
}

function file(mime: string): object {
  const id = randomBytes(8).readBigUInt64BE().toString().slice(0, 16);
  return { mime_type: mime, sha256: createHash("sha256").update(id).digest("base64"), id };
}

function card(name: string, phone: string): object {
  const digits = phone.replace("+", "");
  return {
    name: { first_name: name, formatted_name: name },
    phones: [{ phone: `+${digits}`, wa_id: digits, type: "CELL" }],
  };
}
