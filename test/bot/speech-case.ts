import { sql } from "drizzle-orm";
import { setSpoken } from "../../src/calls/spoken-service.ts";
import { UNSPOKEN, type Spoken } from "../../src/calls/spoken.ts";
import type { Files } from "../../src/gateways/file-port.ts";
import { saveTranscript } from "../../src/speech/transcript-service.ts";
import type { Turn } from "../../src/speech/transcript.ts";
import { reference } from "../../src/business/button-service.ts";
import { CARD, type WhyDesk } from "./why-case.ts";

/** A call of the desk whose recordings are kept and heard. */
export async function spokenCall(desk: WhyDesk, files: Files) {
  const { db, business } = desk;
  const callId = await desk.missedCall();
  const button = await reference(db, business.id, { do: "card_more", callId });
  const add = async (ref: string, mime: string, bytes = Buffer.from("ID3 sound")) => {
    const [row] = await db.execute<{ id: string }>(sql`
      insert into recordings (business_id, call_id, provider, ref, state, wanted_at, changed_at, mime, duration_s)
      values (${business.id}, ${callId}, 'phonet', ${ref}, 'done', now(), now(), ${mime}, 12.4) returning id`);
    const id = row?.id ?? "";
    const file = `${business.id}/${id}.${mime.slice(-3)}`;
    await files.put(file, bytes, mime);
    await db.execute(sql`update recordings set file = ${file} where id = ${id}`);
    return id;
  };
  return {
    callId,
    add,
    heard: (recordingId: string, turns: Turn[], guessed = false) =>
      saveTranscript(db, business.id, {
        recordingId,
        callId,
        source: "stt",
        language: "uk",
        turns,
        guessed,
        model: null,
        now: desk.time.now,
      }),
    spoken: (change: Partial<Spoken>) =>
      setSpoken(db, business.id, { callId, change: { ...UNSPOKEN, ...change } }),
    press: (verb: "play" | "text") => desk.pressBelow(`${button}:${verb}`, CARD),
    button,
  };
}
