import type { AccountProvider } from "../business/account.ts";
import type { Dialect, Door, Doors } from "./dialect.ts";
import * as flat from "./flat.ts";
import * as novofon from "./novofon.ts";
import * as novofon2 from "./novofon2.ts";
import * as phonet from "./phonet.ts";

const phonetDialect: Dialect = { name: "phonet", parse: phonet.parse };

const novofonDialect: Dialect = {
  name: "novofon",
  verify: (fields, signature, secret) =>
    novofon.verify(novofon.textFields(fields), signature ?? undefined, secret),
  parse: novofon.parse,
};

/** A signed event is one whatever else its body holds: it never passes for an unsigned one. */
const ownDialect: Dialect = { ...novofonDialect, speaks: novofon.isOwn };
const novofon2Dialect: Dialect = {
  name: "novofon2",
  speaks: novofon2.looksLike,
  parse: novofon2.parse,
  link: novofon2.recordingLink,
};
const ownTemplate: Dialect = { ...novofon2Dialect, speaks: novofon2.mayBe };
const flatDialect: Dialect = {
  name: "flat",
  speaks: flat.looksLike,
  parse: flat.parse,
  link: flat.recordingLink,
};

/** Every address that a PBX may call, by name. */
export const doors = {
  phonet: {
    provider: "phonet",
    path: "/api/webhooks/phonet",
    query: false,
    written: false,
    dialects: [phonetDialect],
    // An operator's pause is not a call: it is stored and ignored (facts of the vendor: lgDirection 64).
    test: {
      event: "call.bridge",
      uuid: "00000000000000000000000000000000",
      lgDirection: 64,
      leg: { ext: "0" },
    },
  },
  novofon: {
    provider: "novofon",
    path: "/api/webhooks/novofon",
    query: true,
    written: true,
    dialects: [ownDialect, novofon2Dialect, flatDialect, ownTemplate, novofonDialect],
    test: { event: "FRONTDESK_TEST" },
  },
  flat: {
    provider: "novofon",
    path: "/api/call-summary/webhook/novofon",
    query: true,
    written: true,
    // The address outlived its first senders: real events of Novofon came here later.
    dialects: [ownDialect, novofon2Dialect, flatDialect],
    test: {},
  },
} as const satisfies Doors & Record<AccountProvider, Door>;
