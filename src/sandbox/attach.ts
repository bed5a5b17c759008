import { randomBytes } from "node:crypto";
import { z } from "zod";
import { readersOf } from "./business.ts";
import { chatOf, Impossible } from "./cast.ts";
import { peerOf } from "./chat.ts";
import type { Content } from "./message.ts";
import type { World } from "./world.ts";

/** What a person sends beside words. `base64`: the file's bytes; without it a small one is made up. */
export const attachment = z.strictObject({
  kind: z.enum(["photo", "document", "voice", "sticker", "location"]),
  name: z.string().min(1).max(200).optional(),
  mime: z.string().max(100).optional(),
  base64: z.base64().optional(),
  caption: z.string().max(1024).optional(),
  emoji: z.string().max(16).optional(),
  /** Somebody else wrote it first. */
  forwarded_from: z.string().max(64).optional(),
});
type Attachment = z.infer<typeof attachment>;

/** The message that carries it, with a file that the chat's bot may fetch. */
export function attached(world: World, key: string, wish: Attachment): Content {
  const { caption, forwarded_from } = wish;
  return {
    ...contentOf(world, key, wish),
    ...(caption === undefined ? {} : { caption }),
    ...(forwarded_from === undefined
      ? {}
      : {
          forward_origin: {
            type: "hidden_user",
            sender_user_name: forwarded_from,
            date: world.seconds(),
          },
        }),
  };
}

function contentOf(world: World, key: string, wish: Attachment): Content {
  if (wish.kind === "location") return { location: { latitude: 50.4501, longitude: 30.5234 } };
  const { file_id, file_unique_id, file_size, file_name, mime_type } = keep(world, key, wish);
  const ids = { file_id, file_unique_id, file_size };
  switch (wish.kind) {
    case "photo":
      return { photo: [{ ...ids, width: 640, height: 480 }] };
    case "voice":
      return { voice: { ...ids, duration: 3, mime_type } };
    case "sticker":
      return {
        sticker: {
          ...ids,
          type: "regular",
          width: 512,
          height: 512,
          is_animated: false,
          is_video: false,
          emoji: wish.emoji ?? "👍",
        },
      };
    case "document":
    default:
      return { document: { ...ids, file_name, mime_type } };
  }
}

const usual = {
  photo: { folder: "photos", name: "photo.jpg", mime: "image/jpeg" },
  voice: { folder: "voice", name: "voice.ogg", mime: "audio/ogg" },
  sticker: { folder: "stickers", name: "sticker.webp", mime: "image/webp" },
  document: { folder: "documents", name: "file.txt", mime: "text/plain" },
} as const;

function keep(world: World, key: string, { kind, name, mime, base64 }: Attachment) {
  if (kind === "location") throw new Impossible("a place is no file");
  const chat = chatOf(world, key);
  const owner = chat.bots[0]?.id ?? readersOf(world, chat)[0]?.bot;
  if (owner === undefined && peerOf(chat, chat.id) === null)
    throw new Impossible("no bot is in the chat to see it");
  const { folder, ...made } = usual[kind];
  const bytes = Buffer.from(base64 ?? Buffer.from("sandbox").toString("base64"), "base64");
  const file = world.saveFile({
    id: `AgAC${randomBytes(24).toString("base64url")}`,
    unique: randomBytes(9).toString("base64url"),
    path: `${folder}/file_${world.files.size}${/\.[a-z0-9]{1,8}$/i.exec(name ?? made.name)?.[0] ?? ""}`,
    name: name ?? made.name,
    mime: mime ?? made.mime,
    size: bytes.length,
    owner: owner ?? 0,
    base64: bytes.toString("base64"),
  });
  return {
    file_id: file.id,
    file_unique_id: file.unique,
    file_size: file.size,
    file_name: file.name,
    mime_type: file.mime,
  };
}
