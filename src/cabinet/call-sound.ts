import type { RouterContext } from "@koa/router";
import { notedCall } from "../calls/message-service.ts";
import { AppError } from "../lib/app-error.ts";
import { talkFile } from "../desk/talk-text.ts";
import { talkOf } from "../calls/talk-service.ts";
import { playable, type Playable } from "../speech/play-service.ts";
import { transcriptsOf } from "../speech/transcript-service.ts";
import { callIdOf } from "./call-look.ts";
import { viewOf } from "./call-text.tsx";
import { rangeIn } from "./call-range.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";

/** `GET /dashboard/calls/:id/sound`: a recording, whole or the bytes that a player asks for. */
export async function sendSound(
  deps: CabinetDeps,
  visit: Visit,
  ctx: RouterContext,
): Promise<void> {
  const recording = await recordingAt(deps, visit);
  const size = recording.bytes ?? 0;
  const isWhole = ctx.method === "HEAD" || recording.bytes === null;
  const range = isWhole ? "whole" : rangeIn(ctx.get("range"), size);
  ctx.set("accept-ranges", "bytes");
  if (range === "beyond") {
    ctx.status = 416;
    ctx.set("content-range", `bytes */${size}`);
    ctx.body = "";
    return;
  }
  const found = await recording.read(range === "whole" ? null : range);
  if ("missing" in found) throw new AppError("recordings.not_found", "not_found");
  if ("failed" in found) throw new AppError("cabinet.starting", "conflict");
  ctx.status = range === "whole" ? 200 : 206;
  ctx.body = found.stream;
  if (range === "whole") {
    if (recording.bytes !== null) ctx.length = size;
  } else {
    ctx.set("content-range", `bytes ${range.from}-${range.to}/${size}`);
    ctx.length = range.to - range.from + 1;
  }
  ctx.type = recording.mime;
  if (visit.query.get("save") === "1") ctx.attachment(recording.name);
}

/** `GET /dashboard/calls/:id/text`: what was said, as a file. */
export async function sendText(
  { db }: CabinetDeps,
  visit: Visit,
  ctx: RouterContext,
): Promise<void> {
  const { business, language } = visit.visitor;
  const talk = await talkOf(db, business.id, callIdOf(visit));
  if (!talk) throw new AppError("calls.not_found", "not_found");
  const transcripts = (await transcriptsOf(db, business.id, [talk.id])).get(talk.id) ?? [];
  if (transcripts.length === 0) throw new AppError("transcripts.not_found", "not_found");
  const zone = business.timezone;
  const file = talkFile(viewOf({ talk, transcripts, language, zone, now: visit.now }));
  ctx.attachment(file.name);
  ctx.type = "text/plain; charset=utf-8";
  ctx.body = file.text;
}

/** The recording of an address: the first one where none is named. */
async function recordingAt(deps: CabinetDeps, visit: Visit): Promise<Playable> {
  const { business } = visit.visitor;
  const call = await notedCall(deps.db, business.id, callIdOf(visit));
  if (!call) throw new AppError("calls.not_found", "not_found");
  const about = { db: deps.db, files: deps.desk().sound.files, botId: null };
  const found = await playable(about, business.id, call.callId);
  const place = Number(/^\d{1,2}$/.exec(visit.query.get("r") ?? "1")?.[0] ?? 0) - 1;
  const recording = "recordings" in found ? found.recordings[place] : undefined;
  if (!recording) throw new AppError("recordings.not_found", "not_found");
  return recording;
}
