import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { resealWhatsapp } from "../../src/channels/rotation-service.ts";
import {
  chooseTemplate,
  linkWhatsapp,
  numberByMeta,
  numberByPath,
  unlinkWhatsapp,
  useOwnApp,
  useServerApp,
  whatsappHook,
  whatsappOf,
  whatsappToken,
  type WhatsappDeps,
} from "../../src/channels/whatsapp-number-service.ts";
import type { Business } from "../../src/business/business.ts";
import { createWhatsapp } from "../../src/gateways/whatsapp.ts";
import { foreignKey } from "../../src/keys.ts";
import { parseKeyring } from "../../src/lib/secret-box.ts";
import {
  database,
  eachOnFreshDatabase,
  fresh,
  keyring,
  NOW,
  twoBusinesses,
} from "../business/tenants.ts";
import { closeAll, fetcherFor } from "../gateways/http-stand-in.ts";
import {
  NUMBER,
  openGraph,
  OTHER_NUMBER,
  OTHER_TOKEN,
  TOKEN,
  type Graph,
} from "../gateways/whatsapp-stand.ts";

eachOnFreshDatabase();

const SECRET = "0123456789abcdef0123456789abcdef";
let graph: Graph;
beforeAll(async () => {
  graph = await openGraph({ now: NOW });
});
afterAll(async () => {
  await graph.close();
  await closeAll();
});

let deps: WhatsappDeps;
let ours: Business;
let theirs: Business;
beforeEach(async () => {
  deps = {
    db: database(),
    clock: { now: () => NOW },
    keyring,
    random: fresh,
    gateway: createWhatsapp({ apiUrl: graph.apiUrl, fetcher: fetcherFor() }),
    app: { verifyToken: "server-verify-token", appSecret: null },
    publicUrl: "https://desk.example",
  };
  ({ ours, theirs } = await twoBusinesses(database()));
});

const link = (of: Business, given = `${NUMBER} ${TOKEN}`) => linkWhatsapp(deps, of.id, given);

describe("a number", () => {
  test("is linked once Meta has shown it, its token sealed; unlinked, it is forgotten", async () => {
    expect(await link(ours)).toMatchObject({
      linked: { numberId: NUMBER, phone: "+380440000055", name: "Лілея", ownApp: false },
    });
    expect(await whatsappToken(deps, ours.id)).toMatchObject({ token: TOKEN });
    expect(await numberByMeta(database(), NUMBER)).toMatchObject({ businessId: ours.id });
    const [kept] = await database().execute<{ row: string }>(
      sql`select row_to_json(n)::text as row from whatsapp_numbers n`,
    );
    expect(kept?.row).not.toContain(TOKEN);
    await unlinkWhatsapp(deps, ours.id);
    expect(await numberByMeta(database(), NUMBER)).toBeNull();
    expect(await whatsappToken(deps, ours.id)).toBeNull();
  });

  test("is refused for what Meta says of it", async () => {
    const refusals = {
      слова: "malformed",
      [NUMBER]: "malformed",
      [`${NUMBER} EAA${"x".repeat(40)}`]: "token",
      [`999999999999999 ${TOKEN}`]: "number",
      [`${OTHER_NUMBER} ${TOKEN}`]: "number",
    };
    for (const [given, refused] of Object.entries(refusals))
      expect(await link(ours, given)).toEqual({ refused });
    for (const [kind, code, refused] of [
      ["403", 10, "forbidden"],
      ["403", 131031, "restricted"],
      ["500", 131000, "unreachable"],
    ] as const) {
      graph.services.plant({ method: "whatsapp", kind, code, times: 1, about: "number" });
      expect(await link(ours)).toEqual({ refused });
    }
    expect(await whatsappOf(database(), ours.id)).toBeNull();
  });

  test("of one business is never another's, also when both link it at once", async () => {
    const outcomes = await Promise.all([link(ours), link(theirs)]);
    expect(outcomes.filter((outcome) => "linked" in outcome)).toHaveLength(1);
    expect(outcomes).toContainEqual({ refused: "taken" });
  });

  test("gives way to another one of its business, and takes a new token in its place", async () => {
    await link(ours);
    await chooseTemplate(database(), ours.id, { name: "visit_reminder", language: "uk" });
    await link(ours);
    expect(await whatsappOf(database(), ours.id)).toMatchObject({
      numberId: NUMBER,
      template: { name: "visit_reminder", language: "uk" },
    });
    await link(ours, `${OTHER_TOKEN} ${OTHER_NUMBER}`);
    expect(await whatsappOf(database(), ours.id)).toMatchObject({
      numberId: OTHER_NUMBER,
      template: null,
    });
    expect(await numberByMeta(database(), NUMBER)).toBeNull();
  });
});

describe("a Meta app of the business's own", () => {
  test("has an address, a verify token and a secret of its own, until the server's is used again", async () => {
    expect(await useOwnApp(deps, ours.id, SECRET)).toBe("none");
    await link(ours);
    expect(await whatsappHook(deps, ours.id)).toEqual({
      url: "https://desk.example/api/webhooks/whatsapp",
      verifyToken: "server-verify-token",
      signed: false,
    });
    expect(await useOwnApp(deps, ours.id, "no secret")).toBe("malformed");
    expect(await useOwnApp(deps, ours.id, SECRET)).toBe("kept");
    const hook = await whatsappHook(deps, ours.id);
    expect(hook).toMatchObject({ signed: true });
    expect(hook.verifyToken).not.toBe("server-verify-token");
    const path = hook.url?.split("/").at(-1) ?? "";
    expect(await numberByPath(deps, path)).toMatchObject({
      number: { businessId: ours.id, ownApp: true },
      app: { verifyToken: hook.verifyToken, appSecret: SECRET },
    });
    expect(await numberByPath(deps, `${path}x`)).toBeNull();
    await useOwnApp(deps, ours.id, SECRET.toUpperCase());
    expect(await whatsappHook(deps, ours.id)).toEqual(hook);
    await useServerApp(database(), ours.id);
    expect(await numberByPath(deps, path)).toBeNull();
    expect((await whatsappHook(deps, ours.id)).verifyToken).toBe("server-verify-token");
  });
});

describe("new keys", () => {
  test("seal everything anew, once, and nothing can be opened by the old ones alone", async () => {
    await link(ours);
    await useOwnApp(deps, ours.id, SECRET);
    const { verifyToken, url } = await whatsappHook(deps, ours.id);
    const [newer, older] = [9, 7].map((byte) => Buffer.alloc(32, byte).toString("base64"));
    const both = parseKeyring(`${newer},${older}`);
    expect(await resealWhatsapp(database(), { keyring: both, random: fresh })).toBe(1);
    expect(await resealWhatsapp(database(), { keyring: both, random: fresh })).toBe(0);
    const alone = parseKeyring(newer ?? "");
    expect(await foreignKey(database(), alone)).toBeNull();
    expect(await foreignKey(database(), keyring)).not.toBeNull();
    const renewed = { ...deps, keyring: alone };
    expect(await whatsappToken(renewed, ours.id)).toMatchObject({ token: TOKEN });
    expect(await numberByPath(renewed, url?.split("/").at(-1) ?? "")).toMatchObject({
      app: { verifyToken, appSecret: SECRET },
    });
  });
});
