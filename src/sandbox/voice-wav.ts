const HEADER = 44;

export type Pcm = { rate: number; channels: Float32Array[] };

/** 16-bit PCM with one stretch of samples for each channel. */
export function writeWav({ rate, channels }: Pcm): Buffer {
  const frames = Math.max(...channels.map(({ length }) => length));
  const width = 2 * channels.length;
  const wav = Buffer.alloc(HEADER + frames * width);
  wav.write("RIFF", 0, "latin1");
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write("WAVEfmt ", 8, "latin1");
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(channels.length, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * width, 28);
  wav.writeUInt16LE(width, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(frames * width, 40);
  for (const [n, samples] of channels.entries())
    for (const [at, sample] of samples.entries())
      wav.writeInt16LE(
        Math.round(Math.max(-1, Math.min(1, sample)) * 32767),
        HEADER + at * width + n * 2,
      );
  return wav;
}

/** The samples of a 16-bit PCM file; null for anything else. */
export function readWav(wav: Buffer): Pcm | null {
  if (wav.toString("latin1", 0, 4) !== "RIFF" || wav.toString("latin1", 8, 12) !== "WAVE")
    return null;
  const format = chunkOf(wav, "fmt ");
  const data = chunkOf(wav, "data");
  if (!format || format.length < 16 || !data || format.readUInt16LE(14) !== 16) return null;
  const count = format.readUInt16LE(2);
  const frames = Math.floor(data.length / (2 * count));
  const channels = Array.from({ length: count }, (_, n) =>
    new Float32Array(frames).map((_sample, at) => data.readInt16LE((at * count + n) * 2) / 32768),
  );
  return { rate: format.readUInt32LE(4), channels };
}

function chunkOf(wav: Buffer, name: string): Buffer | null {
  let at = 12;
  while (at + 8 <= wav.length) {
    const length = wav.readUInt32LE(at + 4);
    if (wav.toString("latin1", at, at + 4) === name) return wav.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length % 2);
  }
  return null;
}
