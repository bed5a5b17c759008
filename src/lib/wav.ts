/** Sound of a RIFF WAVE file that this code can read by itself; `data` is a view of the file. */
export type Wav = {
  codec: "pcm8" | "pcm16" | "alaw" | "mulaw";
  channels: number;
  rate: number;
  frames: number;
  durationS: number;
  data: Buffer;
};

/** Seconds of a file, and the channel that is taken; null: all of them mixed. */
export type Cut = { channel: number | null; startS: number; endS: number };

/** Bytes of the header that `cutWav` writes. */
export const WAV_HEADER = 44;
const MOST_CHANNELS = 8;

/**
 * Reads as much as there is: recorders that were cut off, or that did not know the end, leave sizes that are too large,
 * zero or 0xFFFFFFFF. Null: no WAVE file, or a codec that needs a decoder.
 */
export function readWav(file: Buffer): Wav | null {
  if (file.length < 12 || tag(file, 0) !== "RIFF" || tag(file, 8) !== "WAVE") return null;
  let format: Format | null = null;
  for (let at = 12; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4);
    const body = at + 8;
    if (tag(file, at) === "fmt ") format = readFormat(file.subarray(body, body + size));
    if (tag(file, at) === "data") return format && toWav(format, dataOf(file, body, size));
    // A chunk of an odd size is followed by a byte that is not counted.
    at = body + size + (size % 2);
  }
  return null;
}

/** Frames `from` up to `to`, the samples of all channels one beside the other. */
export function readFrames(wav: Wav, { from, to }: { from: number; to: number }): Int16Array {
  const width = wav.channels * bytesOf(wav.codec);
  const end = Math.min(Math.max(to, 0), wav.frames);
  const bytes = wav.data.subarray(Math.min(Math.max(from, 0), end) * width, end * width);
  if (wav.codec === "pcm16") return toSamples(bytes);
  const table = tables[wav.codec];
  return Int16Array.from(bytes, (byte) => table[byte] ?? 0);
}

/** A stretch as a mono WAVE file of 16 bits. */
export function cutWav(wav: Wav, { channel, startS, endS }: Cut): Buffer {
  const range = { from: Math.round(startS * wav.rate), to: Math.round(endS * wav.rate) };
  return writeWav([oneChannel(readFrames(wav, range), wav.channels, channel)], wav.rate);
}

/** Channels of one length as a WAVE file of 16 bits. */
export function writeWav(channels: readonly Int16Array[], rate: number): Buffer {
  const [first = new Int16Array()] = channels;
  const count = Math.max(channels.length, 1);
  const samples = count === 1 ? first : new Int16Array(first.length * count);
  if (count > 1)
    for (const [place, channel] of channels.entries())
      for (let at = 0; at < first.length; at += 1) samples[at * count + place] = channel[at] ?? 0;
  return Buffer.concat([header(samples.byteLength, count, rate), toBytes(samples)]);
}

/** Little-endian samples of 16 bits; an odd byte at the end is left out. */
export function toSamples(bytes: Buffer): Int16Array {
  const samples = new Int16Array(Math.floor(bytes.length / 2));
  Buffer.from(samples.buffer).set(bytes.subarray(0, samples.byteLength));
  return samples;
}

type Format = { codec: Wav["codec"]; channels: number; rate: number };

function readFormat(chunk: Buffer): Format | null {
  if (chunk.length < 16) return null;
  const plain = chunk.readUInt16LE(0);
  // WAVE_FORMAT_EXTENSIBLE keeps the codec in the first two bytes of its sub-format.
  const kind = plain === 0xfffe && chunk.length >= 26 ? chunk.readUInt16LE(24) : plain;
  const channels = chunk.readUInt16LE(2);
  const rate = chunk.readUInt32LE(4);
  const codec = codecs[`${kind}/${chunk.readUInt16LE(14)}`];
  const sane = channels >= 1 && channels <= MOST_CHANNELS && rate >= 1000 && rate <= 384_000;
  return codec && sane ? { codec, channels, rate } : null;
}

/** By format tag and bits of a sample (Microsoft, RFC 2361). */
const codecs: Record<string, Wav["codec"]> = {
  "1/8": "pcm8",
  "1/16": "pcm16",
  "6/8": "alaw",
  "7/8": "mulaw",
};

function dataOf(file: Buffer, body: number, size: number): Buffer {
  const whole = size === 0 || body + size > file.length;
  return file.subarray(body, whole ? file.length : body + size);
}

function toWav(format: Format, data: Buffer): Wav {
  const frames = Math.floor(data.length / (format.channels * bytesOf(format.codec)));
  return { ...format, frames, durationS: frames / format.rate, data };
}

function bytesOf(codec: Wav["codec"]): number {
  return codec === "pcm16" ? 2 : 1;
}

function oneChannel(samples: Int16Array, channels: number, wanted: number | null): Int16Array {
  if (channels === 1) return samples;
  const one = new Int16Array(Math.floor(samples.length / channels));
  if (wanted === null)
    return one.map((_, at) => meanOf(samples.subarray(at * channels, (at + 1) * channels)));
  for (let at = 0; at < one.length; at += 1) one[at] = samples[at * channels + wanted] ?? 0;
  return one;
}

function meanOf(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample;
  return Math.round(sum / samples.length);
}

function header(bytes: number, channels: number, rate: number): Buffer {
  const head = Buffer.alloc(WAV_HEADER);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(bytes + WAV_HEADER - 8, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * channels * 2, 28);
  head.writeUInt16LE(channels * 2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(bytes, 40);
  return head;
}

/** The memory of the samples as it is: every machine that runs Node keeps the low byte first. */
function toBytes(samples: Int16Array): Buffer {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}

function tag(file: Buffer, at: number): string {
  return file.toString("latin1", at, at + 4);
}

/** ITU-T G.711. */
const tables = {
  pcm8: tableOf((byte) => (byte - 128) * 256),
  alaw: tableOf((byte) => {
    const code = byte ^ 0x55;
    const low = (code & 0x0f) * 16;
    const step = (code >> 4) & 7;
    const size = step === 0 ? low + 8 : (low + 264) << (step - 1);
    return code & 0x80 ? size : -size;
  }),
  mulaw: tableOf((byte) => {
    const code = ~byte & 0xff;
    const size = ((((code & 0x0f) << 3) + 132) << ((code >> 4) & 7)) - 132;
    return code & 0x80 ? -size : size;
  }),
};

function tableOf(decode: (byte: number) => number): Int16Array {
  return Int16Array.from({ length: 256 }, (_, byte) => decode(byte));
}
