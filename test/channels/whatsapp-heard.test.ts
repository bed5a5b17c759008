import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventsOf, type WhatsappEvent } from "../../src/channels/whatsapp-heard.ts";
import { readAgain, routed } from "../../src/channels/whatsapp-inbox.ts";

const HOME = new URL("../fixtures/whatsapp/", import.meta.url);
const FOLDERS = ["inbound", "statuses", "echoes", "composed"];

/** Everything that a stored POST means; where its number is a placeholder, the change alone. */
function meaningOf(path: string): WhatsappEvent[] {
  const raw = readFileSync(new URL(path, HOME));
  const posted = routed(raw);
  if (posted && posted.stray === 0)
    return posted.changes.flatMap(({ value }) => eventsOf(readAgain(value)));
  const body: { entry: { changes: { value: unknown }[] }[] } = JSON.parse(raw.toString("utf8"));
  return body.entry.flatMap(({ changes }) => changes.flatMap(({ value }) => eventsOf(value)));
}

/** One line for an event: who, what, which. */
function line(event: WhatsappEvent): string {
  if (event.is === "nothing") return `nothing: ${event.why}`;
  if (event.is === "unread") return `unread: ${event.what}`;
  if (event.is === "preference") return `${who(event.of)} offers ${event.offers}`;
  if (event.is === "changed") return `${who(event.was)} -> ${who(event.now)}`;
  if (event.is === "status") {
    const { status, externalId, utteranceId, code } = event.status;
    return [status, externalId, utteranceId, code].filter((part) => part !== null).join(" ");
  }
  const { heard, from } = event;
  if (heard.what === "message") {
    const told = [heard.kind, heard.text, heard.ownPhone === null ? "" : "(own)"];
    return `${who(from)} ${told.filter((part) => part !== "").join(" ")}${heard.silent ? " silent" : ""}`;
  }
  if (heard.what === "pressed") return `${who(from)} pressed ${heard.data} «${heard.title}»`;
  if (heard.what === "deleted") return `${who(from)} deleted ${heard.externalId}`;
  if (heard.what === "edited") return `${who(from)} edited ${heard.externalId}: ${heard.text}`;
  return `owner to ${who(from)}: ${heard.text}`;
}

function who({ userId, waId }: { userId: string | null; waId: string | null }): string {
  return [userId, waId].filter((part) => part !== null).join("/");
}

const ONE = "US.13491208655302741918/972987654321";
const meanings: Record<string, string[]> = {
  "inbound/audio-file.json": [`${ONE} forwarded`],
  "inbound/contacts.json": [`${ONE} contact +972987654321 (own)`],
  "inbound/document.json": [`${ONE} forwarded caption`],
  "inbound/image-with-url.json": [`${ONE} photo`],
  "inbound/image.json": [`${ONE} photo`],
  "inbound/interactive-button-reply.json": [`${ONE} pressed callback_data «title»`],
  "inbound/interactive-list-reply.json": [`${ONE} pressed callback_data «title»`],
  "inbound/interactive-with-value-errors.json": [`${ONE} other`],
  "inbound/location-chosen.json": [`${ONE} forwarded`],
  "inbound/message-edit.json": [
    "16505551234 edited wamid.HBgLMTQxMjU1NTA4MjkVAgASGBQzQUNCNjk5RDUwNUZGMUZEM0VBRAA=: Updated image caption",
  ],
  "inbound/message-revoke.json": [`${ONE} deleted <ORIGINAL_WHATSAPP_MESSAGE_ID>`],
  "inbound/order.json": [`${ONE} other`],
  "inbound/reaction-removed-no-emoji.json": ["nothing: reaction"],
  "inbound/reaction.json": [`${ONE} other 😮 silent`],
  "inbound/sticker.json": [`${ONE} sticker`],
  "inbound/system-number-change-with-bsuid.json": [
    "15551234567 -> US.24817305912873645029/15557654321",
  ],
  "inbound/system-number-change.json": ["972987654321 -> 972912345678"],
  "inbound/system-user-changed-user-id.json": [
    "US.13491208655302741918 -> US.24817305912873645029",
  ],
  "inbound/template-quick-reply-button.json": [`${ONE} text title`],
  "inbound/text-forwarded.json": [`${ONE} forwarded forwarded text`],
  "inbound/text-reply-context.json": [`${ONE} text replied text`],
  "inbound/text-with-bsuid.json": [
    "US.13491208655302741918/15551234567 text Hello from a username user",
  ],
  "inbound/text.json": [`${ONE} text Body Text`],
  "inbound/unsupported-with-type.json": [`${ONE} other`],
  "inbound/user-id-update.json": ["US.13491208655302741918 -> US.24817305912873645029/15557654321"],
  "inbound/user-preferences.json": ["16505551234 offers true"],
  "inbound/video.json": [`${ONE} forwarded caption`],
  "statuses/delivered.json": ["delivered wamid.xyzxyz"],
  "statuses/failed-130472.json": ["failed wamid.xyzxyz 130472"],
  "statuses/played.json": ["played wamid.xyzxyz"],
  "statuses/read-group-bsuid.json": ["nothing: group"],
  "statuses/read.json": ["read wamid.xyzxyz"],
  "statuses/sent-with-biz-opaque-callback-data.json": ["sent wamid.xyzxyz"],
  "statuses/sent.json": ["sent wamid.xyzxyz"],
  "echoes/smb-message-echo-delete.json": ["nothing: revoke"],
  "echoes/smb-message-echo-edit.json": [`owner to ${ONE}: Text was edited`],
  "echoes/smb-message-echo-text.json": [`owner to ${ONE}: Test message`],
  "composed/batch-two-messages-and-status.json": [
    "79991234567 text Можно на завтра?",
    "79991234567 text после 18:00",
    "delivered wamid.COMPOSEDOUT1",
  ],
  "composed/status-failed-131026.json": ["failed wamid.COMPOSEDFAIL3 131026"],
  "composed/status-failed-131047.json": ["failed wamid.COMPOSEDFAIL1 131047"],
  "composed/status-failed-131049.json": ["failed wamid.COMPOSEDFAIL4 131049"],
  "composed/status-failed-131056.json": ["failed wamid.COMPOSEDFAIL2 131056"],
  "composed/text-bsuid-only-no-phone.json": [
    "RU.13491208655302741918 text Здравствуйте! Хочу записаться на стрижку",
  ],
};

describe("what Meta posts", () => {
  test("is in the table, every stored file of it", () => {
    const files = FOLDERS.flatMap((folder) =>
      readdirSync(new URL(`${folder}/`, HOME)).map((name) => `${folder}/${name}`),
    );
    expect(Object.keys(meanings).toSorted()).toEqual(files.toSorted());
  });

  test.each(Object.entries(meanings))("%s is read for its meaning", (path, told) => {
    expect(meaningOf(path).map(line)).toEqual(told);
  });

  test("names who wrote, when, and as whom", () => {
    const [event] = meaningOf("inbound/text-with-bsuid.json");
    expect(event).toMatchObject({
      from: { name: "Test User", username: "testuser" },
      heard: { at: 1_700_000_000_000, externalId: expect.stringMatching(/^wamid\./) },
    });
  });
});

const text = (id: string, from: string) => ({ id, from, type: "text", text: { body: "Привіт" } });
const heardIn = (messages: unknown[], contacts: unknown[] = []) =>
  eventsOf({ contacts, messages }).map(line);

const card = (waId: string) => ({
  type: "contacts",
  contacts: [{ phones: [{ wa_id: waId }] }],
});

describe("a message", () => {
  test("is never given the name or the id of another one's contact", () => {
    const contacts = [{ wa_id: "380670000002", user_id: "UA.2", profile: { name: "Інша" } }];
    const [event] = eventsOf({ contacts, messages: [text("wamid.1", "380670000001")] });
    expect(event).toMatchObject({ from: { userId: null, waId: "380670000001", name: null } });
  });

  test("of a group is nobody's conversation, and one without a sender is not read", () => {
    expect(heardIn([{ ...text("wamid.1", "380670000001"), group_id: "g" }])).toEqual([
      "nothing: group",
    ]);
    expect(heardIn([text("wamid.1", "Оля")])).toEqual(["unread: sender"]);
  });

  test("has whatever Postgres can keep: no NUL, no half of a pair, no more than Meta allows", () => {
    const body = `а\0б\uD83D${"в".repeat(5000)}`;
    const [event] = eventsOf({ messages: [{ ...text("w", "380670000001"), text: { body } }] });
    const said = event?.is === "heard" && event.heard.what === "message" ? event.heard.text : "";
    expect(said).toHaveLength(4096);
    expect(said.startsWith("аб\uFFFDв")).toBe(true);
  });

  test("with a card shows a number as theirs only where WhatsApp says so; of one who is hidden it is typed", () => {
    const known = { id: "w", from: "380670000001" };
    const hidden = { id: "w", from_user_id: "UA.1" };
    expect(
      heardIn([
        { ...known, ...card("380670000001") },
        { ...known, ...card("380670000009") },
        { ...hidden, ...card("380670000009") },
      ]),
    ).toEqual([
      "380670000001 contact +380670000001 (own)",
      "380670000001 contact",
      "UA.1 contact +380670000009",
    ]);
  });

  test("whose template button carries our data is a press", () => {
    const button = { id: "w", from: "380670000001", type: "button" };
    expect(heardIn([{ ...button, button: { payload: "17:1", text: "Так" } }])).toEqual([
      "380670000001 pressed 17:1 «Так»",
    ]);
  });
});

const good = text("wamid.good", "380670000001");

describe("whatever comes", () => {
  test("never throws, and takes no other message with it", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.nat(6), (junk, place) => {
        const messages = [...junk.slice(0, place), good, ...junk.slice(place)];
        expect(heardIn(messages)).toContain("380670000001 text Привіт");
      }),
    );
  });

  test("in place of any field leaves the rest readable", () => {
    const full = {
      metadata: { display_phone_number: "1", phone_number_id: "106540352242922" },
      contacts: [{ wa_id: "380670000001" }],
      message_echoes: [good],
      statuses: [{ id: "w", status: "read" }],
      user_id_update: [{ user_id: { previous: "UA.1", current: "UA.2" } }],
      user_preferences: [],
    };
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(full)), fc.jsonValue(), (field, junk) => {
        const events = eventsOf({ ...full, messages: [good], [field]: junk }).map(line);
        expect(events).toContain("380670000001 text Привіт");
      }),
    );
  });

  test("inside a message costs no more than that message", () => {
    const fields = [
      "type",
      "text",
      "context",
      "interactive",
      "timestamp",
      "contacts",
      "system",
      "edit",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.jsonValue(), (field, junk) => {
        const events = heardIn([
          { ...good, [field]: junk },
          { ...good, id: "wamid.next" },
        ]);
        expect(events).toHaveLength(2);
        expect(events[1]).toBe("380670000001 text Привіт");
      }),
    );
  });

  test("as a whole value is read or refused, never a failure", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Array.isArray(eventsOf(value))).toBe(true);
      }),
    );
  });
});
