import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { invites, members } from "../../src/db/schema/business.ts";
import type { Business } from "../../src/business/business.ts";
import {
  changeRole,
  invite,
  join,
  memberOf,
  membersOf,
  removeMember,
} from "../../src/business/member-service.ts";
import type { Role } from "../../src/business/role.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import type { Database } from "../../src/db/client.ts";
import {
  addMember,
  behind,
  database,
  eachOnFreshDatabase,
  freshText,
  HOUR,
  makePerson,
  NOW,
  twoBusinesses,
} from "./tenants.ts";

const WEEK = 7 * 24 * HOUR;
eachOnFreshDatabase();
let db: Database;
let ours: Business;
let theirs: Business;
beforeEach(async () => {
  db = database();
  ({ ours, theirs } = await twoBusinesses(db));
});

describe("an invitation", () => {
  test("joins one person in the invited role and makes the business active", async () => {
    const { code } = await invite(db, ours.id, {
      role: "admin",
      by: 11,
      now: NOW,
      code: freshText(),
    });
    const joined = await join(db, {
      code,
      person: await makePerson(db, 33, "Марія"),
      now: NOW + HOUR,
    });
    expect(joined).toEqual({ joined: ours, role: "admin" });
    expect(await memberOf(db, ours.id, 33)).toEqual({
      businessId: ours.id,
      personId: 33,
      role: "admin",
      name: "Марія",
      ext: null,
      joinedAt: NOW + HOUR,
    });
    expect(await businessesOf(db, 33)).toMatchObject([{ active: true }]);
    expect(await join(db, { code, person: await makePerson(db, 34), now: NOW + HOUR })).toEqual({
      refused: "used",
    });
  });

  test("is stored as a hash", async () => {
    const { code } = await invite(db, ours.id, {
      role: "operator",
      by: 11,
      now: NOW,
      code: freshText(),
    });
    expect(JSON.stringify(await db.select().from(invites))).not.toContain(code);
  });

  test("taken by eight people at once lets one in", async () => {
    const { code } = await invite(db, ours.id, {
      role: "operator",
      by: 11,
      now: NOW,
      code: freshText(),
    });
    const crowd = await Promise.all(
      [41, 42, 43, 44, 45, 46, 47, 48].map((id) => makePerson(db, id)),
    );
    const answers = await Promise.all(crowd.map((person) => join(db, { code, person, now: NOW })));
    expect(answers.filter((answer) => "joined" in answer)).toHaveLength(1);
    expect(
      answers.filter((answer) => "refused" in answer && answer.refused === "used"),
    ).toHaveLength(7);
    expect(await membersOf(db, ours.id)).toHaveLength(2);
  });

  test("lasts seven days", async () => {
    const { code } = await invite(db, ours.id, {
      role: "operator",
      by: 11,
      now: NOW,
      code: freshText(),
    });
    const person = await makePerson(db, 33);
    expect(await join(db, { code, person, now: NOW + WEEK })).toEqual({ refused: "expired" });
    expect(await join(db, { code, person, now: NOW + WEEK - 1 })).toMatchObject({
      role: "operator",
    });
  });

  test("is not burnt by somebody who belongs already", async () => {
    const { code } = await invite(db, ours.id, {
      role: "operator",
      by: 11,
      now: NOW,
      code: freshText(),
    });
    expect(await join(db, { code, person: { id: 11, name: "P11" }, now: NOW })).toEqual({
      refused: "already",
    });
    expect(await join(db, { code, person: await makePerson(db, 33), now: NOW })).toMatchObject({
      role: "operator",
    });
    expect(await memberOf(db, ours.id, 11)).toMatchObject({ role: "owner" });
  });

  test("taken again at once by the same person is answered as at first, for their screen may have failed", async () => {
    const { code } = await invite(db, ours.id, {
      role: "operator",
      by: 11,
      now: NOW,
      code: freshText(),
    });
    const person = await makePerson(db, 33);
    await join(db, { code, person, now: NOW });
    expect(await join(db, { code, person, now: NOW + 60_000 })).toMatchObject({ role: "operator" });
    expect(await join(db, { code, person, now: NOW + 3_600_000 })).toEqual({ refused: "already" });
  });

  test("that nobody made is unknown", async () => {
    expect(
      await join(db, { code: freshText(), person: await makePerson(db, 33), now: NOW }),
    ).toEqual({ refused: "unknown" });
  });

  test("is made by whom the role allows, in the own business only", async () => {
    await addMember(db, ours, { id: 33, role: "admin", by: 11 });
    await addMember(db, ours, { id: 34, role: "operator", by: 33 });
    for (const [by, role] of [
      [33, "admin"],
      [34, "operator"],
      [11, "owner"],
      [22, "operator"],
      [99, "operator"],
    ] as const) {
      await expect(
        invite(db, ours.id, { role, by, now: NOW, code: freshText() }),
      ).rejects.toMatchObject({ code: "members.forbidden", kind: "forbidden" });
    }
  });

  test("with a short code is refused", async () => {
    await expect(
      invite(db, ours.id, { role: "operator", by: 11, now: NOW, code: "a".repeat(21) }),
    ).rejects.toMatchObject({ code: "members.weak_code" });
  });

  test("ends when the one who made it is removed or loses the right", async () => {
    await addMember(db, ours, { id: 33, role: "admin", by: 11 });
    await addMember(db, ours, { id: 34, role: "admin", by: 11 });
    const first = await invite(db, ours.id, {
      role: "operator",
      by: 33,
      now: NOW,
      code: freshText(),
    });
    const second = await invite(db, ours.id, {
      role: "operator",
      by: 34,
      now: NOW,
      code: freshText(),
    });
    await removeMember(db, ours.id, { personId: 33, by: 11, now: NOW + 1 });
    await changeRole(db, ours.id, { personId: 34, role: "operator", by: 11, now: NOW + 1 });
    const person = await makePerson(db, 55);
    expect(await join(db, { ...first, person, now: NOW + 2 })).toEqual({ refused: "expired" });
    expect(await join(db, { ...second, person, now: NOW + 2 })).toEqual({ refused: "expired" });
  });

  test("that its maker might no longer give ends for good, whatever they become later", async () => {
    await addMember(db, ours, { id: 33, role: "admin", by: 11 });
    const change = (role: Role, now: number) =>
      changeRole(db, ours.id, { personId: 33, role, by: 11, now });
    await change("owner", NOW);
    const made = { by: 33, now: NOW };
    const forAdmin = await invite(db, ours.id, { ...made, role: "admin", code: freshText() });
    const forOperator = await invite(db, ours.id, { ...made, role: "operator", code: freshText() });
    await change("admin", NOW + 1);
    await change("owner", NOW + 2);
    const person = await makePerson(db, 55);
    expect(await join(db, { ...forAdmin, person, now: NOW + 3 })).toEqual({ refused: "expired" });
    expect(await join(db, { ...forOperator, person, now: NOW + 3 })).toMatchObject({
      role: "operator",
    });
  });

  test.each([
    ["was removed", { removedAt: new Date(NOW) }],
    ["may not invite such a role", { role: "admin" }],
  ])("left open by a maker who %s joins nobody and is not burnt", async (_, now) => {
    await addMember(db, ours, { id: 33, role: "admin", by: 11 });
    await changeRole(db, ours.id, { personId: 33, role: "owner", by: 11, now: NOW });
    const { code } = await invite(db, ours.id, {
      role: "admin",
      by: 33,
      now: NOW,
      code: freshText(),
    });
    await db.update(members).set(now).where(eq(members.personId, 33));
    const person = await makePerson(db, 55);
    expect(await join(db, { code, person, now: NOW + 1 })).toEqual({ refused: "expired" });
    expect(await memberOf(db, ours.id, 55)).toBeNull();
    expect((await db.select().from(invites)).filter(({ usedBy }) => usedBy === 55)).toEqual([]);
  });
});

describe("the team", () => {
  beforeEach(async () => {
    await addMember(db, ours, { id: 33, role: "admin", by: 11, now: NOW + 1000 });
    await addMember(db, ours, { id: 34, role: "operator", by: 11, now: NOW + 2000 });
  });

  test("of one business is not seen from another", async () => {
    expect((await membersOf(db, ours.id)).map(({ personId }) => personId)).toEqual([11, 33, 34]);
    expect((await membersOf(db, theirs.id)).map(({ personId }) => personId)).toEqual([22]);
    expect(await memberOf(db, theirs.id, 33)).toBeNull();
  });

  test("somebody removed belongs no more, and may be invited again", async () => {
    expect(await removeMember(db, ours.id, { personId: 34, by: 33, now: NOW + 3000 })).toEqual({
      done: true,
    });
    expect(await memberOf(db, ours.id, 34)).toBeNull();
    expect(await businessesOf(db, 34)).toEqual([]);
    expect(await removeMember(db, ours.id, { personId: 34, by: 33, now: NOW + 3000 })).toEqual({
      refused: "not_found",
    });
    await addMember(db, ours, { id: 34, role: "admin", by: 11, now: NOW + 4000 });
    expect(await memberOf(db, ours.id, 34)).toMatchObject({ role: "admin", joinedAt: NOW + 4000 });
  });

  test.each([
    [{ personId: 11, by: 33 }, "forbidden"],
    [{ personId: 33, by: 34 }, "forbidden"],
    [{ personId: 34, by: 22 }, "forbidden"],
    [{ personId: 22, by: 11 }, "not_found"],
    [{ personId: 11, by: 11 }, "last_owner"],
  ])("removing %j: %s", async (value, refused) => {
    expect(await removeMember(db, ours.id, { ...value, now: NOW })).toEqual({ refused });
    expect(await membersOf(db, ours.id)).toHaveLength(3);
    expect(await membersOf(db, theirs.id)).toHaveLength(1);
  });

  test("anyone but the last owner may leave", async () => {
    expect(await removeMember(db, ours.id, { personId: 34, by: 34, now: NOW })).toEqual({
      done: true,
    });
  });

  test("roles are changed by an owner, and one owner stays", async () => {
    expect(
      await changeRole(db, ours.id, { personId: 34, role: "admin", by: 33, now: NOW }),
    ).toEqual({ refused: "forbidden" });
    expect(
      await changeRole(db, ours.id, { personId: 11, role: "admin", by: 11, now: NOW }),
    ).toEqual({ refused: "last_owner" });
    expect(
      await changeRole(db, ours.id, { personId: 22, role: "admin", by: 11, now: NOW }),
    ).toEqual({ refused: "not_found" });
    expect(
      await changeRole(db, ours.id, { personId: 33, role: "owner", by: 11, now: NOW }),
    ).toEqual({ done: true });
    expect(
      await changeRole(db, ours.id, { personId: 11, role: "admin", by: 11, now: NOW }),
    ).toEqual({ done: true });
    expect((await membersOf(db, ours.id)).map(({ role }) => role)).toEqual([
      "admin",
      "owner",
      "operator",
    ]);
  });

  test("two owners who remove each other at once leave one", async () => {
    await changeRole(db, ours.id, { personId: 33, role: "owner", by: 11, now: NOW });
    const answers = await Promise.all([
      removeMember(db, ours.id, { personId: 33, by: 11, now: NOW }),
      removeMember(db, ours.id, { personId: 11, by: 33, now: NOW }),
    ]);
    expect(answers.filter((answer) => "done" in answer)).toHaveLength(1);
    expect((await membersOf(db, ours.id)).filter(({ role }) => role === "owner")).toHaveLength(1);
  });

  test("an owner who leaves while the other is leaving stays", async () => {
    await changeRole(db, ours.id, { personId: 33, role: "owner", by: 11, now: NOW });
    const answer = await behind(
      db,
      (tx) =>
        tx
          .update(members)
          .set({ removedAt: new Date(NOW) })
          .where(eq(members.personId, 11)),
      () => removeMember(db, ours.id, { personId: 33, by: 33, now: NOW }),
    );
    expect(answer).toEqual({ refused: "last_owner" });
    expect(await memberOf(db, ours.id, 33)).toMatchObject({ role: "owner" });
  });
});
