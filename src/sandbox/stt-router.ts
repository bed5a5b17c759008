import { createHash } from "node:crypto";
import { Router } from "@koa/router";
import { formEntries, readBytes } from "./body.ts";
import { noBalance, openAiError, openAiRefusal } from "./openai-error.ts";
import type { Answered, Services } from "./service-log.ts";
import { listen, toAnswer } from "./stt-answer.ts";
import { readWish } from "./stt-form.ts";

/** `POST /sandbox/stt/v1/audio/transcriptions`: OpenAI's transcription, of the simulated talks. Without a key any key is right. */
export function sttRouter({ services, key }: { services: Services; key: string | null }): Router {
  const router = new Router({ prefix: "/sandbox/stt/v1" });
  router.post("/audio/transcriptions", async (ctx) => {
    const cameAt = performance.now();
    const refused = (answered: Answered, why: string) =>
      services.refuse(ctx, "stt", { answered, why });
    if (key !== null && ctx.get("authorization") !== `Bearer ${key}`)
      return refused(openAiRefusal(401), "wrong key");
    const body = await readBytes(ctx.req);
    const read = body && formEntries(body, ctx.get("content-type"));
    if (!read || "wrong" in read)
      return refused(
        openAiError({ status: 400, message: read?.wrong ?? "too large", param: null, code: null }),
        "not multipart",
      );
    const wish = readWish(read.entries);
    if ("wrong" in wish) return refused(openAiError(wish.wrong), wish.wrong.message);
    const heard = listen(wish.file.bytes);
    return services.serve(ctx, "stt", {
      key: createHash("sha256").update(wish.file.bytes).digest("hex").slice(0, 12),
      about: heard.name,
      cameAt,
      refuse: openAiRefusal,
      answer: (oddity) => {
        if (oddity === "balance") return noBalance;
        const answered = toAnswer(heard, wish);
        return oddity === "malformed" ? halved(answered) : answered;
      },
    });
  });
  return router;
}

/** An answer that breaks off in the middle. */
export function halved(answered: Answered): Answered {
  const whole = JSON.stringify(answered.body);
  return { ...answered, body: whole.slice(0, Math.floor(whole.length / 2)) };
}
