import { describe, expect, test } from "vitest";
import {
  checklist,
  isTickable,
  missingEvents,
  novofonEvents,
  type SetupFacts,
  type SetupItem,
} from "../../src/desk/setup.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const LINKED = { label: "key", createdAt: NOW, checkedAt: NOW, checkError: null, checklist: {} };
const NOTHING: SetupFacts = {
  tokenAt: null,
  extensionKnown: false,
  chatSubscribed: false,
  events: new Map(),
  endedAt: null,
  recordedAt: null,
};

describe("the checklist of Novofon", () => {
  test("stands in the order of the provider's instructions", () => {
    expect(checklist({ provider: "novofon", ...LINKED }, NOTHING).map(({ item }) => item)).toEqual([
      "address_known",
      "extension_known",
      "cabinet_opened",
      "api_page_opened",
      "api_key_enabled",
      "key_copied",
      "letter_sent",
      "support_confirmed",
      "recording_enabled",
      "test_call",
      "chat_subscribed",
    ]);
  });

  test("after the link: the cabinet's steps are done, the rest waits", () => {
    expect(doneOf("novofon", { ...NOTHING, tokenAt: NOW })).toEqual([
      "address_known",
      "cabinet_opened",
      "api_page_opened",
      "api_key_enabled",
      "key_copied",
    ]);
  });

  test("a key that is refused by now is not enabled", () => {
    const account = { provider: "novofon", ...LINKED, checkError: "key" } as const;
    expect(checklist(account, NOTHING).find(({ item }) => item === "api_key_enabled")?.done).toBe(
      false,
    );
  });

  test("a person's tick counts until a fact beats it", () => {
    const account = {
      provider: "novofon",
      ...LINKED,
      checklist: { letter_sent: "2026-11-21T12:30:00.000Z" },
    } as const;
    expect(line(account, NOTHING, "letter_sent")).toEqual({
      item: "letter_sent",
      done: true,
      how: "ticked",
      at: NOW + 1_800_000,
      tickable: true,
    });
    const heard = { ...NOTHING, events: new Map([["NOTIFY_START", NOW + 5]]) };
    expect(line(account, heard, "letter_sent")).toEqual({
      item: "letter_sent",
      done: true,
      how: "seen",
      at: NOW + 5,
      tickable: false,
    });
    expect(line(account, heard, "support_confirmed")).toMatchObject({ done: true, how: "seen" });
    expect(line(account, heard, "test_call")).toMatchObject({ done: false });
  });

  test("a tick on what only a fact can tell, or that is no time, is nothing", () => {
    const account = {
      provider: "novofon",
      ...LINKED,
      checklist: { test_call: "2026-11-21T12:30:00.000Z", letter_sent: "yes" },
    } as const;
    expect(line(account, NOTHING, "test_call")).toMatchObject({ done: false, tickable: false });
    expect(line(account, NOTHING, "letter_sent")).toMatchObject({ done: false, tickable: true });
  });

  test("a finished call proves the test call, a recording proves recording", () => {
    const heard = {
      ...NOTHING,
      endedAt: NOW + 2,
      events: new Map([["NOTIFY_RECORD", NOW + 3]]),
    };
    const account = { provider: "novofon", ...LINKED } as const;
    expect(line(account, heard, "test_call")).toMatchObject({ done: true, at: NOW + 2 });
    expect(line(account, heard, "recording_enabled")).toMatchObject({ done: true, at: NOW + 3 });
    expect(line(account, { ...NOTHING, recordedAt: NOW + 4 }, "recording_enabled")).toMatchObject({
      done: true,
      at: NOW + 4,
    });
  });

  test("everything done is everything", () => {
    const facts = {
      tokenAt: NOW,
      extensionKnown: true,
      chatSubscribed: true,
      events: new Map([["NOTIFY_END", NOW]]),
      endedAt: NOW,
      recordedAt: NOW,
    };
    expect(checklist({ provider: "novofon", ...LINKED }, facts).every(({ done }) => done)).toBe(
      true,
    );
  });
});

test("a cabinet of Novofon 2.0 has neither key nor letter on its checklist", () => {
  const account = { provider: "novofon", ...LINKED, label: "+74950001122" } as const;
  const facts = { ...NOTHING, tokenAt: NOW, events: new Map([["Завершение звонка", NOW]]) };
  const lines = checklist(account, { ...facts, endedAt: NOW });
  expect(lines.map(({ item, done }) => [item, done])).toEqual([
    ["address_known", true],
    ["address_pasted", true],
    ["recording_enabled", false],
    ["test_call", true],
    ["chat_subscribed", false],
  ]);
  expect(missingEvents("novofon", facts)).toEqual([]);
});

describe("the checklist of Phonet", () => {
  test("is done by the link, the first hook, the first hangup and a chat", () => {
    expect(doneOf("phonet", { ...NOTHING, tokenAt: NOW, extensionKnown: true })).toEqual([
      "key_checked",
      "extension_known",
      "address_known",
    ]);
    const rang = { ...NOTHING, events: new Map([["call.dial", NOW]]) };
    expect(doneOf("phonet", rang)).toEqual(["key_checked", "address_pasted"]);
    expect(doneOf("phonet", { ...rang, endedAt: NOW, chatSubscribed: true })).toEqual([
      "key_checked",
      "address_pasted",
      "test_call",
      "chat_subscribed",
    ]);
  });
});

test("the events asked for and not yet come are named", () => {
  expect(novofonEvents).toEqual(
    expect.arrayContaining([
      "NOTIFY_END",
      "NOTIFY_OUT_END",
      "NOTIFY_RECORD",
      "NOTIFY_START",
      "NOTIFY_OUT_START",
      "NOTIFY_INTERNAL",
      "NOTIFY_ANSWER",
    ]),
  );
  const events = new Map(
    ["NOTIFY_END", "NOTIFY_START", "NOTIFY_OUT_END", "NOTIFY_OUT_START", "NOTIFY_INTERNAL"].map(
      (name) => [name, NOW] as const,
    ),
  );
  expect(missingEvents("novofon", { events })).toEqual(["NOTIFY_RECORD", "NOTIFY_ANSWER"]);
  expect(missingEvents("phonet", { events: new Map() })).toEqual([]);
});

test("only what a person can know is ticked by a person", () => {
  expect(["letter_sent", "support_confirmed", "recording_enabled"].every(isTickable)).toBe(true);
  expect(["test_call", "key_checked", "address_known", "constructor", ""].some(isTickable)).toBe(
    false,
  );
});

type Own = Parameters<typeof checklist>[0];

function line(account: Own, facts: SetupFacts, item: SetupItem) {
  return checklist(account, facts).find((one) => one.item === item);
}

function doneOf(provider: Own["provider"], facts: SetupFacts): SetupItem[] {
  return checklist({ provider, ...LINKED }, facts).flatMap(({ item, done }) =>
    done ? [item] : [],
  );
}
