import { describe, expect, test } from "vitest";
import { readBody } from "../../src/telephony/body.ts";

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function part(name: string, value: string): string {
  return `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

describe("what is read", () => {
  test.each<[string, string, string | undefined, unknown]>([
    ["JSON", '{"event":"call.dial"}', JSON_TYPE, { event: "call.dial" }],
    ["JSON with a charset", '{"a":"ї"}', "application/json; charset=utf-8", { a: "ї" }],
    ["JSON of a vendor type", '{"a":1}', "application/vnd.pbx+json", { a: 1 }],
    ["JSON without a type", '{"a":1}', undefined, { a: 1 }],
    ["JSON after a byte order mark", '\uFEFF{"a":1}', JSON_TYPE, { a: 1 }],
    ["JSON sent as a form", '{"a":"x=y&z"}', FORM, { a: "x=y&z" }],
    ["JSON as the only name of a form", "%7B%22a%22%3A1%7D=", FORM, { a: 1 }],
    ["a list", "[1]", JSON_TYPE, [1]],
    [
      "a form",
      "event=NOTIFY_START&caller_id=%2B7916&x=",
      FORM,
      { event: "NOTIFY_START", caller_id: "+7916", x: "" },
    ],
    [
      "a form with blanks",
      "disposition=no+money%2C+no+limit",
      FORM,
      { disposition: "no money, no limit" },
    ],
    [
      "a form sent as JSON",
      "event=NOTIFY_END&duration=8",
      JSON_TYPE,
      { event: "NOTIFY_END", duration: "8" },
    ],
    ["a form without a type", "event=NOTIFY_END", undefined, { event: "NOTIFY_END" }],
    ["a form with a broken escape", "a=%zz&b=1", FORM, { a: "%zz", b: "1" }],
    ["nothing", "", FORM, {}],
    ["blanks", " \n", JSON_TYPE, {}],
    ["an unknown charset", '{"a":1}', "application/json; charset=klingon", { a: 1 }],
  ])("%s", (_, text, type, fields) => {
    expect(readBody(bytes(text), type)).toEqual({ fields });
  });

  test("a form in windows-1251, escaped or not", () => {
    const type = `${FORM}; charset=windows-1251`;
    expect(readBody(bytes("name=%CE%EB%E5%ED%E0+K"), type)).toEqual({
      fields: { name: "Олена K" },
    });
    const raw = Uint8Array.from([...bytes("name="), 0xce, 0xeb, 0xe5, 0xed, 0xe0]);
    expect(readBody(raw, type)).toEqual({ fields: { name: "Олена" } });
  });

  test("Novofon's SMS comes as multipart", () => {
    const text = `${part("event", "SMS")}${part("result", '{"text":"hi"}')}--x--\r\n`;
    expect(readBody(bytes(text), "multipart/form-data; boundary=-x")).toEqual({
      fields: { event: "SMS", result: '{"text":"hi"}' },
    });
  });

  test("names that objects are made of are only names", () => {
    const read = readBody(bytes("__proto__=1&constructor=2"), FORM);
    expect(JSON.stringify(read)).toBe('{"fields":{"__proto__":"1","constructor":"2"}}');
  });
});

describe("what people write themselves is repaired", () => {
  test.each<[string, string, string | undefined, unknown]>([
    ["quotes in a name", '{"a":"ООО "Р"","b":"1"}', JSON_TYPE, { a: 'ООО "Р"', b: "1" }],
    ["the only name of a form", "%7B%22a%22%3A%22x+y%22%2C%7D=", FORM, { a: "x y" }],
    [
      "a form cut at signs of its own",
      '%7B"a":"https://x/?b=1&c=2"%7D',
      FORM,
      { a: "https://x/?b=1&c=2" },
    ],
    ["JSON made twice", '"{\\"a\\":1}"', JSON_TYPE, { a: 1 }],
    ["a multipart form", `${part("a", "1")}--x--`, "multipart/form-data; boundary=x", { a: "1" }],
  ])("%s", (_, text, type, fields) => {
    expect(readBody(bytes(text), type, true)).toEqual({ fields });
    expect(readBody(bytes(text), type)).not.toEqual({ fields });
  });
});

describe("what is refused", () => {
  test.each<[string, string, string | undefined, number, string]>([
    ["broken JSON", '{"event":', JSON_TYPE, 400, "malformed_json"],
    ["deep nonsense", "[".repeat(200_000), JSON_TYPE, 400, "malformed_json"],
    ["a word", "hello", JSON_TYPE, 400, "malformed_body"],
    ["a JSON number", "17", JSON_TYPE, 400, "malformed_body"],
    ["no names", "=1&=2", FORM, 400, "malformed_body"],
    ["XML", "<a/>", "application/xml", 415, "unsupported_type"],
    ["a picture", "GIF89a", "image/gif", 415, "unsupported_type"],
    [
      "a file",
      '--x\r\nContent-Disposition: form-data; name="f"\r\n\r\n1\r\n--x--',
      "multipart/form-data; boundary=x",
      415,
      "unsupported_type",
    ],
  ])("%s", (_, text, type, status, code) => {
    expect(readBody(bytes(text), type)).toMatchObject({ refused: { status, code } });
  });
});
