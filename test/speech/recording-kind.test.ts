import { assert, property, uint8Array } from "fast-check";
import { expect, test } from "vitest";
import { writeWav } from "../../src/lib/wav.ts";
import { soundKind } from "../../src/speech/recording-kind.ts";

const rest = Buffer.alloc(500, 1);
const starting = (...bytes: number[]): Buffer => Buffer.concat([Buffer.from(bytes), rest]);
const text = (start: string): Buffer => Buffer.concat([Buffer.from(start, "latin1"), rest]);
const wav = writeWav([new Int16Array(400)], 8000);

test.each([
  ["wav", wav],
  ["mp3", starting(0xff, 0xfb, 0x50, 0xc4)],
  ["mp3", starting(0xff, 0xf3, 0x28, 0xc4)],
  ["mp3", text("ID3\x04")],
  ["ogg", text("OggS")],
  ["flac", text("fLaC")],
  ["m4a", text("\0\0\0 ftypM4A ")],
  ["webm", starting(0x1a, 0x45, 0xdf, 0xa3)],
])("%s is known by its first bytes", (ext, file) => {
  expect(soundKind(file)?.ext).toBe(ext);
});

test.each([
  ["a page", text("<!DOCTYPE html><html>")],
  [
    "a page in UTF-16",
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("<html>".repeat(99), "utf16le")]),
  ],
  ["an error in JSON", text('{"status":"error","message":"File not found"}')],
  ["nothing", Buffer.alloc(0)],
  ["a header that was cut off", wav.subarray(0, 44)],
  ["a wave without samples", Buffer.concat([wav.subarray(0, 36), rest])],
  ["silence of zeros", Buffer.alloc(500)],
  ["a picture", starting(0xff, 0xd8, 0xff, 0xe0)],
  ["a zip", text("PK\x03\x04")],
])("%s is no sound", (_, file) => {
  expect(soundKind(file)).toBeNull();
});

test("no file of whatever bytes is taken amiss", () => {
  assert(
    property(uint8Array({ maxLength: 600 }), (bytes) => {
      const kind = soundKind(Buffer.from(bytes));
      expect(kind === null || kind.mime.startsWith("audio/")).toBe(true);
    }),
  );
});
