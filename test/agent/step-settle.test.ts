import { expect, test } from "vitest";
import type { Done } from "../../src/agent/command.ts";
import type { Conversation, World } from "../../src/agent/conversation.ts";
import { opened } from "../../src/agent/open.ts";
import { settle } from "../../src/agent/step.ts";
import type { Slot } from "../../src/booking/salon.ts";
import { lileya } from "./dialogue/scene.ts";

const { salon, service, master, at } = lileya;
const now = at("2026-11-24T10:15");
const world: World = {
  now,
  salon,
  busy: [],
  mine: [],
  client: null,
  profileName: null,
  channelPhone: null,
  called: null,
  tone: "warm",
  greeting: null,
};
const slot: Slot = {
  serviceId: service("haircut_w"),
  masterId: master("olena"),
  start: at("2026-11-27T12:00"),
  end: at("2026-11-27T13:00"),
};
/** A visit was booked before, another is drafted and asked about. */
const open: Conversation = {
  ...opened("uk"),
  asked: "draft",
  bookedId: 5,
  visitId: 6,
  visitWish: "cancel",
  draft: { ...opened("uk").draft, serviceId: slot.serviceId, slot, holdId: 9, name: "Оля" },
};
const none = opened("uk").draft;

test.each<[string, Done, string[], Partial<Conversation>]>([
  [
    "a person who answers by an hour",
    { did: "handoff", answersBy: now + 600_000, open: true },
    ["agent-handoff-by"],
    { asked: "draft" },
  ],
  [
    "a person who answers when it opens",
    { did: "handoff", answersBy: now + 600_000, open: false },
    ["agent-handoff-closed"],
    { asked: "draft" },
  ],
  [
    "a person of whom nobody can say",
    { did: "handoff", answersBy: null, open: true },
    ["agent-handoff"],
    { asked: "draft" },
  ],
  ["a wait", { did: "wait" }, ["agent-waiting"], { asked: "draft" }],
  ["a place passed on", { did: "pass_offer" }, ["agent-offer-passed"], { asked: "draft" }],
  ["a release", { did: "release" }, [], { asked: "draft" }],
  ["no more letters", { did: "opt_out" }, [], { asked: "draft" }],
  [
    "an erasure",
    { did: "erase", cancelled: 1 },
    ["agent-erased"],
    { asked: null, state: "goodbye", draft: none, bookedId: null },
  ],
  ["too many visits", { failed: "too_many", command: "book" }, ["agent-too-many"], { asked: null }],
  [
    "a cancel too late",
    { failed: "too_late", command: "cancel" },
    ["agent-too-late-ask"],
    { asked: null },
  ],
  [
    "an offer that is gone",
    { failed: "gone", command: "take_offer" },
    ["agent-offer-gone"],
    { asked: "draft", draft: open.draft },
  ],
  [
    "an offer that cannot be passed",
    { failed: "gone", command: "pass_offer" },
    ["agent-offer-gone"],
    { asked: "draft" },
  ],
  [
    "a visit that cannot be cancelled",
    { failed: "gone", command: "cancel" },
    ["agent-visit-gone"],
    { asked: null, bookedId: null, visitId: null, draft: none },
  ],
  [
    "a visit that cannot be moved",
    { failed: "gone", command: "move" },
    ["agent-visit-gone"],
    { asked: null, bookedId: null, visitWish: null },
  ],
  [
    "a visit that cannot be confirmed",
    { failed: "gone", command: "confirm_visit" },
    ["agent-visit-gone"],
    { asked: null, bookedId: null },
  ],
  [
    "a hold that is gone",
    { failed: "gone", command: "book" },
    ["agent-hold-gone"],
    { asked: null, bookedId: 5, draft: none },
  ],
  [
    "an offer that somebody else took",
    { failed: "taken", command: "take_offer", slot },
    ["agent-offer-gone", "agent-offer-day"],
    { asked: "time", state: "booking" },
  ],
  [
    "a place that somebody else took",
    { failed: "taken", command: "book", slot },
    ["agent-why-busy", "agent-offer-day"],
    { asked: "time", state: "booking" },
  ],
])("is said and remembered: %s", (_name, done, said, memory) => {
  const after = settle(open, [done], world);
  expect(after.say.map(({ id }) => id)).toEqual(said);
  expect(after.conversation).toMatchObject(memory);
});

test("an offer that was taken is a booking, and a cancelled visit is no more the booked one", () => {
  const visit = {
    ...slot,
    id: 5,
    number: 5,
    status: "booked" as const,
    price: { amount: 700, kind: "fixed" as const },
  };
  const taken = settle(open, [{ did: "take_offer", visit: { ...visit, id: 8 } }], world);
  expect(taken.say[0]).toMatchObject({
    id: "agent-booked",
    values: { price: expect.stringMatching(/^700\sгрн$/) },
  });
  expect(taken.conversation).toMatchObject({ bookedId: 8, draft: none, state: "confirmation" });
  const own = settle(open, [{ did: "cancel", visit }], world);
  expect(own.conversation).toMatchObject({ bookedId: null, state: "confirmation" });
  const other = settle(open, [{ did: "cancel", visit: { ...visit, id: 8 } }], world);
  expect(other.conversation.bookedId).toBe(5);
});
