import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { graphRefusal } from "../../src/sandbox/whatsapp-error.ts";
import { readPayload, wrongTemplate } from "../../src/sandbox/whatsapp-payload.ts";
import { templates } from "../../src/sandbox/whatsapp-template.ts";

const fixtures = join(import.meta.dirname, "../fixtures/whatsapp");
const sample = (path: string): object => {
  const value: object = JSON.parse(readFileSync(join(fixtures, path), "utf8"));
  return value;
};
const base = { messaging_product: "whatsapp", recipient_type: "individual", to: "79991234567" };
const text = (body: unknown) => ({ ...base, type: "text", text: { body } });
const reply = (id: string, title: string) => ({ type: "reply", reply: { id, title } });
const buttons = (...list: object[]) => ({
  ...base,
  type: "interactive",
  interactive: { type: "button", body: { text: "Коли?" }, action: { buttons: list } },
});
type Row = { id: string; title: string; description?: string };
const list = (sections: { title?: string; rows: Row[] }[], button = "Час") => ({
  ...base,
  type: "interactive",
  interactive: { type: "list", body: { text: "Коли?" }, action: { button, sections } },
});
const rows = (count: number, from = 0): Row[] =>
  Array.from({ length: count }, (_, n) => ({ id: `r${from + n}`, title: `Row ${from + n}` }));

function codeOf(body: unknown): number | null {
  const read = readPayload(body);
  return "fault" in read ? read.fault.code : null;
}

test.each(readdirSync(join(fixtures, "outbound")))("the sample %s is taken", (name) => {
  expect(readPayload(sample(`outbound/${name}`))).not.toHaveProperty("fault");
});

describe("what Meta refuses", () => {
  test.each([
    ["no object at all", [], 100],
    ["another product", { ...text("a"), messaging_product: "sms" }, 131009],
    ["no product", { to: "79991234567", type: "text", text: { body: "a" } }, 131008],
    ["a group as recipient type", { ...text("a"), recipient_type: "group" }, 131009],
    ["nobody", { ...text("a"), to: undefined }, 100],
    ["two ways to name a person", { ...text("a"), recipient: "RU.1349" }, 100],
    ["a bare word as user id", { ...text("a"), to: undefined, recipient: "anna" }, 131009],
    ["a name as number", { ...text("a"), to: "Анна" }, 131009],
    ["no type", { ...base, text: { body: "a" } }, 131008],
    ["a type that does not exist", { ...base, type: "song", song: {} }, 100],
    ["a type that the stand-in does not play", { ...base, type: "image", image: {} }, 131051],
    ["an empty text", text(""), 131009],
    ["white space alone", text(" \n "), 131009],
    ["a text over 4096", text("а".repeat(4097)), 131009],
    ["a text that is a number", text(5), 131009],
    ["an unknown key", { ...text("a"), preview: true }, 100],
    ["an unknown key inside", { ...base, type: "text", text: { body: "a", bold: true } }, 100],
    ["a long callback", { ...text("a"), biz_opaque_callback_data: "a".repeat(513) }, 131009],
    ["no buttons", buttons(), 131009],
    ["four buttons", buttons(...[1, 2, 3, 4].map((n) => reply(`${n}`, `T${n}`))), 131009],
    ["a title over 20", buttons(reply("1", "а".repeat(21))), 131009],
    ["an empty title", buttons(reply("1", "")), 131009],
    ["an id over 256", buttons(reply("a".repeat(257), "a")), 131009],
    ["equal ids", buttons(reply("1", "Так"), reply("1", "Ні")), 131009],
    ["equal titles", buttons(reply("1", "Так"), reply("2", "Так")), 131009],
    ["no sections", list([]), 131009],
    ["a section without rows", list([{ rows: [] }]), 131009],
    ["eleven rows", list([{ rows: rows(11) }]), 131009],
    [
      "eleven rows in two sections",
      list([
        { title: "A", rows: rows(6) },
        { title: "B", rows: rows(5, 6) },
      ]),
      131009,
    ],
    [
      "a section without a title beside another",
      list([{ title: "A", rows: rows(1) }, { rows: rows(1, 1) }]),
      131009,
    ],
    ["a row title over 24", list([{ rows: [{ id: "1", title: "а".repeat(25) }] }]), 131009],
    ["a row id over 200", list([{ rows: [{ id: "1".repeat(201), title: "a" }] }]), 131009],
    [
      "a description over 72",
      list([{ rows: [{ id: "1", title: "a", description: "а".repeat(73) }] }]),
      131009,
    ],
    ["rows with one id", list([{ rows: [...rows(1), ...rows(1)] }]), 131009],
    ["a list button over 20", list([{ rows: rows(1) }], "а".repeat(21)), 131009],
    ["a read mark of nothing", { messaging_product: "whatsapp", status: "read" }, 131008],
    ["another status", { messaging_product: "whatsapp", status: "seen", message_id: "1" }, 131009],
  ])("%s", (_, body, code) => {
    expect(codeOf(JSON.parse(JSON.stringify(body)))).toBe(code);
  });

  test.each([
    ["another name", "goodbye", "uk", ["середа"], 132001],
    ["another language", "visit_reminder", "de", ["Mittwoch"], 132001],
    ["too few words", "visit_reminder", "uk", [], 132000],
    ["too many words", "visit_reminder", "uk", ["середа", "10:00"], 132000],
    ["a new line in a word", "visit_reminder", "uk", ["середа\n10:00"], 132018],
    ["what was approved", "visit_reminder", "uk", ["середа, 10:00"], null],
  ])("a template: %s", (_, name, code, words, refused) => {
    const parameters = words.map((word) => ({ type: "text", text: word }));
    const components = [{ type: "body", parameters }];
    const fault = wrongTemplate({ name, language: { code }, components }, templates);
    expect(fault?.code ?? null).toBe(refused);
  });
});

test("the longest that Meta takes is taken", () => {
  const longest = [
    text("а".repeat(4096)),
    buttons(...["1", "2", "3"].map((n) => reply(n.repeat(256), n.repeat(20)))),
    list([
      { title: "а".repeat(24), rows: rows(9) },
      {
        title: "B",
        rows: [{ id: "b".repeat(200), title: "b".repeat(24), description: "b".repeat(72) }],
      },
    ]),
  ];
  for (const body of longest) expect(readPayload(body)).not.toHaveProperty("fault");
});

test("refusals have the words of the samples", () => {
  for (const code of [130429, 131000, 131047, 131056]) {
    const name = code === 131000 ? "error-131000-unknown" : `error-${code}`;
    const {
      _http_status: status,
      error,
    }: { _http_status: number; error: Record<string, unknown> } = JSON.parse(
      JSON.stringify(sample(`responses/${name}.json`)),
    );
    const answered = graphRefusal({ code, details: "" });
    expect(answered.status).toBe(status);
    expect(answered.body).toMatchObject({
      error: { message: error["message"], code, type: "OAuthException" },
    });
  }
});

test("whatever is sent, it is taken or refused with a code of Meta's", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue(), fc.record({ ...anyFields }, { requiredKeys: [] })),
      (body) => {
        const read = readPayload(body);
        if ("fault" in read) expect([100, 131008, 131009, 131051]).toContain(read.fault.code);
        else if ("to" in read) expect(JSON.stringify(read.content).length).toBeLessThan(40_000);
      },
    ),
    { numRuns: 500 },
  );
});

const anyFields = {
  messaging_product: fc.constantFrom("whatsapp", "sms"),
  recipient_type: fc.constantFrom("individual", "group"),
  to: fc.constantFrom("79991234567", "", "x"),
  recipient: fc.constantFrom("RU.1349", "x"),
  status: fc.constantFrom("read", "seen"),
  message_id: fc.string(),
  type: fc.constantFrom("text", "interactive", "template", "image", "song"),
  text: fc.record({ body: fc.string() }),
  interactive: fc.jsonValue(),
  template: fc.jsonValue(),
};
