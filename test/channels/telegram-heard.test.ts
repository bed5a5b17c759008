import { assert, integer, jsonValue, nat, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { floodOf, turnAt } from "../../src/agent/burst.ts";
import { heardOf, readUpdate } from "../../src/channels/telegram-heard.ts";
import { groupsOf } from "../../src/agent/turn-group.ts";
import { buttonData, readButtonData, type Utterance } from "../../src/agent/utterance.ts";

const from = { id: 5, is_bot: false, first_name: "Оля", last_name: "К.", language_code: "uk" };
const chat = { id: 5, type: "private" };

const words = (text: string) => ({ heard: { text, pressed: null } });
const press = (action: object) => ({ heard: { text: "", pressed: action } });

function hear(fields: object) {
  const update = readUpdate({ update_id: 1, message: { message_id: 3, chat, from, ...fields } });
  return update && heardOf(update);
}

describe("an update of a salon's bot", () => {
  test.each([
    ["text", { text: "Привіт" }, "Привіт"],
    ["photo", { photo: [{}], caption: "отаке хочу" }, "отаке хочу"],
    ["voice", { voice: {} }, ""],
    ["voice", { video_note: {} }, ""],
    ["sticker", { sticker: {} }, ""],
    ["sticker", { animation: {}, document: {} }, ""],
    ["location", { venue: {}, location: {} }, ""],
    ["file", { document: {}, caption: "довідка" }, "довідка"],
    ["forwarded", { forward_origin: { type: "user" }, text: "чуже" }, "чуже"],
    ["other", { dice: {} }, ""],
  ])("is a %s: %j", (kind, fields, text) => {
    expect(hear(fields)).toMatchObject({ what: "message", kind, text, externalId: "m3" });
  });

  test("tells a number of their own from somebody else's", () => {
    const own = { contact: { phone_number: "380671234567", user_id: 5 } };
    expect(hear(own)).toMatchObject({ ownPhone: "+380671234567", text: "+380671234567" });
    const other = { contact: { phone_number: "380671234567", user_id: 6 } };
    expect(hear(other)).toMatchObject({ kind: "contact", ownPhone: null, text: "" });
    const unknown = { contact: { phone_number: "380671234567" } };
    expect(hear(unknown)).toMatchObject({ ownPhone: null, text: "" });
  });

  test("of a group, of a bot, or that Telegram writes itself is nobody's", () => {
    expect(hear({ chat: { id: -5, type: "supergroup" }, text: "Привіт" })).toBeNull();
    expect(hear({ from: { ...from, is_bot: true }, text: "Привіт" })).toBeNull();
    expect(hear({ pinned_message: {} })).toBeNull();
  });

  test("that is none is none, whatever it is", () => {
    assert(
      property(jsonValue(), (value) => {
        const update = readUpdate(value);
        if (update !== null) heardOf(update);
        return update === null || Number.isInteger(update.update_id);
      }),
    );
  });
});

describe("the data of a button", () => {
  test("comes back as it was made, within Telegram's 64 bytes", () => {
    assert(
      property(integer({ min: 1, max: 2 ** 48 }), nat(200), (utteranceId, index) => {
        const data = buttonData(utteranceId, index);
        expect(data.length).toBeLessThanOrEqual(64);
        expect(readButtonData(data)).toEqual({ utteranceId, index });
      }),
    );
  });

  test.each(["", "1", "1:", ":1", "1:1:1", "a:1", "1:1e3", "-1:0"])("is not %j", (data) => {
    expect(readButtonData(data)).toBeNull();
  });
});

describe("the turn of a burst", () => {
  const at = { now: 100_000, first: 100_000, pressed: false, count: 1 };
  test("waits two seconds for more, ten at most for all, and not at all for a button", () => {
    expect(turnAt(at)).toBe(102_000);
    expect(turnAt({ ...at, first: 91_000 })).toBe(101_000);
    expect(turnAt({ ...at, first: 80_000 })).toBe(100_000);
    expect(turnAt({ ...at, pressed: true })).toBe(100_000);
    expect(turnAt({ ...at, first: 80_000, count: 21 })).toBe(110_000);
  });

  test("is refused once to who writes more than sixty a minute", () => {
    expect(floodOf({ count: 60, refused: 0 })).toBe("none");
    expect(floodOf({ count: 61, refused: 0 })).toBe("told");
    expect(floodOf({ count: 61, refused: 1 })).toBe("silent");
  });
});

describe("what a burst is heard as", () => {
  let id = 0;
  const said = (kind: Utterance["kind"], text: string, action: Utterance["action"] = null) => {
    id += 1;
    return { id, author: "customer" as const, kind, text, action, at: 0 };
  };

  test("words in a row are one message, and two taps at one button are one", () => {
    const yes = said("button", "Так", { do: "yes" });
    expect(groupsOf([said("text", "Запишіть"), said("text", "завтра"), yes, yes], "uk")).toEqual([
      words("Запишіть\nзавтра"),
      press({ do: "yes" }),
    ]);
  });

  test("a picture counts only where nothing was written, a post of others is not their word", () => {
    expect(groupsOf([said("photo", ""), said("text", "таке")], "uk")).toEqual([words("таке")]);
    expect(groupsOf([said("photo", "таке")], "uk")).toEqual([words("таке")]);
    expect(groupsOf([said("forwarded", "знижка 90%")], "uk")).toEqual([{ media: "forwarded" }]);
  });

  test("a command is its button, and four thousand signs are read half", () => {
    expect(groupsOf([said("text", "/book@lileya_bot")], "uk")).toEqual([press({ do: "book" })]);
    expect(groupsOf([said("text", "/start promo")], "en")).toEqual([words("Hello")]);
    expect(groupsOf([said("text", "а".repeat(4000))], "uk")).toEqual([words("а".repeat(2000))]);
    expect(groupsOf([said("button", "")], "uk")).toEqual([{ oldButton: true }]);
  });
});
