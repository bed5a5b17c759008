import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** Of an answer this much is kept, counted after decompression. */
const MAX_ANSWER = 65_536;
/** What is packed and unfolds to nothing would never come to that cap. */
const MAX_PACKED = 2 * MAX_ANSWER;
const CUT = " … [cut at 64 KiB]";
const UNREADABLE = "[the answer's encoding could not be read]";

/** Takes an answer's bytes as they come; `done` is called once: at the end, at the cap or when they cannot be read. */
export type BodySink = { write(chunk: Buffer): void; end(): void; stop(): void };

export function bodySink(encoding: string, done: (text: string) => void): BodySink {
  const state = { chunks: new Array<Buffer>(), size: 0, packed: 0, over: false };
  const finish = (suffix: string): void => {
    if (state.over) return;
    state.over = true;
    done(Buffer.concat(state.chunks).subarray(0, MAX_ANSWER).toString("utf8") + suffix);
  };
  const keep = (chunk: Buffer): void => {
    if (state.over) return;
    state.chunks.push(chunk);
    state.size += chunk.length;
    if (state.size > MAX_ANSWER) finish(CUT);
  };
  const decoder = decoderOf(encoding);
  if (decoder === null)
    return { write: () => finish(UNREADABLE), end: () => finish(""), stop: () => finish("") };
  if (decoder === "none") return { write: keep, end: () => finish(""), stop: () => finish("") };
  decoder.on("data", (chunk: Buffer) => {
    keep(chunk);
    if (state.over) decoder.destroy();
  });
  decoder.on("end", () => finish(""));
  decoder.on("error", () => finish(UNREADABLE));
  return {
    write: (chunk) => {
      if (state.over) return;
      state.packed += chunk.length;
      decoder.write(chunk);
      if (state.packed <= MAX_PACKED) return;
      decoder.destroy();
      finish(CUT);
    },
    end: () => void decoder.end(),
    stop: () => {
      decoder.destroy();
      finish("");
    },
  };
}

function decoderOf(encoding: string) {
  const name = encoding.trim().toLowerCase();
  if (name === "" || name === "identity") return "none" as const;
  if (name === "gzip" || name === "x-gzip") return createGunzip();
  if (name === "deflate") return createInflate();
  return name === "br" ? createBrotliDecompress() : null;
}
