import { randomBytes } from "node:crypto";
import type { PhotoSize } from "grammy/types";
import type { Call } from "./call.ts";
import type { Content } from "./message.ts";
import { badRequest, notPlayed, Refusal } from "./refusal.ts";
import { soundOf } from "./sound.ts";
import type { Upload } from "./upload.ts";
import type { StoredFile } from "./world.ts";

const MAX_FILE = 50 * 1024 * 1024;
const MAX_PHOTO = 10 * 1024 * 1024;

export function photoContent(call: Call, given: Upload | string): Content {
  if (typeof given !== "string" && given.bytes.length > MAX_PHOTO)
    throw badRequest("PHOTO_SAVE_FILE_INVALID");
  const file = stored(call, given, "photos");
  const size = imageSize(Buffer.from(file.base64, "base64"));
  if (size === null) throw badRequest("IMAGE_PROCESS_FAILED");
  const photo: PhotoSize = { ...idsOf(file), ...size };
  return { photo: [photo] };
}

export function documentContent(call: Call, given: Upload | string): Content {
  const file = stored(call, given, "documents");
  return { document: { ...idsOf(file), file_name: file.name, mime_type: file.mime } };
}

type Sound = {
  duration?: number | undefined;
  performer?: string | undefined;
  title?: string | undefined;
};

export function audioContent(
  call: Call,
  given: Upload | string,
  { duration = 0, performer, title }: Sound,
): Content {
  const file = stored(call, given, "music");
  if (!["audio/mpeg", "audio/mp4"].includes(file.mime))
    throw notPlayed("an audio that is neither MP3 nor M4A");
  return {
    audio: {
      ...idsOf(file),
      duration,
      ...(performer === undefined ? {} : { performer }),
      ...(title === undefined ? {} : { title }),
      file_name: file.name,
      mime_type: file.mime,
    },
  };
}

export function voiceContent(call: Call, given: Upload | string, { duration = 0 }: Sound): Content {
  const file = stored(call, given, "voice");
  if (file.mime !== "audio/ogg") throw notPlayed("a voice that is not OGG");
  return { voice: { ...idsOf(file), duration, mime_type: file.mime } };
}

type Folder = "photos" | "documents" | "music" | "voice";

function stored({ world, bot }: Call, given: Upload | string, folder: Folder): StoredFile {
  if (typeof given === "string") {
    if (/^https?:\/\//i.test(given)) throw notPlayed("sending a file by its web address");
    const file = world.files.get(given);
    if (file === undefined || file.owner !== bot.id)
      throw badRequest("wrong remote file identifier specified: Wrong padding in the string");
    // What was sent as one kind is not sent as another by its identifier.
    if (!file.path.startsWith(`${folder}/`)) throw badRequest("type of file mismatch");
    return file;
  }
  if (given.bytes.length === 0) throw badRequest("file must be non-empty");
  if (given.bytes.length > MAX_FILE) throw new Refusal(413, "Request Entity Too Large");
  const unique = randomBytes(9).toString("base64url");
  const extension = /\.[a-z0-9]{1,8}$/i.exec(given.name)?.[0] ?? "";
  return world.saveFile({
    id: `BQAC${randomBytes(24).toString("base64url")}`,
    unique,
    path: `${folder}/file_${world.files.size}${extension}`,
    name: given.name,
    mime: soundOf(given.bytes) ?? given.mime,
    size: given.bytes.length,
    owner: bot.id,
    base64: given.bytes.toString("base64"),
  });
}

function idsOf(file: StoredFile): { file_id: string; file_unique_id: string; file_size: number } {
  return { file_id: file.id, file_unique_id: file.unique, file_size: file.size };
}

/** Width and height of a PNG, GIF or JPEG picture; null when the bytes are none of them. */
function imageSize(bytes: Buffer): { width: number; height: number } | null {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47)
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (bytes.length > 10 && bytes.toString("latin1", 0, 4) === "GIF8")
    return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return jpegSize(bytes);
  return null;
}

function jpegSize(bytes: Buffer): { width: number; height: number } | null {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
