import { describe, expect, test } from "vitest";
import { accountScreen, unlinkScreen } from "../../src/bot/account-screen.ts";
import { addressScreen, scopesScreen, stopScreen } from "../../src/bot/address-screen.ts";
import { callsScreen } from "../../src/bot/calls-screen.ts";
import { chatsScreen, stillComing } from "../../src/bot/chats-screen.ts";
import { connectScreen } from "../../src/bot/connect-screen.ts";
import { healthScreen } from "../../src/bot/health-screen.ts";
import { helpScreen } from "../../src/bot/help.ts";
import { accessNotice } from "../../src/bot/access-request-screen.ts";
import type { Screen } from "../../src/bot/screen.ts";
import {
  currenciesScreen,
  kindScreen,
  languageScreen,
  placeScreen,
  zonesScreen,
} from "../../src/bot/start-screen.ts";
import {
  leaveScreen,
  memberScreen,
  ownScreen,
  removeScreen,
  teamScreen,
} from "../../src/bot/team-screen.ts";
import { extScreen, takeOverScreen } from "../../src/bot/team-ext-screen.ts";
import type { Business } from "../../src/business/business.ts";
import type { Chat } from "../../src/business/chat.ts";
import type { Member } from "../../src/business/member.ts";
import type { CallRow } from "../../src/calls/list-service.ts";
import type { Health } from "../../src/desk/health-service.ts";
import type { Setup } from "../../src/desk/setup-service.ts";
import { checklist } from "../../src/desk/setup.ts";
import { languages, type Language } from "../../src/texts/language.ts";

const NOW = Date.UTC(2026, 10, 24, 12, 0, 0);
const hostile = `<b>&"'{ $x }</b>\u202E`.repeat(3);
const business: Business = {
  id: "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
  name: hostile,
  kind: "salon",
  timezone: "Europe/Kyiv",
  currency: "UAH",
  language: "uk",
  country: "UA",
  workingHours: null,
  holidays: [],
  slaMin: 15,
  ghostS: 0,
  triedCloses: true,
};
const account = { accountId: business.id, provider: "novofon", label: "appid_1<b>" } as const;
const hooks = Array.from({ length: 10 }, (_, index) => ({
  at: NOW - index * 86_400_000,
  name: hostile,
  status: 401,
  verdict: "refused",
  reason: "bad_signature",
}));
const health: Health = {
  accounts: [
    {
      id: business.id,
      provider: "novofon",
      label: account.label,
      checkedAt: NOW,
      checkError: "key",
      reconciledUntil: NOW,
      reconcileError: "key",
    },
  ],
  tokens: Array.from({ length: 3 }, () => ({
    ...account,
    id: business.id,
    line: "+380440000001",
    ext: null,
    lastAt: NOW,
    hooks,
  })),
  unreachable: [{ id: "c", title: hostile, at: NOW, reason: "kicked" }],
  salonBot: null,
  whatsapp: null,
};
const facts = {
  tokenAt: NOW,
  extensionKnown: true,
  chatSubscribed: false,
  events: new Map([["NOTIFY_END", NOW]]),
  endedAt: NOW,
  recordedAt: null,
};
const setup: Setup = {
  ...account,
  lines: checklist(
    { ...account, createdAt: NOW, checkedAt: NOW, checkError: null, checklist: {} },
    facts,
  ),
  missing: ["NOTIFY_RECORD"],
  done: 7,
  recording: false,
};
const token = { ...account, id: business.id, line: "+380440000001", ext: null };
const known = {
  extensions: Array.from({ length: 40 }, (_, n) => ({ ext: String(100 + n), name: hostile })),
  lines: [{ number: "+380440000002", name: hostile }],
};
const member: Member = {
  businessId: business.id,
  personId: 5,
  role: "operator",
  name: hostile,
  ext: null,
  joinedAt: NOW,
};
const chat: Chat = {
  id: "c",
  businessId: business.id,
  botId: 1,
  telegramId: -1,
  threadId: 3,
  type: "supergroup",
  title: hostile,
  language: null,
  style: "two",
  buttons: false,
  masked: false,
  remind: false,
  deals: false,
  filter: { missedOnly: true, lines: ["+380440000001"], exts: ["1"] },
  subscribedAt: NOW,
  subscribed: true,
  unreachable: null,
};
const manyChats = Array.from({ length: 25 }, () => chat);
const call: CallRow = {
  id: 1,
  at: NOW,
  direction: "in",
  outcome: "answered",
  state: "ended",
  client: "+380670000001",
  clientName: hostile,
  line: null,
  employee: hostile,
  talkS: 204,
  ringS: 5,
};
const view = { text: null, before: null, masked: false, zone: "Europe/Kyiv", now: NOW };

function screens(language: Language): Record<string, Screen> {
  return {
    language: languageScreen(language, true),
    kind: kindScreen(language, business),
    place: placeScreen(language, business, NOW),
    zones: zonesScreen(language, NOW),
    currencies: currenciesScreen(language),
    connect: connectScreen(language, {
      business,
      others: [business],
      health,
      setups: [setup],
      chats: 5,
      subscribedHere: false,
      groupUrl: "https://t.me/x",
      now: NOW,
    }),
    chats: chatsScreen(language, { business, chats: manyChats, page: 1 }),
    "chats that still get cards": { html: stillComing(language, manyChats) ?? "" },
    account: accountScreen(language, {
      setup,
      addresses: [
        { tokenId: business.id, address: "https://x", line: null, ext: null },
        { tokenId: business.id, address: "https://y", line: null, ext: "100" },
      ],
      extensions: [{ ext: "100", name: "" }],
      shared: true,
      notes: [],
    }),
    address: addressScreen(language, {
      token,
      address: "https://x",
      rivals: [{ line: null, ext: "100" }],
      extensions: known.extensions,
      notes: [],
    }),
    scopes: scopesScreen(language, { accountId: business.id, token, known, taken: [token] }),
    "one more address": scopesScreen(language, {
      accountId: business.id,
      token: null,
      known,
      taken: [],
    }),
    renew: stopScreen(language, token, "renew"),
    drop: stopScreen(language, token, "drop"),
    unlink: unlinkScreen(language, setup),
    health: healthScreen(language, {
      business,
      health,
      chats: 1,
      verdicts: { analyses: 8, wrong: 1 },
      trouble: { cause: "stt_balance", at: NOW },
      mind: { since: NOW },
      notes: [],
      now: NOW,
    }),
    calls: callsScreen(language, {
      ...view,
      rows: Array.from({ length: 9 }, (_, id) => ({ ...call, id })),
    }),
    team: teamScreen(language, {
      business,
      members: Array.from({ length: 20 }, (_, id) => ({ ...member, personId: id, ext: "101" })),
      me: { id: 1, role: "owner" },
      page: 1,
    }),
    "own membership": ownScreen(language, {
      business,
      me: { id: 1, role: "operator" },
      ext: "101",
    }),
    extensions: extScreen(language, {
      member: { ...member, personId: 7, ext: "102" },
      members: [{ ...member, ext: "101" }],
      known: known.extensions,
      page: 0,
      notes: [],
    }),
    "an extension taken over": takeOverScreen(language, { member, holder: member, ext: "101" }),
    "a request for access": requestScreen(language),
    leave: leaveScreen(language, business, 1),
    member: memberScreen(language, member, { role: "owner" }),
    remove: removeScreen(language, member, business),
    help: helpScreen(language, { role: "owner", sandbox: true }),
  };
}

describe.each(languages)("every screen in %s", (language) => {
  test.each(Object.entries(screens(language)))(
    "%s fits a message, with hostile names as plain text and no ids",
    (_, { html, rows = [] }) => {
      expect(html.length).toBeLessThanOrEqual(4096);
      expect(html.replace(/<\/?(?:b|i|code|pre)>/g, "")).not.toMatch(/<|&(?!(?:amp|lt|gt|quot);)/);
      expect(html).not.toContain(business.id);
      for (const { label } of rows.flat()) expect(label.trim()).not.toBe("");
    },
  );
});

describe("/connect", () => {
  const taken = { verdict: "accepted", reason: null };
  const forged = { verdict: "refused", reason: "bad_signature" };

  test.each([
    ["nothing came", [], "⏳ Novofon appid_1&lt;b&gt;: подій ще не було"],
    [
      "only a test event",
      [{ verdict: "ignored", reason: "unknown event" }],
      "⏳ Novofon appid_1&lt;b&gt;: подій ще не було",
    ],
    ["taken", [taken, forged], "✅ Novofon appid_1&lt;b&gt;: остання подія сьогодні, 14:00"],
    ["forged", [forged, taken], "підпис не збігається"],
    ["another line's", [{ verdict: "ignored", reason: "other_line" }, taken], "інша лінія"],
  ])("says of each account what its newest event was: %s", (_, newest, said) => {
    expect(accountLine(newest)).toContain(said);
  });
});

function accountLine(newest: { verdict: string; reason: string | null }[]): string | undefined {
  const told = newest.map((hook, index) => ({
    ...hook,
    at: NOW - index,
    name: "NOTIFY_END",
    status: 200,
  }));
  const tokens = health.tokens.slice(0, 1).map((one) => ({ ...one, hooks: told }));
  const { html } = connectScreen("uk", {
    business,
    others: [],
    health: { accounts: [], tokens, unreachable: [], salonBot: null, whatsapp: null },
    setups: [setup],
    chats: 0,
    subscribedHere: true,
    groupUrl: "https://t.me/x",
    now: NOW,
  });
  return html.split("\n\n")[1];
}

function requestScreen(language: Language): Screen {
  const person = { id: 5, firstName: hostile, username: hostile, language, activeBusinessId: null };
  const request = accessNotice({ role: "owner", language }, { business, person, title: hostile });
  return {
    html: request.html,
    rows: request.rows.map((row) => row.map(({ label }) => ({ label, data: "x" }))),
  };
}
