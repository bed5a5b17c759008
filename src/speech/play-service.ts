import type { Database, Tx } from "../db/client.ts";
import type { Files, Range } from "../gateways/file-port.ts";
import type { Recording } from "./recording.ts";
import { recordingsOf, saveFileId } from "./recording-store.ts";

/** One recording of a call, to be sent as audio. */
export type Playable = {
  recordingId: string;
  /** Telegram's own copy, where this bot has sent it before. */
  fileId: string | null;
  /** A name for the file; it tells nobody whom the call was with. */
  name: string;
  mime: string;
  durationS: number | null;
  bytes: number | null;
  storedAt: number | null;
  /** The bytes themselves. */
  load(): ReturnType<Files["get"]>;
  /** The same bit by bit, or a range of them. */
  read(range: Range | null): ReturnType<Files["read"]>;
};

/** `gone`: there were recordings, and their time is over. */
export type Playables = { recordings: Playable[] } | { gone: true } | { none: true };

/** The recordings of a call in the order in which they were made. */
export async function playable(
  { db, files, botId }: { db: Database; files: Files; botId: number | null },
  businessId: string,
  callId: number,
): Promise<Playables> {
  const rows = await recordingsOf(db, businessId, callId);
  const kept = rows.filter(({ file, removedAt }) => file !== null && removedAt === null);
  if (kept.length > 0)
    return {
      recordings: kept.flatMap((row, i) => toPlayable(row, { files, botId, place: i + 1 })),
    };
  return rows.some(({ removedAt }) => removedAt !== null) ? { gone: true } : { none: true };
}

/** Telegram has a copy now; null: it lost it. */
export async function keepFileId(
  tx: Tx,
  businessId: string,
  { recordingId, fileId, botId }: { recordingId: string; fileId: string | null; botId: number },
): Promise<void> {
  await saveFileId(tx, businessId, { id: recordingId, fileId, botId });
}

function toPlayable(
  { id, file, mime, durationS, bytes, storedAt, fileId, fileBotId }: Recording,
  { files, botId, place }: { files: Files; botId: number | null; place: number },
): Playable[] {
  if (file === null) return [];
  return [
    {
      recordingId: id,
      fileId: botId !== null && fileBotId === botId ? fileId : null,
      name: `recording-${place}.${file.split(".").at(-1) ?? "bin"}`,
      mime: mime ?? "application/octet-stream",
      durationS: durationS === null ? null : Math.round(durationS),
      bytes,
      storedAt,
      load: () => files.get(file),
      read: (range) => files.read(file, range),
    },
  ];
}
