import type { IncomingMessage } from "node:http";

/** The bytes of a request, or nothing when they pass the limit; throws when the sender breaks off. */
export function readRaw(
  request: IncomingMessage,
  limit: number,
): Promise<Uint8Array | "too_large"> {
  return new Promise((done, failed) => {
    if (Number(request.headers["content-length"] ?? 0) > limit) return done("too_large");
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= limit) return;
      request.off("data", take);
      done("too_large");
    };
    request.on("data", take);
    request.once("end", () =>
      done(chunks[0] && chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)),
    );
    request.once("error", failed);
    request.once("close", () => {
      if (!request.readableEnded)
        failed(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
    });
  });
}
