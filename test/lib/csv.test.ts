import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "../../src/lib/csv.ts";

test("a text that a spreadsheet would run stays a text", () => {
  expect(csvLine(["=1+1", "+380671112233", "-5", "@cmd", "\tx", " =1", "a=b"])).toBe(
    `'=1+1;'+380671112233;'-5;'@cmd;"'\tx";' =1;a=b\r\n`,
  );
});

test("numbers have the decimal comma, nothing is an empty cell", () => {
  expect(csvLine([1200.5, 0, -3, null, ""])).toBe("1200,5;0;-3;;\r\n");
});

test("what was written is read back, whatever it holds", () => {
  const cell = oneof(string({ unit: "grapheme" }), string(), constantFrom(...nasty));
  assert(
    property(array(array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1 }), (rows) => {
      const read = readCsv(rows.map((row) => csvLine(row)).join(""));
      expect(read.map((row) => row.map(unguarded))).toEqual(rows.map((row) => row.map(unguarded)));
      expect(read.flat().filter((one) => /^\s*[=+\-@]/.test(one))).toEqual([]);
    }),
  );
});

const nasty = ['"', ";", "\r\n", '";"', "=cmd|' /C calc'!A0", "+1", "'=1", "\n=1", " "];

/** The apostrophe that keeps a formula from being one. */
function unguarded(cell: string): string {
  return cell.replace(/^'(?=\s*[=+\-@＝＋－＠]|[\t\r])/u, "");
}

/** A reader of its own, after RFC 4180 with the semicolon. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i] ?? "";
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') [cell, i] = [`${cell}"`, i + 1];
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ";" || text.startsWith("\r\n", i)) {
      rows.at(-1)?.push(cell);
      cell = "";
      if (sign !== ";") [rows[rows.length], i] = [[], i + 1];
    } else cell += sign;
  }
  return rows.slice(0, -1);
}
