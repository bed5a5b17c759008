import { Router, type RouterContext } from "@koa/router";
import { soundOf } from "./talk-sound.ts";
import type { Talk } from "./talk.ts";
import type { Recorded, Shelf } from "./recording-shelf.ts";
import type { Oddity } from "./service-fault.ts";
import type { Answered, Served, Services } from "./service-log.ts";
import { RATE } from "./voice.ts";
import { writeWav } from "./voice-wav.ts";

export type Side = "both" | "employee" | "client";
export type Keeping = { shelf: Shelf; services: Services };

const LOGIN = "<!doctype html><html><head><title>Sign in</title></head><body></body></html>";

/** `/sandbox/records/:token/:name`: the recordings that links in hooks lead to. */
export function recordingRouter({ shelf, services }: Keeping): Router {
  const router = new Router({ prefix: "/sandbox/records" });
  router.get("/:token/:name", (ctx) => {
    const recorded = shelf.linked(ctx.params["token"] ?? "");
    return giveRecording(ctx, services, { recorded });
  });
  return router;
}

/** Sends the bytes of a recording, or what a provider says who has none. */
export async function giveRecording(
  ctx: RouterContext,
  services: Services,
  { recorded, side = "both" }: { recorded: Recorded | null; side?: Side },
): Promise<void> {
  if (recorded === null)
    return services.refuse(ctx, "recording", { answered: refusal(404), why: "not found" });
  await services.serve(ctx, "recording", servedOf(recorded, side));
}

function servedOf({ token, talk }: Recorded, side: Side): Served {
  const wav = bytesOf(talk, side);
  return {
    key: token.slice(0, 12),
    about: talk.name,
    refuse: refusal,
    answer: (oddity) => odd(oddity, wav),
  };
}

function refusal(status: number): Answered {
  return { status, body: { status: "error", message: words[status] ?? "Error" } };
}

const words: Record<number, string> = {
  401: "Not authorized",
  403: "Forbidden",
  404: "File not found",
  429: "You have exceeded the limit",
};

function odd(oddity: Oddity | null, wav: Buffer): Answered {
  const audio = { status: 200, type: "audio/wav" };
  if (oddity === "html") return { status: 200, type: "text/html", body: LOGIN };
  if (oddity === "empty") return { ...audio, body: Buffer.alloc(0) };
  if (oddity === "cut") return { ...audio, body: wav.subarray(0, 40) };
  return { ...audio, body: wav };
}

function bytesOf(talk: Talk, side: Side): Buffer {
  const { wav, left, right } = soundOf(talk);
  if (side === "both") return wav;
  return writeWav({ rate: RATE, channels: [side === "employee" ? left : right] });
}
