import type { IncomingMessage } from "node:http";

/** The bytes of a request, or nothing when they pass the limit. */
export async function readRaw(
  request: IncomingMessage,
  limit: number,
): Promise<Uint8Array | "too_large"> {
  if (Number(request.headers["content-length"] ?? 0) > limit) return "too_large";
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return "too_large";
    chunks.push(chunk);
  }
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}
