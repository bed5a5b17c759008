import { assert, constantFrom, property, string, stringMatching } from "fast-check";
import { expect, test } from "vitest";
import type { TokenView } from "../../src/business/hook-token.ts";
import { doors } from "../../src/telephony/dialects.ts";
import { judge } from "../../src/telephony/judge.ts";
import { takeLink } from "../../src/telephony/link-hook.ts";
import { LINK_MARK, withoutLinks } from "../../src/telephony/link-mark.ts";

const token: TokenView = {
  id: "00000000-0000-4000-8000-000000000001",
  businessId: "00000000-0000-4000-8000-000000000002",
  provider: "novofon",
  line: null,
  ext: null,
  others: [],
  country: "RU",
  zone: "Europe/Moscow",
  accountId: "00000000-0000-4000-8000-000000000003",
  label: "key",
  watch: null,
  secret: null,
};
const NOW = Date.UTC(2026, 10, 21, 12);
const SECRET = "tEl8pN4vQ2";
const link = `https://media.example/записи/${SECRET}/a b.mp3?sign=x&y="1"`;
const flat = {
  call_id: "call-1",
  caller: "+79161112233",
  called: "74959876543",
  duration: "61",
  status: "answered",
  timestamp: "2026-11-21 14:58:00",
};
const own = {
  notification_name: "Запись завершена",
  call_session_id: "998677407",
  contact_phone_number: "79161112233",
  virtual_phone_number: "74959876543",
  file_duration: "61",
};

type Came = {
  method?: "GET" | "POST";
  query?: string;
  contentType?: string;
  raw?: string | Buffer;
};

function kept(came: Came, door: keyof typeof doors = "flat") {
  const hook = {
    method: came.method ?? ("POST" as const),
    query: came.query ?? "",
    contentType: came.contentType ?? null,
    raw: Buffer.from(came.raw ?? ""),
    now: NOW,
  };
  return { hook, ...takeLink(hook, { door: doors[door], token }) };
}

/** What a hook says, as it came or as it is kept. */
function told(
  body: { method: "GET" | "POST"; query: string; contentType: string | null; raw: Uint8Array },
  door: keyof typeof doors = "flat",
) {
  const { verdict, events, provider, name } = judge(
    { ...body, provider: door, signature: null, now: NOW },
    token,
    null,
  );
  return { verdict, events, provider, name };
}

const SIGNS = Array.from("ab/?&=%+#. \"'\\{}:;,é漢😀");
const form = (fields: object): string => new URLSearchParams(Object.entries(fields)).toString();
const slashed = (fields: object): string => JSON.stringify(fields).replaceAll("/", "\\/");
const ascii = (fields: object): string =>
  JSON.stringify(fields).replace(
    /[\u0080-\uffff&/]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

const ways: [string, (fields: object) => Came][] = [
  ["JSON", (f) => ({ contentType: JSON_TYPE, raw: JSON.stringify(f) })],
  ["JSON with escaped slashes", (f) => ({ contentType: JSON_TYPE, raw: slashed(f) })],
  ["JSON of ASCII alone", (f) => ({ contentType: JSON_TYPE, raw: ascii(f) })],
  ["JSON twice", (f) => ({ contentType: JSON_TYPE, raw: JSON.stringify(slashed(f)) })],
  ["a form", (f) => ({ contentType: FORM_TYPE, raw: form(f) })],
  ["a form in small hex", (f) => ({ contentType: FORM_TYPE, raw: small(form(f)) })],
  [
    "the only name of a form",
    (f) => ({ contentType: FORM_TYPE, raw: encodeURIComponent(slashed(f)) }),
  ],
  ["a query by GET", (f) => ({ method: "GET", query: form(f) })],
  ["a query by POST", (f) => ({ query: form(f) })],
  ["multipart", (f) => ({ contentType: "multipart/form-data; boundary=x", raw: multipart(f) })],
  [
    "UTF-16",
    (f) => ({
      contentType: `${JSON_TYPE}; charset=utf-16le`,
      raw: Buffer.from(JSON.stringify(f), "utf16le"),
    }),
  ],
];

test.each(ways)(
  "a link that came in %s is kept nowhere, and the hook says the same",
  (_, write) => {
    for (const fields of [
      { ...flat, record_url: link },
      { ...own, file_link: link },
    ]) {
      const { hook, kept: stored, link: taken } = kept(write(fields));
      expect(taken).toBe(link);
      expect(told(hook).verdict).toBe("accepted");
      expect(told(stored)).toEqual(told(hook));
      expect(told(hook).events[0]).toMatchObject({ recorded: true, recordId: null });
      expect(shows(stored, SECRET)).toBe(false);
      expect(shows(stored, LINK_MARK)).toBe(true);
    }
  },
);

test("bytes without a link stay what they were", () => {
  const raw = form({ ...flat, note: "100% / a\\b" });
  const { hook, kept: stored, link: taken } = kept({ contentType: FORM_TYPE, raw });
  expect(stored.raw).toBe(hook.raw);
  expect(taken).toBeNull();
});

test("only the link changes in bytes that can bear the mark", () => {
  const raw = slashed({ ...flat, record_url: "https://media.example/1.mp3" });
  const { kept: stored } = kept({ contentType: JSON_TYPE, raw });
  expect(Buffer.from(stored.raw).toString()).toBe(
    raw.replace("https:\\/\\/media.example\\/1.mp3", LINK_MARK),
  );
});

test("a body that cannot be read is kept without what looks like a link", () => {
  const raw = `{"call_id": 1, "record_url": "https:\\/\\/media.example\\/${SECRET}.mp3", [[[`;
  const { kept: stored, link: taken } = kept({ contentType: "image/png", raw }, "phonet");
  expect(taken).toBeNull();
  expect(shows(stored, SECRET)).toBe(false);
});

test.each([
  ["a link of nothing but escapes", `https://m.example/${"\\".repeat(400)}${SECRET}`],
  ["an endless link", `https://m.example/${SECRET}${"%5c\\%255C".repeat(2000)}`],
])("%s is looked for in no time", (_, odd) => {
  const raw = JSON.stringify({ ...flat, record_url: odd, other: `${odd.slice(0, -20)}!` });
  const { hook, kept: stored } = kept({ contentType: JSON_TYPE, raw });
  expect(told(stored)).toEqual(told(hook));
  expect(shows(stored, SECRET)).toBe(false);
});

test("a body of a thousand links keeps none", () => {
  const many = Object.fromEntries(
    Array.from({ length: 1000 }, (_, i) => [`f${i}`, `https://m.example/${SECRET}/${i}`]),
  );
  const { hook, kept: stored } = kept({ contentType: FORM_TYPE, raw: form({ ...flat, ...many }) });
  expect(told(stored)).toEqual(told(hook));
  expect(shows(stored, SECRET)).toBe(false);
});

test("rows of statistics are kept without their links", () => {
  const row = {
    uuid: "u",
    audioRecUrl: "https://demo.phonet.example/rest/x ",
    nested: [{ a: "b" }],
  };
  expect(withoutLinks([row])).toEqual([{ ...row, audioRecUrl: LINK_MARK }]);
});

test("whatever the link and the way, it is nowhere in what is kept, and the hook says the same", () => {
  const secret = stringMatching(/^[A-Za-z0-9]{12,20}$/);
  const tail = string({ unit: constantFrom(...SIGNS), maxLength: 30 });
  assert(
    property(
      secret,
      tail,
      constantFrom("record_url", "recording_url", "record", "recordingfile"),
      constantFrom(...ways),
      (hidden, rest, field, [, write]) => {
        const { hook, kept: stored } = kept(
          write({
            ...flat,
            [field]: `https://m.example/${hidden}${rest}`,
            comment: hidden.slice(0, 3),
          }),
        );
        expect(told(stored).events).toEqual(told(hook).events);
        if (told(hook).verdict === "accepted") expect(shows(stored, hidden)).toBe(false);
      },
    ),
    { numRuns: 150 },
  );
});

/** Whether it can be read there by any means that a reader has. */
function shows({ raw, query }: { raw: Uint8Array; query: string }, secret: string): boolean {
  const bytes = Buffer.from(raw);
  let texts = [bytes.toString("utf8"), bytes.toString("utf16le"), query];
  for (let depth = 0; depth < 4; depth += 1) {
    if (texts.some((text) => text.includes(secret))) return true;
    texts = texts.flatMap((text) => readers.map((read) => read(text)));
  }
  return false;
}

const charOf = (_: string, code: string): string => String.fromCharCode(Number.parseInt(code, 16));
const readers: ((text: string) => string)[] = [
  (text) => text.replaceAll("\\/", "/").replaceAll("\\\\", "\\"),
  (text) => text.replace(/\\u([\da-f]{4})/gi, charOf),
  (text) => text.replace(/%([\da-f]{2})/gi, charOf),
];

function small(text: string): string {
  return text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
}

function multipart(fields: object): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join("")}--x--\r\n`;
}
