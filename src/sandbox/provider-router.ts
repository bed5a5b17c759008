import { Router } from "@koa/router";
import { z } from "zod";
import type { Clock } from "../lib/clock.ts";
import { isZone } from "../lib/zone.ts";
import { novofonRest } from "./novofon-rest.ts";
import { readJson } from "./pbx-body.ts";
import { phonetRest } from "./phonet-rest.ts";
import type { Pbx } from "./pbx-row.ts";
import type { Accounts } from "./provider-accounts.ts";
import { recordingRouter } from "./recording-router.ts";
import { createShelf, type Shelf } from "./recording-shelf.ts";
import { createServices, type Services } from "./service-log.ts";

const number = z.string().regex(/^\+\d{6,15}$/);
const staff = {
  employees: z
    .array(z.strictObject({ ext: z.string().regex(/^\d{1,6}$/), name: z.string().min(1) }))
    .min(1),
  line: z
    .strictObject({ number, name: z.string().min(1) })
    .default({ number: "+380440000100", name: "Поділ" }),
  contacts: z.array(z.strictObject({ number, name: z.string().min(1) })).default([]),
};
const account = z.discriminatedUnion("provider", [
  z.strictObject({
    provider: z.literal("phonet"),
    domain: z.string().min(1),
    apiKey: z.string().min(1),
    ...staff,
  }),
  z.strictObject({
    provider: z.literal("novofon"),
    key: z.string().min(1),
    secret: z.string().default(""),
    timezone: z.string().refine(isZone, "not an IANA zone").default("Europe/Kyiv"),
    ...staff,
  }),
]);

/** The REST sides of both providers, and `/sandbox/api/accounts`: `GET` lists the accounts, `POST` registers or replaces one. */
export function providerRouter(deps: {
  accounts: Accounts;
  clock: Clock;
  /** The PBX behind the REST; without one it has no calls and makes none. */
  pbx?: Pbx;
  /** The recordings; without them there are none. */
  shelf?: Shelf;
  services?: Services;
}): Router {
  const { accounts, clock } = deps;
  const { shelf = createShelf(clock), services = createServices({ clock, log: () => {} }) } = deps;
  const keeping = { shelf, services };
  const router = new Router();
  router.get("/sandbox/api/accounts", (ctx) => {
    ctx.body = { accounts: accounts.list() };
  });
  router.post("/sandbox/api/accounts", async (ctx) => {
    const asked = await readJson(ctx, account);
    if (!asked) return;
    accounts.put(asked);
    ctx.body = asked;
  });
  router.use(
    phonetRest({ ...deps, ...keeping }).routes(),
    novofonRest({ ...deps, ...keeping }).routes(),
    recordingRouter(keeping).routes(),
  );
  return router;
}
