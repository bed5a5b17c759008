import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mendJson } from "../../src/telephony/mend.ts";

describe("what careless templates leave is repaired", () => {
  test.each<[string, string, unknown]>([
    ["doubled quotes", '{"id":""2300000006"","b":"x"}', { id: "2300000006", b: "x" }],
    ["doubled quotes everywhere", '{""a"":""x"",""b"":""y z""}', { a: "x", b: "y z" }],
    [
      "quotes in a name",
      '{"name":"ООО "Ромашка"","next":"1"}',
      { name: 'ООО "Ромашка"', next: "1" },
    ],
    [
      "quotes and commas in a name",
      '{"name":"Иванов "Ваня", "Петя"", "next":"1"}',
      { name: 'Иванов "Ваня", "Петя"', next: "1" },
    ],
    ["a variable that was not filled in", '{"a":{{contact_phone_number}}}', { a: null }],
    ["one between others", '{"a":1,"b":{{ x }},"c":2}', { a: "1", b: null, c: "2" }],
    ["empty values", '{"a":,"b":}', { a: null, b: null }],
    ["a comma too many", '{"a":"x","b":["1",],}', { a: "x", b: ["1"] }],
    [
      "texts without quotes",
      '{"t":2026-03-10 12:00:00.120,"n":Иванов, Иван,"p":+79161110001}',
      { t: "2026-03-10 12:00:00.120", n: "Иванов, Иван", p: "+79161110001" },
    ],
    ["names without quotes", "{a:1,b:two words}", { a: "1", b: "two words" }],
    [
      "the words for nothing",
      '{a:None,b:null,c:"",d:undefined}',
      { a: null, b: null, c: "", d: null },
    ],
    ["a line break in a text", '{"a":"one\ntwo"}', { a: "one\ntwo" }],
    ["an escape that is none", '{"a":"C:\\dir","b":1}', { a: "C:dir", b: "1" }],
    ["escaped quotes of a text in a text", '{\\"a\\":\\"b\\"}', { a: "b" }],
    ["an equals sign behind it", '{"a":"b",}=', { a: "b" }],
    [
      "nested objects",
      '{"a":{"name":"И "В" П","id":7},"b":"1",}',
      { a: { name: 'И "В" П', id: "7" }, b: "1" },
    ],
  ])("%s", (_, text, fields) => {
    expect(mendJson(text)).toEqual(fields);
  });

  test("JSON that is whole is read as it is", () => {
    const name = fc.stringMatching(/^[a-z_]{1,12}$/);
    const object = fc.dictionary(name, fc.string({ maxLength: 30 }), { maxKeys: 8 });
    fc.assert(
      fc.property(object, (fields) => {
        expect(mendJson(JSON.stringify(fields))).toEqual({ ...fields });
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ["cut in a value", '{"event":"call.dial","uuid":'],
  ["cut in a text", '{"a":"x'],
  ["cut before the end", '{"a":"x"'],
  ["no colon", '{"a" "b"}'],
  ["a list", "[1,2,3]"],
  ["a word", "hello"],
  ["something behind it", '{"a":1} and more'],
  ["nesting without end", '{"a":'.repeat(40) + "1" + "}".repeat(40)],
  ["a text larger than any template", `{"a":"${"x".repeat(70_000)}",}`],
  ["more fields than any template has", `{${'"a":1,'.repeat(2000)}}`],
])("%s is not", (_, text) => {
  expect(mendJson(text)).toBeNull();
});

test("no text makes it throw", () => {
  const pieces = fc.constantFrom(
    '"',
    '""',
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "{{",
    "}}",
    "\\",
    "\\u12",
    " ",
    "a",
    "1",
    "\n",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const read = mendJson(`{${parts.join("")}`);
      expect(read === null || typeof read === "object").toBe(true);
    }),
    { numRuns: 2000 },
  );
});
