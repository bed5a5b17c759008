import { readFileSync } from "node:fs";
import { assert, boolean, constantFrom, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { connectionState } from "../../src/channels/business-connection.ts";
import {
  businessHeard,
  heardOf,
  readUpdate,
  toldConnection,
  viaOf,
  type SalonUpdate,
} from "../../src/channels/telegram-heard.ts";

const OWNER = 200000002;
const at = { ownerId: OWNER, botId: 7 };
const anna = { id: 100000001, type: "private", first_name: "Анна" };

function sample(name: string): SalonUpdate {
  const file = new URL(`../fixtures/telegram/updates/${name}.json`, import.meta.url);
  const update = readUpdate(JSON.parse(readFileSync(file, "utf8")));
  if (!update) throw new Error(`${name} is no update`);
  return update;
}

function message(more: Record<string, unknown>): SalonUpdate {
  const { business_message: said } = sample("business-message-from-client");
  const update = readUpdate({ update_id: 1, business_message: { ...said, ...more } });
  if (!update) throw new Error("no update");
  return update;
}

describe("an account that the bot is connected to", () => {
  test("is told of with its owner and whether the bot may answer", () => {
    expect(toldConnection(sample("business-connection").business_connection)).toEqual({
      id: "bc_Composed01",
      ownerId: OWNER,
      ownerChatId: OWNER,
      ownerName: "Владелец",
      canReply: true,
      enabled: true,
    });
    const gone = toldConnection(sample("business-connection-disabled").business_connection);
    expect(gone).toMatchObject({ enabled: false, canReply: false });
    expect(toldConnection(null)).toBeNull();
  });

  test("brings a customer's message as theirs, and its owner's as the owner's answer to them", () => {
    const client = sample("business-message-from-client");
    expect(viaOf(client)).toBe("bc_Composed01");
    expect(businessHeard(client, at)).toMatchObject([
      {
        what: "message",
        from: { place: "100000001", handles: ["100000001"], name: "Анна" },
        externalId: "m700",
        text: "Хочу записаться",
      },
    ]);
    expect(businessHeard(sample("business-message-from-owner"), at)).toEqual([
      {
        what: "owner",
        from: {
          place: "100000001",
          handles: ["100000001"],
          name: "Анна",
          languageCode: null,
          phone: null,
        },
        externalId: "m701",
        text: "Сейчас посмотрю сама",
        by: OWNER,
      },
    ]);
    const gone = sample("deleted-business-messages");
    expect(viaOf(gone)).toBe("bc_Composed01");
    expect(businessHeard(gone, at)).toMatchObject([{ what: "deleted", externalId: "m700" }]);
  });

  test("is no chat of the bot's own, and in its own chats there is no account", () => {
    expect(heardOf(sample("business-message-from-client"))).toBeNull();
    expect(viaOf(sample("business-connection"))).toBeNull();
  });

  test("brings nothing of what the bot wrote, Telegram wrote for the owner, or the owner wrote to themselves", () => {
    const bot = { id: 7, is_bot: true, first_name: "Лілея" };
    const owner = { id: OWNER, is_bot: false, first_name: "Владелец" };
    expect(businessHeard(message({ from: owner, sender_business_bot: bot }), at)).toEqual([]);
    expect(businessHeard(message({ from: owner, is_from_offline: true }), at)).toEqual([]);
    const own = { id: OWNER, type: "private", first_name: "Владелец" };
    expect(businessHeard(message({ from: owner, chat: own }), at)).toEqual([]);
    expect(businessHeard(message({ chat: { ...anna, id: 7 } }), at)).toEqual([]);
    expect(businessHeard(message({ chat: { ...anna, id: -100, type: "group" } }), at)).toEqual([]);
  });

  test("lets only the customer press a button", () => {
    const pressed = (id: number) =>
      readUpdate({
        update_id: 1,
        callback_query: {
          id: "9",
          from: { id, is_bot: false, first_name: "К" },
          data: "12:0",
          message: { chat: anna, business_connection_id: "bc_Composed01" },
        },
      });
    const by = (id: number) => {
      const update = pressed(id);
      return update ? businessHeard(update, at) : null;
    };
    expect(by(anna.id)).toMatchObject([{ what: "pressed", data: "12:0" }]);
    expect(by(OWNER)).toEqual([]);
  });

  test("a changed message of the customer is an edit; of the owner nothing", () => {
    const edited = (from: object) =>
      readUpdate({
        update_id: 1,
        edited_business_message: {
          message_id: 700,
          edit_date: 5,
          business_connection_id: "b",
          chat: anna,
          from,
          text: "о 12",
        },
      });
    const update = edited({ id: anna.id, first_name: "Анна" });
    expect(update && businessHeard(update, at)).toMatchObject([
      { what: "edited", externalId: "m700", editId: "m700e5", text: "о 12" },
    ]);
    const owners = edited({ id: OWNER, first_name: "В" });
    expect(owners && businessHeard(owners, at)).toEqual([]);
  });
});

describe("what may be done in an account", () => {
  test("nothing where it is none of the business's people's, unless one of them let it in", () => {
    const connected = { enabled: true, canReply: true, allowed: null };
    expect(connectionState(connected, "owner")).toBe("works");
    expect(connectionState(connected, "admin")).toBe("works");
    expect(connectionState(connected, "operator")).toBe("stranger");
    expect(connectionState(connected, null)).toBe("stranger");
    expect(connectionState({ ...connected, allowed: true }, null)).toBe("works");
    expect(connectionState({ ...connected, allowed: false }, "owner")).toBe("off");
    expect(connectionState({ ...connected, canReply: false }, "owner")).toBe("mute");
  });

  test("works only when Telegram, the business and its own people all agree", () => {
    const role = constantFrom(null, "owner", "admin", "operator");
    const connected = record({
      enabled: boolean(),
      canReply: boolean(),
      allowed: constantFrom(null, true, false),
    });
    assert(
      property(connected, role, (connection, of) => {
        const { enabled, canReply, allowed } = connection;
        const trusted = allowed ?? (of === "owner" || of === "admin");
        const works = connectionState(connection, of) === "works";
        expect(works).toBe(enabled && canReply && trusted);
      }),
    );
  });
});
