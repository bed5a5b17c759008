import { expect } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { sendTest } from "../../src/webhooks/test-service.ts";
import { addMember, twoBusinesses } from "../business/tenants.ts";
import { openSink } from "../webhooks/sink.ts";
import { openYard } from "../webhooks/yard.ts";
import { linkFor, openCabinet, type Browser } from "./browser.ts";

export const OWNER = 11;
export const STRANGER = 22;
export const OPERATOR = 33;

export type Stand = Awaited<ReturnType<typeof openStand>>;

/** The cabinet over the real engine, with a receiver on loopback, two businesses, and one clock. */
export async function openStand() {
  const yard = await openYard();
  const sink = await openSink();
  const { db, clock, pump, endpointDeps } = yard;
  const { ours, theirs } = await twoBusinesses(db);
  await addMember(db, ours, { id: OPERATOR, role: "operator", by: OWNER });
  const cabinet = await openCabinet(db, {
    webhooks: {
      endpoints: endpointDeps,
      sendTest: (businessId, of) =>
        sendTest({ db, clock, deliver: (...one) => pump.deliver(...one) }, businessId, of),
    },
  });
  const entered = async (personId: number, business: Business): Promise<Browser> => {
    const browser = cabinet.browser();
    await browser.enter(await linkFor(db, { businessId: business.id, personId }));
    return browser;
  };
  const owner = await entered(OWNER, ours);
  const good = () => ({
    name: "Облік",
    url: `${sink.url}/key-in-the-path`,
    event: ["task.*"],
    template: "plain",
    timeout: "1",
    in_flight: "5",
    rate: "",
    headers: "X-Api-Key: value-of-the-header",
  });
  return {
    yard,
    sink,
    cabinet,
    ours,
    theirs,
    owner,
    entered,
    /** A form with nothing wrong in it. */
    good,
    /** An endpoint made by the form, with the secret that its page showed. */
    made: async (fields: object = {}) => {
      const answer = await owner.post("/webhook/new", { ...good(), ...fields });
      expect(answer.status).toBe(200);
      const id = /href="\/webhook\/([0-9a-f-]{36})"/.exec(answer.text)?.[1] ?? "";
      const secret = /whsec_[A-Za-z0-9+/=]+/.exec(answer.text)?.[0] ?? "";
      return { id, secret, path: `/webhook/${id}` };
    },
    /** Pages and pump have one clock. */
    moveTo: (now: number) => {
      yard.time.at = now;
      cabinet.time.now = now;
    },
    close: async () => {
      await cabinet.close();
      await sink.close();
      await yard.close();
    },
  };
}
