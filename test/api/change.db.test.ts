import { expect, test } from "vitest";
import { addMember, database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";
import { clientId, NOW, openSalon } from "../booking/world.ts";
import { at, eventsOf, openApi, textAt, tokenFor } from "./stand.ts";
import { sql } from "drizzle-orm";

eachOnFreshDatabase();

const now = (): number => NOW;

async function opened() {
  const db = database();
  const { ours, theirs } = await twoBusinesses(db);
  const api = await openApi(db, { now });
  const { token } = await tokenFor(db, ours.id);
  const ask = async (query: string, variables: object = {}) => {
    const { body } = await api.ask(token, query, variables);
    expect(at(body, "errors")).toBeNull();
    return at(body, "data");
  };
  return { db, ours, theirs, api, token, ask };
}

test("what a program changes is what the bot would have changed: rows, numbers and events", async () => {
  const { db, ours, api, ask } = await opened();
  const client = await ask(
    `mutation($i: CreateClient!) { createClient(input: $i) { client { id name phones } userErrors { code } } }`,
    { i: { phone: "067 000 00 01", name: "Оксана <b>\u0000" } },
  );
  expect(at(client, "createClient.client")).toEqual({
    id: 1,
    name: "Оксана <b>",
    phones: ["+380670000001"],
  });
  const made = await ask(`mutation {
    createDeal(input: { name: "Ремонт", amount: 1200.505, clientId: 1 }) { deal { id amount stage client { name } } userErrors { code } }
    createTask(input: { title: "Зателефонувати", dueAt: "2026-11-25T10:00", dealId: 1 }) { task { id dueAt assignee client { id } deal { name } } }
    addComment(about: { dealId: 1 }, text: "З сайту") { comment { id author text } }
    moveDeal(id: 1, stage: "в роботі") { deal { stage } userErrors { code } }
    winDeal(id: 1, amount: 1500) { deal { status amount stage } }
    completeTask(id: 1) { task { status completedAt } }
    again: completeTask(id: 1) { task { status } userErrors { code field } }
  }`);
  expect(made).toEqual({
    createDeal: {
      deal: { id: 1, amount: 1200.51, stage: "Нові", client: { name: "Оксана <b>" } },
      userErrors: [],
    },
    createTask: {
      task: {
        id: 1,
        dueAt: "2026-11-25T10:00:00+02:00",
        assignee: "P11",
        client: { id: 1 },
        deal: { name: "Ремонт" },
      },
    },
    addComment: { comment: { id: 1, author: "Bridge", text: "З сайту" } },
    moveDeal: { deal: { stage: "В роботі" }, userErrors: [] },
    winDeal: { deal: { status: "won", amount: 1500, stage: null } },
    completeTask: { task: { status: "completed", completedAt: "2026-11-24T10:00:00+02:00" } },
    again: { task: { status: "completed" }, userErrors: [{ code: "STATE", field: "id" }] },
  });
  expect(await eventsOf(db, ours.id)).toEqual([
    "client.created",
    "deal.created",
    "task.created",
    "comment.added",
    "deal.updated",
    "deal.won",
    "task.completed",
  ]);
  await api.close();
});

test("a change of several parts is made whole or not at all", async () => {
  const { db, ours, api, ask } = await opened();
  await clientId(db, ours, "+380670000001");
  await clientId(db, ours, "+380670000002");
  const change = `mutation($i: UpdateClient!) { updateClient(id: 1, input: $i) { client { name phones doNotCall } userErrors { code field } } }`;
  const taken = { name: "Ірина", addPhones: ["0670000002"], doNotCall: true };
  expect(at(await ask(change, { i: taken }), "updateClient")).toEqual({
    client: null,
    userErrors: [{ code: "TAKEN", field: "addPhones" }],
  });
  expect(at(await ask(`{ client(id: 1) { name doNotCall } }`), "client")).toEqual({
    name: "Оксана",
    doNotCall: false,
  });
  const free = { name: "Ірина", addPhones: ["0670000003"], doNotCall: true };
  expect(at(await ask(change, { i: free }), "updateClient.client")).toEqual({
    name: "Ірина",
    phones: ["+380670000001", "+380670000003"],
    doNotCall: true,
  });
  await api.close();
});

test("visits are booked, moved and called off by the rules for customers", async () => {
  const { db, ours, api, ask } = await opened();
  await openSalon(db, ours);
  await clientId(db, ours, "+380670000001");
  const offered = await ask(`{ services { id } masters { id services }
    freeSlots(serviceId: "none", day: "2026-11-26") { start } }`);
  const serviceId = textAt(offered, "services.0.id");
  expect(at(offered, "masters.0.services.0")).toBe(serviceId);
  expect(at(offered, "freeSlots")).toEqual([]);
  const book = (start: string) =>
    ask(
      `mutation($i: CreateBooking!) { createBooking(input: $i) { booking { id start end price { amount currency } client { id } } userErrors { code } } }`,
      { i: { serviceId, start, clientId: 1 } },
    );
  const code = async (start: string) => at(await book(start), "createBooking.userErrors.0.code");
  expect(at(await book("2026-11-26T12:00:00+02:00"), "createBooking")).toEqual({
    booking: {
      id: 1,
      start: "2026-11-26T12:00:00+02:00",
      end: "2026-11-26T13:00:00+02:00",
      price: { amount: 700, currency: "UAH" },
      client: { id: 1 },
    },
    userErrors: [],
  });
  expect(await code("2026-11-26T10:00:00Z")).toBe("BUSY");
  expect(await code("2026-11-26T15:10")).toBe("OFF_STEP");
  expect(await code("2026-11-26T13:00")).toBe("NO_MASTER");
  expect(await code("2026-11-26T03:00")).not.toBeNull();
  expect(await code("2026-11-24T10:30")).toBe("TOO_SOON");
  expect(await code("2027-11-24T10:30")).toBe("TOO_FAR");
  const moved = await ask(
    `mutation { rescheduleBooking(id: 1, start: "2026-11-26T16:00") { booking { start } userErrors { code } }
      cancelBooking(id: 1) { booking { status } } gone: cancelBooking(id: 1) { userErrors { code } } none: cancelBooking(id: 9) { userErrors { code } } }`,
  );
  expect(moved).toEqual({
    rescheduleBooking: { booking: { start: "2026-11-26T16:00:00+02:00" }, userErrors: [] },
    cancelBooking: { booking: { status: "cancelled" } },
    gone: { userErrors: [{ code: "STATE" }] },
    none: { userErrors: [{ code: "NOT_FOUND" }] },
  });
  expect(await eventsOf(db, ours.id)).toEqual([
    "client.created",
    "booking.created",
    "booking.rescheduled",
    "booking.cancelled",
  ]);
  await api.close();
});

test("a request for support becomes a card of each owner, its text as it was written; too many are refused", async () => {
  const { db, ours, api, ask } = await opened();
  await addMember(db, ours, { id: 12, role: "operator", by: 11 });
  await clientId(db, ours, "+380670000001");
  const query = `mutation($i: RequestSupport!) { requestSupport(input: $i) { accepted userErrors { code } } }`;
  const i = { text: "<script>Де мій майстер?", from: "ChatGPT", clientId: 1 };
  expect(at(await ask(query, { i }), "requestSupport.accepted")).toBe(true);
  const sent = await db.execute<{ telegram_id: string; html: string }>(
    sql`select telegram_id, html from notices where business_id = ${ours.id}`,
  );
  expect([...sent].map(({ telegram_id }) => Number(telegram_id))).toEqual([11]);
  expect(sent[0]?.html).toContain("&lt;script&gt;Де мій майстер?");
  expect(sent[0]?.html).toContain("ChatGPT");
  for (let one = 0; one < 9; one += 1) await ask(query, { i });
  expect(at(await ask(query, { i }), "requestSupport.userErrors.0.code")).toBe("TOO_MANY");
  await api.close();
});
