import type { AccountProvider } from "../business/account.ts";
import type { Dialect, Door } from "./dialect.ts";
import * as novofon from "./novofon.ts";
import * as phonet from "./phonet.ts";

const phonetDialect: Dialect = { name: "phonet", parse: phonet.parse };

const novofonDialect: Dialect = {
  name: "novofon",
  verify: (fields, signature, secret) =>
    novofon.verify(novofon.textFields(fields), signature ?? undefined, secret),
  parse: novofon.parse,
};

/** Every address that a PBX may call, by name. */
export const doors = {
  phonet: {
    provider: "phonet",
    path: "/api/webhooks/phonet",
    query: false,
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
    dialects: [novofonDialect],
    test: { event: "FRONTDESK_TEST" },
  },
} as const satisfies Record<AccountProvider, Door>;
