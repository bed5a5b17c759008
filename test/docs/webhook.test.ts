import { expect, test } from "vitest";
import { envelopeOf, MAX_BODY } from "../../src/webhooks/envelope.ts";
import { PAUSES, SHORT_PAUSES } from "../../src/webhooks/schedule.ts";
import { signedHeaders } from "../../src/webhooks/sign.ts";
import { payloads } from "../../src/events/event.ts";
import { page, section } from "./page.ts";

const english = page("docs/webhooks.md");

test.each(["docs/webhooks.uk.md", "docs/webhooks.ru.md"].map(page))(
  "$path keeps in step with the English page",
  ({ text }) => {
    expect(levels(text)).toEqual(levels(english.text));
    expect(blocks(text)).toEqual(blocks(english.text));
    expect(numbers(text)).toEqual(numbers(english.text));
    expect(receivers(text)).toEqual(receivers(english.text));
  },
);

test("the headers of the page are those that we send", () => {
  const [, http = ""] = blocks(english.text);
  const shown = [...http.matchAll(/^([\w-]+): /gm)].map(([, name = ""]) => name.toLowerCase());
  const about = { id: "1", event: "task.created", sequence: 1, attempt: 1, body: "{}" };
  const sent = signedHeaders({ ...about, secrets: ["whsec_AAAA"], now: 0 });
  expect(shown.toSorted()).toEqual(Object.keys(sent).toSorted());
});

test("the body of the page is what we would send", () => {
  const [json = ""] = blocks(english.text);
  const shown: { id: string; event: "task.created"; business_id: string; data: object } =
    JSON.parse(json.replace(/^```json\n|\n```$/g, ""));
  const told = { ...shown, businessId: shown.business_id, at: 1_771_592_400_000 };
  expect(payloads[shown.event].parse(shown.data)).toEqual(shown.data);
  expect(shown).toEqual(envelopeOf(told, 42));
});

test("the numbers of the page are those of the code", () => {
  const pauses = section(english, "Retries").split("later")[0] ?? "";
  const units: Record<string, number> = { s: 1000, min: 60_000, h: 3_600_000 };
  const told = [...pauses.matchAll(/(\d+) (s|min|h)\b/g)].map(
    ([, count, unit = ""]) => Number(count) * (units[unit] ?? Number.NaN),
  );
  expect(told).toEqual(PAUSES);
  expect(PAUSES.length).toBe(10);
  expect(SHORT_PAUSES.length).toBe(3);
  expect(section(english, "Limits")).toContain(`${MAX_BODY / 1024} KiB`);
});

function levels(text: string): string[] {
  return text.split("\n").flatMap((line) => /^#+(?= )/.exec(line)?.[0] ?? []);
}

function blocks(text: string): string[] {
  return [...text.matchAll(/```\w+\n[^]*?\n```/g)].map(([block]) => block);
}

function numbers(text: string): string[] {
  return [...text.matchAll(/\d+/g)].map(([number]) => number).toSorted();
}

function receivers(text: string): string[] {
  return [...text.matchAll(/receivers\/[\w.]+/g)].map(([path]) => path);
}
