import { execFileSync } from "node:child_process";
import { test } from "vitest";
import { findProgram } from "../../src/gateways/ffmpeg.ts";

const found = findProgram("ffmpeg", process.env["PATH"] ?? "");

/** A test that needs a decoder: skipped where ffmpeg is not installed, a failure in CI. */
export const soundTest = found !== null || process.env["CI"] ? test : test.skip;

/** The place of this machine's ffmpeg. */
export function decoder(): string {
  if (found === null) throw new Error("ffmpeg is not on the PATH");
  return found;
}

export function convert(input: Buffer, ...args: string[]): Buffer {
  const all = ["-loglevel", "error", "-i", "pipe:0", ...args, "pipe:1"];
  return execFileSync(decoder(), all, { input, maxBuffer: 50_000_000, stdio: "pipe" });
}
