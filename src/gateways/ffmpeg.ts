import { spawn } from "node:child_process";
import { accessSync, constants as files } from "node:fs";
import { setPriority } from "node:os";
import { delimiter, join } from "node:path";
import { createMeter, type Meter, type Sound } from "../lib/wav-level.ts";
import { readWav, toSamples, type Cut } from "../lib/wav.ts";

/** `unusable`: the program itself is missing or fails. */
export type FfmpegFailure = { failed: "not_audio" | "too_large" | "timeout" | "unusable" };

/** The decoder of everything that is no plain WAVE file; optional. */
export type Ffmpeg = {
  /** Decodes the whole: how long it is, how many channels it has, and how they sound. */
  survey(audio: Buffer): Promise<Sound | FfmpegFailure>;
  /** A stretch of one channel as a small mono MP3. */
  cut(audio: Buffer, cut: Cut): Promise<{ mp3: Buffer } | FfmpegFailure>;
  /** The whole, both voices together, as an MP3 that every player takes. */
  toMp3(audio: Buffer): Promise<{ mp3: Buffer } | FfmpegFailure>;
};

const DEADLINE_MS = 180_000;
/** Four hours: no talk is longer, and a file that claims to be is not heard to its end. */
const LONGEST_S = 14_400;
const MAX_MP3 = 48_000_000;
/** Loud enough to tell speech from silence by. */
const SURVEY_RATE = 8000;
const LONGEST_HEADER = 4096;

/** `path` is the program's place; each run reads the file from its standard input and has no other way to anything. */
export function createFfmpeg(path: string, options: { deadlineMs?: number } = {}): Ffmpeg {
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;

  async function encode(
    audio: Buffer,
    ...args: string[]
  ): Promise<{ mp3: Buffer } | FfmpegFailure> {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): boolean => {
      chunks.push(chunk);
      size += chunk.length;
      return size <= MAX_MP3;
    };
    const ran = await run({ path, deadlineMs, audio, take, args: [...input, ...args, ...mp3] });
    if ("failed" in ran) return ran;
    return size === 0 ? { failed: "unusable" } : { mp3: Buffer.concat(chunks) };
  }

  return {
    survey: async (audio) => {
      const surveyor = createSurveyor();
      const args = [...input, "-t", String(LONGEST_S + 1), "-ar", String(SURVEY_RATE), ...wav];
      const ran = await run({ path, deadlineMs, audio, take: surveyor.take, args });
      const sound = surveyor.read();
      // Of a file that breaks off or goes bad there is as much as could be decoded.
      if ("failed" in ran && (ran.failed !== "not_audio" || !sound)) return ran;
      if (!sound) return { failed: "not_audio" };
      return sound.durationS > LONGEST_S ? { failed: "too_large" } : sound;
    },
    cut: (audio, { channel, startS, endS }) => {
      const voice = channel === null ? ["-ac", "1"] : ["-af", `pan=mono|c0=c${channel}`];
      return encode(audio, "-ss", seconds(startS), "-t", seconds(endS - startS), ...voice);
    },
    toMp3: (audio) => encode(audio, "-t", String(LONGEST_S), "-ac", "1"),
  };
}

/** The place of a program: a path as it stands, a name where PATH has it; null: nowhere. */
export function findProgram(name: string, searched: string): string | null {
  if (/[/\\]/.test(name)) return name;
  const places = searched.split(delimiter).filter((folder) => folder !== "");
  return places.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, files.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A playlist or a subtitle would make it open further addresses: only the pipe, and only containers of sound. */
const CONTAINERS = "mp3,ogg,wav,w64,flac,aac,mp4,matroska,amr,au,aiff,caf,asf";
const input = [
  "-hide_banner -nostdin -loglevel error -threads 1 -protocol_whitelist pipe",
  `-format_whitelist ${CONTAINERS} -i pipe:0 -map 0:a:0 -map_metadata -1`,
]
  .join(" ")
  .split(" ");
const wav = "-c:a pcm_s16le -fflags +bitexact -flags +bitexact -f wav pipe:1".split(" ");
const mp3 =
  "-ar 16000 -c:a libmp3lame -b:a 48k -compression_level 7 -write_xing 0 -f mp3 pipe:1".split(" ");

/** Reads the header of a WAVE file that comes in pieces, and measures the rest as it passes. */
function createSurveyor(): { take: Take; read(): Sound | null } {
  let head = Buffer.alloc(0);
  let odd: Buffer = Buffer.alloc(0);
  let meter: Meter | null = null;

  function measure(bytes: Buffer): void {
    const whole = odd.length > 0 ? Buffer.concat([odd, bytes]) : bytes;
    meter?.add(toSamples(whole));
    odd = whole.subarray(whole.length - (whole.length % 2));
  }

  return {
    take: (chunk) => {
      if (meter) measure(chunk);
      else {
        head = Buffer.concat([head, chunk]);
        const opened = readWav(head);
        if (!opened) return head.length < LONGEST_HEADER;
        meter = createMeter(opened.channels, opened.rate);
        measure(opened.data);
      }
      return true;
    },
    read: () => {
      const sound = meter?.read() ?? null;
      return sound && sound.durationS > 0 ? sound : null;
    },
  };
}

type Run = {
  path: string;
  args: string[];
  audio: Buffer;
  deadlineMs: number;
  take: Take;
};
/** False: that is enough, it is ended. */
type Take = (chunk: Buffer) => boolean;

/** Without a shell, without our environment, and never longer than its deadline or than this process. */
function run({
  path,
  args,
  audio,
  deadlineMs,
  take,
}: Run): Promise<{ done: true } | FfmpegFailure> {
  return new Promise((done) => {
    const child = spawn(path, args, { env: {}, stdio: "pipe" });
    const kill = (): void => void child.kill("SIGKILL");
    let said = "";
    const timer = setTimeout(() => settle({ failed: "timeout" }), deadlineMs);
    process.once("exit", kill);
    // Of one that is ended nothing is waited for: what it started may hold its pipes open.
    const settle = (result: { done: true } | FfmpegFailure): void => {
      clearTimeout(timer);
      process.off("exit", kill);
      kill();
      for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.destroy();
      done(result);
    };
    child.once("error", () => settle({ failed: "unusable" }));
    child.once("close", (code) => settle(code === 0 ? { done: true } : failureOf(said)));
    child.stdout.on("data", (chunk: Buffer) => {
      if (!take(chunk)) settle({ failed: "too_large" });
    });
    child.stderr.on("data", (chunk: Buffer) => {
      if (said.length < MOST_SAID) said += chunk.toString("latin1");
    });
    // It closes its end as soon as it has read what it needs.
    child.stdin.on("error", () => {});
    child.stdin.end(audio);
    yieldTo(child.pid);
  });
}

const MOST_SAID = 4000;

/** What it says of the file names its input; all else it says of itself. */
function failureOf(said: string): FfmpegFailure {
  return { failed: /pipe:0|matches no streams|moov atom/.test(said) ? "not_audio" : "unusable" };
}

/** Hooks are answered before recordings are decoded. */
function yieldTo(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, 10);
  } catch {
    // It has ended already, or the system does not allow it.
  }
}

function seconds(value: number): string {
  return Math.max(value, 0).toFixed(3);
}
