/** What kind of sound a file is, told by its first bytes alone: servers name types as they like. */
export type SoundKind = { mime: string; ext: string };

const WAV: SoundKind = { mime: "audio/wav", ext: "wav" };
const MP3: SoundKind = { mime: "audio/mpeg", ext: "mp3" };
const OGG: SoundKind = { mime: "audio/ogg", ext: "ogg" };
const M4A: SoundKind = { mime: "audio/mp4", ext: "m4a" };
const WEBM: SoundKind = { mime: "audio/webm", ext: "webm" };
const FLAC: SoundKind = { mime: "audio/flac", ext: "flac" };

/** A header alone says nothing: less than this holds no speech. */
const LEAST_BYTES = 128;

/** Null for what is no sound: a page, an error in JSON, a file that has only begun. */
export function soundKind(file: Buffer): SoundKind | null {
  if (file.length < LEAST_BYTES) return null;
  if (at(file, 0, "RIFF") && at(file, 8, "WAVE")) return hasSamples(file) ? WAV : null;
  if (at(file, 0, "OggS")) return OGG;
  if (at(file, 0, "fLaC")) return FLAC;
  if (at(file, 4, "ftyp")) return M4A;
  if (file.readUInt32BE(0) === 0x1a45dfa3) return WEBM;
  return at(file, 0, "ID3") || isMpegFrame(file) ? MP3 : null;
}

function at(file: Buffer, offset: number, tag: string): boolean {
  return file.toString("latin1", offset, offset + tag.length) === tag;
}

/** A header that was cut off promises sound that is not there. */
function hasSamples(file: Buffer): boolean {
  const head = file.subarray(0, 65_536);
  return head.includes("fmt ") && head.includes("data");
}

/**
 * Eleven set bits, layer II or III, and neither a forbidden rate nor a forbidden bit rate (ISO 11172-3, 2.4.2.3). Layer I is
 * used by nobody, and would take a page in UTF-16 for sound.
 */
function isMpegFrame(file: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = file;
  const synced = first === 0xff && (second & 0xe0) === 0xe0;
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  return (
    synced &&
    version !== 1 &&
    (layer === 1 || layer === 2) &&
    third >> 4 !== 15 &&
    ((third >> 2) & 3) !== 3
  );
}
