import {
  mkdirSync,
  ReadStream,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDiskFiles } from "../../src/gateways/file-disk.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "frontdesk-files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NAME = "5f0c/9a1b.mp3";
const bytes = Buffer.from("sound");
const MB = 1024 * 1024;
const files = () => createDiskFiles({ folder: join(folder, "recordings") });

test("what is put away comes back, for nobody else to read", async () => {
  expect(await files().put(NAME, bytes, "audio/mpeg")).toEqual({ kept: true });
  expect(await files().get(NAME)).toEqual({ bytes });
  const about = statSync(join(folder, "recordings", NAME));
  expect((about.mode & 0o777).toString(8)).toBe("600");
  expect((statSync(join(folder, "recordings", "5f0c")).mode & 0o077).toString(8)).toBe("0");
});

test("a range is read by itself, and a large file only as far as somebody takes it", async () => {
  const path = join(folder, "recordings", NAME);
  mkdirSync(join(folder, "recordings", "5f0c"), { recursive: true });
  writeFileSync(path, "the beginning");
  truncateSync(path, 300 * MB);
  const some = await files().read(NAME, { from: 4, to: 12 });
  expect("stream" in some && (await buffer(some.stream)).toString()).toBe("beginning");
  const end = await files().read(NAME, { from: 300 * MB - 5, to: 300 * MB - 1 });
  expect("stream" in end && (await buffer(end.stream))).toEqual(Buffer.alloc(5));
  const whole = await files().read(NAME, null);
  if (!("stream" in whole) || !(whole.stream instanceof ReadStream)) throw new Error("no stream");
  for (let taken = 0; taken < 10; taken += 1) await nextOf(whole.stream);
  expect(whole.stream.bytesRead).toBeLessThan(2 * MB);
  whole.stream.destroy();
  expect(await files().read("5f0c/other.mp3", null)).toEqual({ missing: true });
  expect(await files().read("../other.mp3", null)).toEqual({ failed: "bad_name" });
});

test("put a second time it is one file, and nothing half-written is left", async () => {
  await files().put(NAME, bytes, "audio/mpeg");
  await files().put(NAME, Buffer.from("longer sound"), "audio/mpeg");
  expect(await files().get(NAME)).toEqual({ bytes: Buffer.from("longer sound") });
  expect(readdirSync(join(folder, "recordings", "5f0c"))).toEqual(["9a1b.mp3"]);
});

test("what is removed is missing, and removing it again does no harm", async () => {
  await files().put(NAME, bytes, "audio/mpeg");
  expect(await files().remove(NAME)).toEqual({ removed: true });
  expect(await files().get(NAME)).toEqual({ missing: true });
  expect(await files().remove(NAME)).toEqual({ removed: true });
});

test.each(["../../etc/passwd.mp3", "a/../b.mp3", "/a/b.mp3", "a/b", "a/b/c.mp3", "a/b.mp3\0"])(
  "%j is no name of ours",
  async (name) => {
    expect(await files().put(name, bytes, "audio/mpeg")).toEqual({ failed: "bad_name" });
    expect(await files().get(name)).toEqual({ failed: "bad_name" });
    expect(await files().remove(name)).toEqual({ failed: "bad_name" });
  },
);

test("a place that cannot be written is told by its code", async () => {
  writeFileSync(join(folder, "recordings"), "a file stands where the folder would be");
  expect(await files().put(NAME, bytes, "audio/mpeg")).toEqual({
    failed: expect.stringMatching(/^E[A-Z]+$/),
  });
});

test("what a killed process left half-written is among the old files, and can be removed", async () => {
  await files().put(NAME, bytes, "audio/mpeg");
  await files().put("5f0c/young.mp3", bytes, "audio/mpeg");
  const left = join(folder, "recordings", "5f0c", "9a1c.mp3.part");
  writeFileSync(left, "half");
  writeFileSync(join(folder, "recordings", "5f0c", "somebody's notes"), "");
  const day = new Date(2026, 0, 1);
  for (const path of [left, join(folder, "recordings", NAME)]) utimesSync(path, day, day);
  const names = await files().names(day.getTime() + 1);
  expect(names?.toSorted()).toEqual([NAME, "5f0c/9a1c.mp3.part"]);
  expect(await files().remove("5f0c/9a1c.mp3.part")).toEqual({ removed: true });
  expect(readdirSync(join(folder, "recordings", "5f0c"))).not.toContain("9a1c.mp3.part");
});

test("nothing was ever kept", async () => {
  expect(await files().names(Number.MAX_SAFE_INTEGER)).toEqual([]);
  expect(await files().get(NAME)).toEqual({ missing: true });
});

/** What a player takes at once. */
async function nextOf(stream: ReadStream): Promise<void> {
  while (stream.read() === null) await once(stream, "readable");
}
