import { expect, test } from "vitest";
import {
  actionOf,
  drawReference,
  forgetReferences,
  keepReferences,
  reference,
} from "../../src/business/button-service.ts";
import { database, eachOnFreshDatabase, NOW, twoBusinesses } from "./tenants.ts";

eachOnFreshDatabase();

test("a reference that was drawn leads to its action in its own business only, until it is forgotten", async () => {
  const db = database();
  const { ours, theirs } = await twoBusinesses(db);
  const drawn = [1, 2].map((callId) => ({
    id: drawReference(),
    action: { do: "card_more", callId },
  }));
  const ids = drawn.map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/);
  await keepReferences(db, ours.id, { drawn, now: NOW });
  expect(await actionOf(db, ours.id, ids[0] ?? "")).toEqual({ do: "card_more", callId: 1 });
  expect(await actionOf(db, theirs.id, ids[0] ?? "")).toBeNull();
  // An equal action reuses the reference that was drawn for it, whatever the order of its fields.
  expect(await reference(db, ours.id, { callId: 1, do: "card_more" })).toBe(ids[0]);
  const callIds = [1, 2];
  await forgetReferences(db, theirs.id, { callIds });
  expect(await actionOf(db, ours.id, ids[1] ?? "")).not.toBeNull();
  await forgetReferences(db, ours.id, { callIds: [1] });
  expect(await actionOf(db, ours.id, ids[1] ?? "")).not.toBeNull();
  expect(await actionOf(db, ours.id, ids[0] ?? "")).toBeNull();
});
