import { toE164, type Country } from "../lib/phone.ts";

const MOST_NUMBERS = 50;
const LONGEST_INSTRUCTION = 1500;
const MOST_LINES = 10;
const LONGEST_LINE = 120;

/** Numbers of clients, one a line or behind commas. */
export function readNumbers(
  written: string,
  country: Country,
): { numbers: string[] } | { wrong: string } | { many: number } {
  const words = written
    .split(/[,;\n]+/)
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const read = words.map((word) => ({ word, number: toE164(word, country) }));
  const wrong = read.find(({ number }) => number === null);
  if (wrong || words.length === 0) return { wrong: (wrong?.word ?? written).slice(0, 60) };
  const numbers = [...new Set(read.flatMap(({ number }) => number ?? []))];
  return numbers.length > MOST_NUMBERS ? { many: MOST_NUMBERS } : { numbers };
}

/** The owner's own words for the model. */
export function readInstruction(
  written: string,
): { instruction: string } | { long: number; max: number } {
  const instruction = clean(written);
  const long = instruction.length;
  return long > LONGEST_INSTRUCTION ? { long, max: LONGEST_INSTRUCTION } : { instruction };
}

/** What talks about a sale are scored for, one a line. */
export function readRubric(
  written: string,
): { rubric: string[] } | { many: number } | { long: number; max: number } {
  const rubric = clean(written)
    .split("\n")
    .map((line) => line.replace(/^(?:[-–—•*]|\d{1,2}[.)])\s*/u, "").trim())
    .filter((line) => line !== "");
  if (rubric.length === 0 || rubric.length > MOST_LINES) return { many: MOST_LINES };
  const long = Math.max(...rubric.map((line) => line.length));
  return long > LONGEST_LINE ? { long, max: LONGEST_LINE } : { rubric };
}

/** No control characters and no overrides of direction; lines stay. */
function clean(written: string): string {
  return written
    .replace(/\r\n?/g, "\n")
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, "")
    .trim();
}
