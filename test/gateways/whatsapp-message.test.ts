import {
  assert,
  constantFrom,
  oneof,
  pre,
  property,
  record,
  string,
  uniqueArray,
  uuid,
} from "fast-check";
import { describe, expect, test } from "vitest";
import {
  messageOf,
  templateOf,
  type WhatsappContent,
} from "../../src/gateways/whatsapp-message.ts";
import { readPayload } from "../../src/sandbox/whatsapp-payload.ts";

const choose = "Обрати";
const offers = (...titles: string[]) =>
  titles.map((title, index) => ({ title, data: `u.7.${index}` }));

describe("what is offered", () => {
  test("up to three short titles are buttons", () => {
    const content = messageOf({ text: "Усе правильно?", buttons: offers("Так", "Ні"), choose });
    expect(content).toEqual({
      type: "interactive",
      interactive: {
        type: "button",
        body: { text: "Усе правильно?" },
        action: {
          buttons: [
            { type: "reply", reply: { id: "u.7.0", title: "Так" } },
            { type: "reply", reply: { id: "u.7.1", title: "Ні" } },
          ],
        },
      },
    });
  });

  test("more of them, longer ones or a long text make a list; a long title stands whole below its beginning", () => {
    const long = "Манікюр з гель-лаком і дизайном";
    const content = messageOf({ text: "Яка послуга?", buttons: offers(long), choose });
    expect(content).toMatchObject({
      interactive: {
        type: "list",
        action: {
          button: "Обрати",
          sections: [
            { rows: [{ id: "u.7.0", title: "Манікюр з гель-лаком і…", description: long }] },
          ],
        },
      },
    });
    const many = messageOf({ text: "Коли?", buttons: offers("10:00", "11", "12", "13"), choose });
    const wordy = messageOf({ text: "о".repeat(1025), buttons: offers("Так"), choose });
    for (const list of [many, wordy]) expect(list).toMatchObject({ interactive: { type: "list" } });
  });

  test("what ten rows do not hold stands below the text, and where rows hold nothing all is numbered", () => {
    const titles = Array.from({ length: 12 }, (_, index) => `${index + 8}:00`);
    expect(messageOf({ text: "Коли?", buttons: offers(...titles), choose })).toMatchObject({
      interactive: { type: "list", body: { text: "Коли?\n• 18:00\n• 19:00" } },
    });
    const endless = "д".repeat(80);
    expect(messageOf({ text: "Що?", buttons: offers(endless, "Так"), choose })).toEqual({
      type: "text",
      text: { preview_url: false, body: `Що?\n\n1. ${endless}\n2. Так` },
    });
  });

  test("equal titles, which Meta refuses, are numbered", () => {
    expect(messageOf({ text: "Хто?", buttons: offers("Олена", "Олена"), choose })).toMatchObject({
      text: { body: "Хто?\n\n1. Олена\n2. Олена" },
    });
  });
});

/** Letters, signs of two units, line breaks and blanks. */
const written = (max: number) =>
  string({ unit: constantFrom("а", "Щ", "1", " ", "\n", "💅", "👩‍🦰", "é"), maxLength: max });
const parcel = record({
  text: oneof(written(60), written(2000), written(6000)),
  buttons: uniqueArray(
    record({ title: oneof(written(15), written(40), written(120)), data: uuid() }),
    { maxLength: 14, selector: ({ data }) => data },
  ),
  choose: constantFrom("Обрати", "Choose"),
});

describe("any parcel", () => {
  test("is within Meta's limits", () => {
    assert(
      property(parcel, (wish) => {
        const read = readPayload(bodyOf(messageOf(wish)));
        expect(read).not.toHaveProperty("fault");
        expect(JSON.stringify(read)).not.toMatch(/\\ud[89a-f]/i);
      }),
      { numRuns: 300 },
    );
  });

  test("loses nothing that was offered", () => {
    assert(
      property(parcel, (wish) => {
        const shown = JSON.stringify(messageOf(wish));
        const lines = wish.buttons.map(({ title }) => title.replaceAll(/\s+/g, " ").trim());
        // The text gives way to what is offered; more than a whole message of titles cannot be shown.
        pre(lines.join("\n").length + lines.length * 4 < 4000);
        for (const line of lines) expect(shown).toContain(JSON.stringify(line).slice(1, -1));
      }),
      { numRuns: 300 },
    );
  });

  test("gives buttons and rows the data that comes back", () => {
    assert(
      property(parcel, (wish) => {
        const ids = idsOf(messageOf(wish));
        expect(wish.buttons.map(({ data }) => data).slice(0, ids.length)).toEqual(ids);
      }),
    );
  });
});

test("a template's parameter is one line within Meta's limits", () => {
  assert(
    property(written(3000), (brief) => {
      const content = templateOf({ name: "visit_reminder", language: "uk" }, brief);
      const read = readPayload(bodyOf(content));
      expect(read).not.toHaveProperty("fault");
      expect(JSON.stringify(content)).not.toMatch(/\\n| {5}/);
    }),
  );
});

function bodyOf(content: WhatsappContent): object {
  const base = { messaging_product: "whatsapp", recipient_type: "individual", to: "380670000001" };
  return { ...base, ...content, biz_opaque_callback_data: "1" };
}

function idsOf(content: WhatsappContent): string[] {
  if (content.type !== "interactive") return [];
  const { interactive } = content;
  return interactive.type === "button"
    ? interactive.action.buttons.map(({ reply }) => reply.id)
    : interactive.action.sections.flatMap(({ rows }) => rows.map(({ id }) => id));
}
