import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assert, nat, pre, property, string } from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { personIn } from "../../src/cabinet/init-data.ts";

const file = join(import.meta.dirname, "../fixtures/telegram/auth-vectors.json");
const shape = z.object({
  webapp_init_data: z.array(
    z.object({
      name: z.string(),
      // In two pieces: a whole one would look like somebody's.
      bot_token: z.array(z.string()).transform((pieces) => pieces.join(":")),
      init_data: z.string(),
      valid: z.boolean(),
    }),
  ),
});
const vectors = shape.parse(JSON.parse(readFileSync(file, "utf8"))).webapp_init_data;

function signedAt(initData: string): number {
  return Number(new URLSearchParams(initData).get("auth_date")) * 1000;
}

test.each(vectors)("$name: valid is $valid", ({ init_data, bot_token, valid }) => {
  const now = signedAt(init_data);
  expect(personIn(init_data, { token: bot_token, now }) !== null).toBe(valid);
  expect(personIn(init_data, { token: "1:another", now })).toBe(null);
});

const [good] = vectors;
if (!good) throw new Error("no vectors");
const at = signedAt(good.init_data);
const about = (now: number) => ({ token: good.bot_token, now });

test("it is good for five minutes, and for a minute before its time", () => {
  expect(personIn(good.init_data, about(at))).toEqual({ personId: 279058397 });
  expect(personIn(good.init_data, about(at + 300_000))).not.toBe(null);
  expect(personIn(good.init_data, about(at + 301_000))).toBe(null);
  expect(personIn(good.init_data, about(at - 60_000))).not.toBe(null);
  expect(personIn(good.init_data, about(at - 61_000))).toBe(null);
});

test("nothing that was changed passes", () => {
  assert(
    property(nat(good.init_data.length - 1), string({ maxLength: 3 }), (place, put) => {
      const changed = good.init_data.slice(0, place) + put + good.init_data.slice(place + 1);
      const same = new URLSearchParams(changed).toString();
      pre(same !== new URLSearchParams(good.init_data).toString());
      expect(personIn(changed, about(at))).toBe(null);
    }),
  );
});

test("a field given twice is refused whole", () => {
  const twice = `${good.init_data}&user=${encodeURIComponent('{"id":1}')}`;
  expect(personIn(twice, about(at))).toBe(null);
});
