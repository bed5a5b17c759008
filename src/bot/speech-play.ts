import { GrammyError, InputFile } from "grammy";
import type { Message } from "grammy/types";
import { keepFileId, playable, type Playable } from "../speech/play-service.ts";
import { text } from "../texts/bundle.ts";
import { dateFull } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import type { BotDeps, DeskContext } from "./context.ts";
import { html } from "./say.ts";
import { answer } from "./screen.ts";

type Wish = {
  businessId: string;
  callId: number;
  /** When the call was, epoch ms. */
  at: number;
  zone: string;
  language: Language;
  /** The card, and its topic. */
  to: number;
  threadId: number | null;
};

/** Why nothing is sent: the recordings are gone, there were none, or they were sent a moment ago. */
export type Unplayed = "gone" | "none" | "sent";

/** What there is to play; a sentence's word where there is nothing. */
export async function findRecordings(
  { desk: { deps }, chat }: DeskContext,
  { businessId, callId }: { businessId: string; callId: number },
): Promise<{ recordings: Playable[] } | { unplayed: Unplayed }> {
  if (deps.clock.now() - (lately(deps).get(`${chat?.id}:${callId}`) ?? 0) < AGAIN_MS)
    return { unplayed: "sent" };
  const about = { db: deps.db, files: deps.sound.files, botId: deps.botInfo.id };
  const found = await playable(about, businessId, callId);
  if ("recordings" in found) return found;
  return { unplayed: "gone" in found ? "gone" : "none" };
}

/** Sends the recordings of a call as answers to its card, one after another. */
export async function sendRecordings(
  ctx: DeskContext,
  recordings: readonly Playable[],
  wish: Wish,
): Promise<void> {
  const { deps } = ctx.desk;
  for (const [place, recording] of recordings.entries()) {
    const number = recordings.length > 1 ? place + 1 : null;
    const refused = await sendOne(ctx, recording, { ...wish, number });
    if (refused === null) continue;
    const { to, threadId, language } = wish;
    await answer(ctx, wish.businessId, { to, threadId, html: html(language, refused) });
  }
  const sent = lately(deps);
  if (sent.size > MOST_KEPT) sent.clear();
  sent.set(`${ctx.chat?.id}:${wish.callId}`, deps.clock.now());
}

/** A second tap waits until the first is done, and then comes to nothing. */
const AGAIN_MS = 3000;
const MOST_KEPT = 1000;
const sentBy = new WeakMap<BotDeps, Map<string, number>>();

function lately(deps: BotDeps): Map<string, number> {
  const known = sentBy.get(deps) ?? new Map<string, number>();
  sentBy.set(deps, known);
  return known;
}

/** Telegram's limit for bots. */
const MAX_BYTES = 50 * 1024 * 1024;

type One = Wish & { number: number | null };
type Refused = "speech-play-gone" | "speech-play-large" | "speech-play-failed";
/** How Telegram takes a file: what is neither MP3, M4A nor OGG is a document. */
type As = "audio" | "voice" | "document";
type Sound = { as: As; file: InputFile | string };

async function sendOne(ctx: DeskContext, recording: Playable, one: One): Promise<Refused | null> {
  const { ffmpeg } = ctx.desk.deps.sound;
  const as = ways[recording.mime] ?? (ffmpeg === null ? "document" : "audio");
  if (recording.fileId !== null) {
    const again = await attempt(ctx, recording, { ...one, as, file: recording.fileId });
    if (again === "sent") return null;
  }
  await hint(ctx, as, one.threadId);
  const loaded = await recording.load();
  if ("missing" in loaded) return "speech-play-gone";
  if ("failed" in loaded) return "speech-play-failed";
  const { bytes, name, way } = await soundOf(ctx, recording, loaded.bytes);
  if (bytes.length > MAX_BYTES) return "speech-play-large";
  const file = () => new InputFile(bytes, name);
  if ((await attempt(ctx, recording, { ...one, as: way, file: file() })) === "sent") return null;
  const plain = { ...one, as: "document" as const, file: file() };
  if (way === "document" || (await attempt(ctx, recording, plain)) !== "sent")
    return "speech-play-failed";
  return null;
}

const ways: Partial<Record<string, As>> = {
  "audio/mpeg": "audio",
  "audio/mp4": "audio",
  "audio/ogg": "voice",
};

/** As Telegram's players take it, where there is a program that makes it so. */
async function soundOf(
  ctx: DeskContext,
  { mime, name }: Playable,
  bytes: Buffer,
): Promise<{ bytes: Buffer; name: string; way: As }> {
  const { ffmpeg } = ctx.desk.deps.sound;
  const way = ways[mime];
  if (way !== undefined) return { bytes, name, way };
  const made = await ffmpeg?.toMp3(bytes);
  if (made === undefined || !("mp3" in made)) return { bytes, name, way: "document" };
  return { bytes: made.mp3, name: name.replace(/\.\w+$/, ".mp3"), way: "audio" };
}

/** "refused": Telegram lost its copy, knows the file as another kind, or the person takes no voice messages. */
async function attempt(
  ctx: DeskContext,
  { recordingId, durationS, fileId }: Playable,
  { file, as, ...one }: One & Sound,
): Promise<"sent" | "refused"> {
  const { deps } = ctx.desk;
  const about = { recordingId, botId: deps.botInfo.id };
  try {
    const message = await sendAs(ctx, { ...one, file, as, durationS });
    const kept = message.audio ?? message.voice ?? message.document;
    if (kept && kept.file_id !== fileId)
      await keepFileId(deps.db, one.businessId, { ...about, fileId: kept.file_id });
    return "sent";
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    if (typeof file === "string")
      await keepFileId(deps.db, one.businessId, { ...about, fileId: null });
    return "refused";
  }
}

type Sent = Partial<Pick<Message, "audio" | "voice" | "document">>;

async function sendAs(
  ctx: DeskContext,
  { as, file, durationS, ...one }: One & Sound & { durationS: number | null },
): Promise<Sent> {
  const { language, number, threadId, to } = one;
  const options = {
    protect_content: true,
    ...(number === null
      ? {}
      : { caption: text(language, "speech-recording", { number: String(number) }) }),
    ...(threadId === null ? {} : { message_thread_id: threadId }),
    reply_parameters: { message_id: to, allow_sending_without_reply: true },
  };
  const length = durationS === null ? {} : { duration: durationS };
  if (as === "document") return ctx.replyWithDocument(file, options);
  if (as === "voice") return ctx.replyWithVoice(file, { ...options, ...length });
  const title = text(language, "speech-play-title", { when: dateFull(language, one.at, one.zone) });
  return ctx.replyWithAudio(file, { ...options, ...length, title });
}

/** Shows that something is on its way; nobody misses it when it fails. */
async function hint(ctx: DeskContext, as: As, threadId: number | null): Promise<void> {
  try {
    const action = as === "document" ? "upload_document" : "upload_voice";
    await ctx.replyWithChatAction(action, threadId === null ? {} : { message_thread_id: threadId });
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
  }
}
