import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createFfmpeg, findProgram, type Ffmpeg } from "../../src/gateways/ffmpeg.ts";
import { LEVEL_S } from "../../src/lib/wav-level.ts";
import { writeWav } from "../../src/lib/wav.ts";
import { convert, decoder, soundTest } from "./decoder.ts";
import { tone } from "./tone.ts";

const folder = mkdtempSync(join(tmpdir(), "frontdesk-ffmpeg-"));
/** Two seconds: a tone on the left in the first, on the right in the second. */
const stereo = writeWav(
  [
    [...tone(1), ...tone(1, 0)],
    [...tone(1, 0), ...tone(1)],
  ].map((one) => Int16Array.from(one)),
  8000,
);
afterAll(() => rmSync(folder, { recursive: true }));

describe("a recording of any kind", () => {
  soundTest.each([
    ["mp3", ["-f", "mp3"]],
    ["ogg", ["-c:a", "libopus", "-ac", "2", "-f", "ogg"]],
    ["flac", ["-f", "flac"]],
    ["webm", ["-c:a", "libopus", "-f", "webm"]],
    ["m4a with its index first", ["-f", "mp4", "-movflags", "frag_keyframe+empty_moov"]],
    ["wav of ADPCM", ["-c:a", "adpcm_ms", "-f", "wav"]],
  ])("%s: its length, its sides and where they are loud", async (_name, args) => {
    const sound = await surveyed(convert(stereo, ...args));
    expect(sound.durationS).toBeGreaterThan(1.9);
    expect(sound.durationS).toBeLessThan(2.3);
    expect(sound.same).toBe(false);
    expect(sound.levels.map(loudest)).toEqual(["first", "second"]);
  });

  soundTest("a voice on both sides is one voice", async () => {
    const voice = Int16Array.from(tone(1));
    expect(await surveyed(convert(writeWav([voice, voice], 8000), "-f", "mp3"))).toMatchObject({
      same: true,
    });
  });

  soundTest("one side of one stretch is cut out as an MP3", async () => {
    const cut = await real().cut(mp3(), { channel: 1, startS: 0.5, endS: 2 });
    if ("failed" in cut) throw new Error(cut.failed);
    const sound = await surveyed(cut.mp3);
    expect(sound.levels).toHaveLength(1);
    expect(sound.durationS).toBeGreaterThan(1.3);
    expect(sound.durationS).toBeLessThan(1.8);
    expect(sound.levels.map(loudest)).toEqual(["second"]);
  });

  soundTest("a plain WAVE file becomes an MP3 of both voices", async () => {
    const made = await real().toMp3(stereo);
    if ("failed" in made) throw new Error(made.failed);
    expect(made.mp3.length).toBeLessThan(stereo.length);
    expect((await surveyed(made.mp3)).levels).toHaveLength(1);
  });
});

describe("a hostile file", () => {
  soundTest.each([
    ["nothing", Buffer.alloc(0)],
    ["a web page", Buffer.from("<!doctype html><title>Sign in</title>")],
    ["noise", Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251))],
    [
      "a playlist of further addresses",
      Buffer.from("#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/secret\n"),
    ],
    ["a list of files", Buffer.from("ffconcat version 1.0\nfile /etc/passwd\n")],
    [
      "the beginning of an MP3 and then nothing",
      Buffer.from("ID3\u0004\0\0\0\0\0\u007f", "latin1"),
    ],
  ])("%s is not audio", async (_name, audio) => {
    expect(await real().survey(audio)).toEqual({ failed: "not_audio" });
  });

  soundTest("that breaks off is heard as far as it goes", async () => {
    const whole = mp3();
    const sound = await surveyed(whole.subarray(0, whole.length / 2));
    expect(sound.durationS).toBeGreaterThan(0.7);
    expect(sound.durationS).toBeLessThan(1.5);
  });

  soundTest("that goes bad in the middle does not end in an error", async () => {
    const bad = mp3();
    bad.fill(0x5a, 4000, 6000);
    expect((await surveyed(bad)).durationS).toBeGreaterThan(0.5);
  });

  test("that takes for ever is given up", async () => {
    const slow = createFfmpeg(program("sleep 60"), { deadlineMs: 50 });
    expect(await slow.survey(stereo)).toEqual({ failed: "timeout" });
  });

  test("that swells without end is given up", async () => {
    const endless = createFfmpeg(program("exec cat /dev/zero"));
    expect(await endless.toMp3(stereo)).toEqual({ failed: "too_large" });
  });
});

describe("the program", () => {
  test("that is missing, or broken, is no fault of the file", async () => {
    const missing = createFfmpeg(join(folder, "missing"));
    expect(await missing.survey(stereo)).toEqual({ failed: "unusable" });
    const broken = createFfmpeg(
      program("echo 'error while loading shared libraries' >&2; exit 127"),
    );
    expect(await broken.survey(stereo)).toEqual({ failed: "unusable" });
    expect(await broken.toMp3(stereo)).toEqual({ failed: "unusable" });
  });

  test("sees nothing of our environment", async () => {
    process.env["FRONTDESK_CANARY"] = "canary-canary";
    const telling = createFfmpeg(program("/usr/bin/env"));
    const told = await telling.toMp3(stereo).finally(() => delete process.env["FRONTDESK_CANARY"]);
    expect("mp3" in told && told.mp3.toString()).not.toContain("canary");
  });

  test("is found by its name on the PATH, and by its path", () => {
    const path = program("true");
    expect(findProgram(path, "")).toBe(path);
    expect(findProgram("program", `/nowhere:${folder}`)).toBe(path);
    expect(findProgram("program", "/nowhere")).toBeNull();
    expect(findProgram("program", "")).toBeNull();
  });
});

function real(): Ffmpeg {
  return createFfmpeg(decoder());
}

function mp3(): Buffer {
  return convert(stereo, "-f", "mp3");
}

async function surveyed(audio: Buffer) {
  const sound = await real().survey(audio);
  if ("failed" in sound) throw new Error(sound.failed);
  return sound;
}

/** Which of the first two seconds is the louder one. */
function loudest(levels: Float32Array): "first" | "second" {
  const second = Math.round(1 / LEVEL_S);
  return sum(levels.subarray(0, second)) > sum(levels.subarray(second)) ? "first" : "second";
}

function sum(list: Float32Array): number {
  return list.reduce((all, one) => all + one, 0);
}

function program(script: string): string {
  const path = join(folder, "program");
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
