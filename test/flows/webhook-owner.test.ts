import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, onTestFailed, test } from "vitest";
import { cancelReplay } from "../../src/webhooks/replay-service.ts";
import { until } from "../db/until.ts";
import { status } from "../webhooks/sink.ts";
import { eventOf, eventsOf, states } from "../webhooks/yard.ts";
import { owner as olena } from "./stand.ts";
import { openGround, viewer, type Ground } from "./webhook-ground.ts";
import { leaveNothing } from "./world.ts";

const TOLD = 4000;
const HOUR = 3_600_000;
const ALWAYS = { from: "2020-01-01T00:00", to: "2036-01-01T00:00" };
let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
  const { stand, botId } = ground.world;
  await stand.post("say", { person: olena.id, bot: botId, text: "/start" });
});
afterEach(() => ground.clear());
afterAll(async () => {
  await ground.close();
  leaveNothing();
});

const telling = (): void => onTestFailed(() => console.log(ground.world.output().slice(-TOLD)));
const task = (number = 1) => eventOf(ground.businessId, "task.created", { task_id: number });

test("case 14: 410 switches off at once, keeps the rest and tells the owner; other refusals have their schedules", async () => {
  telling();
  const { world, businessId, counts, attempts, rows } = ground;
  const gone = await ground.sink();
  gone.answer(status(410));
  const { id } = await ground.endpoint(gone.url, { inFlight: 1 });
  await ground.happens(eventsOf(businessId, 5));
  await counts(id, { given_up: 1, parked: 4 });
  expect(gone.caught).toHaveLength(1);
  expect((await rows(id)).slice(1).map(({ reason }) => reason)).toEqual(
    Array.from({ length: 4 }, () => "missed"),
  );
  const card = await until("the owner is told", async () =>
    (await world.stand.messages(`p${olena.id}-${world.botId}`)).find(({ text }) =>
      text.includes("410"),
    ),
  );
  const keys = card.reply_markup?.inline_keyboard.flat().map(({ text }) => text);
  expect(keys).toEqual(["↻ Надіслати все", "Лишити вимкненим", "📜 Доставки"]);
  await ground.clear();

  const codes = [404, 400, 501];
  const made = await Promise.all(
    codes.map(async (code) => {
      const sink = await ground.sink();
      sink.answer(status(code));
      return { sink, ...(await ground.endpoint(sink.url)) };
    }),
  );
  await ground.happens([task()]);
  for (const [round, pause] of [10_000, 40_000, 400_000].entries()) {
    for (const one of made) await attempts(one.id, round + 1);
    world.clock.advance(pause);
  }
  for (const one of made) await attempts(one.id, 4);
  const ends = await Promise.all(made.map(async (one) => (await rows(one.id))[0]?.state));
  expect(ends).toEqual(["given_up", "given_up", "waiting"]);
});

test("case 16: off, what is under way ends and the rest is kept; on, nothing leaves unless its owner says so", async () => {
  telling();
  const { businessId, counts, logs } = ground;
  const sink = await ground.sink();
  const { id, path } = await ground.endpoint(sink.url, { inFlight: 3 });
  const held: (() => void)[] = [];
  sink.answer((_caught, response) => void held.push(() => response.writeHead(200).end()));
  const owner = await ground.owner();
  await owner.get(path);
  await ground.happens(eventsOf(businessId, 500));
  await until("three are under way", () => held.length === 3);
  await owner.post(`${path}/toggle`, { active: "off" });
  await owner.post(`${path}/toggle`, { active: "off" });
  for (const answer of held) answer();
  await counts(id, { done: 3, parked: 497 });
  await ground.happens(eventsOf(businessId, 200));
  await counts(id, { done: 3, parked: 697 });
  expect(await logs(id)).toHaveLength(3);
  const off = await owner.get(path);
  expect(off.text).toContain("Увімкнути й надіслати 697");
  await owner.post(`${path}/toggle`, { active: "on" });
  expect((await owner.get(path)).text).toContain("Надіслати 697");
  const skipped = await owner.post(`${path}/retry`, { parked: "skip" });
  expect(skipped.headers.get("location")).toContain("done=skipped&n=697");
  const again = await owner.post(`${path}/retry`, { parked: "skip" });
  expect(again.headers.get("location")).toContain("done=skipped&n=0");
  await owner.post(`${path}/retry`, { parked: "send" });
  await counts(id, { done: 3, dropped: 697 });
  expect(sink.caught).toHaveLength(3);
});

test("case 17: two owners and a double click send once more; what is under way is refused; a success asks first", async () => {
  telling();
  const { world, counts, logs, rows } = ground;
  const sink = await ground.sink();
  sink.answer(status(404));
  const { id, path } = await ground.endpoint(sink.url);
  await ground.happens([task()]);
  await counts(id, { waiting: 1 });
  await until("it is written", async () => (await logs(id)).length === 1);
  await world.db().execute(sql`update deliveries set state = 'given_up' where endpoint_id = ${id}`);
  const one = (await rows(id))[0]?.id ?? "";
  const owners = [await ground.owner(), await ground.owner()];
  for (const owner of owners) await owner.get(path);
  const held: (() => void)[] = [];
  sink.answer((_caught, response) => void held.push(() => response.writeHead(200).end("ok")));
  const clicks = [...owners, ...owners].map((owner) => owner.post(`${path}/retry`, { one }));
  const said = (await Promise.all(clicks)).map(
    ({ headers }) => /done=(\w+)/.exec(headers.get("location") ?? "")?.[1],
  );
  expect(said.filter((word) => word === "queued")).toHaveLength(1);
  expect(said.filter((word) => word === "already" || word === "flight")).toHaveLength(3);
  await until("it is under way", () => held.length === 1);
  const [owner] = owners;
  const busy = await owner?.post(`${path}/retry`, { one });
  expect(busy?.headers.get("location")).toContain("done=flight");
  held[0]?.();
  await counts(id, { done: 1 });
  const done = await owner?.post(`${path}/retry`, { one });
  expect(done?.headers.get("location")).toContain(`sure=${one}`);
  expect(sink.caught).toHaveLength(2);
  await owner?.post(`${path}/retry`, { one, confirmed: "yes" });
  await until("it leaves again", () => held.length === 2);
  held[1]?.();
  await counts(id, { done: 1 });
  expect((await logs(id)).map(({ trigger }) => trigger)).toEqual(["schedule", "manual", "manual"]);
});

test("case 18: a thousand given up are sent again at their pace, others do not wait behind them, and the rest is called off", async () => {
  telling();
  const { world, businessId, counts, rows } = ground;
  const sink = await ground.sink();
  const { id, path } = await ground.endpoint(sink.url, { inFlight: 50 });
  const owner = await ground.owner();
  await owner.get(path);
  await owner.post(`${path}/toggle`, { active: "off" });
  await ground.happens(eventsOf(businessId, 1000));
  await counts(id, { parked: 1000 });
  await world
    .db()
    .execute(sql`update deliveries set state = 'given_up', attempts = 7 where endpoint_id = ${id}`);
  await owner.post(`${path}/toggle`, { active: "on" });
  const counted = await owner.post(`${path}/retry`, { ...ALWAYS, do: "count" });
  expect(counted.headers.get("location")).toContain("counted=1000");
  await counts(id, { given_up: 1000 });
  const queued = await owner.post(`${path}/retry`, ALWAYS);
  expect(queued.headers.get("location")).toContain("n=1000");
  expect((await owner.post(`${path}/retry`, ALWAYS)).headers.get("location")).toContain("n=0");
  world.clock.advance(29_000);
  await until("three hundred have left", () => sink.caught.length >= 290);
  await ground.happens([task(5000)]);
  await until("a new event does not wait", () =>
    sink.caught.some(({ body }) => body.includes('"task_id":5000')),
  );
  const called = await cancelReplay(world.db(), businessId, { endpointId: id, viewer });
  await until("what was under way has ended", async () => {
    const found = states(await rows(id));
    return (found["leased"] ?? 0) === 0 && (found["waiting"] ?? 0) === 0;
  });
  const sent = sink.caught.length;
  expect(sent).toBe(1001 - called);
  expect(sent).toBeLessThan(450);
  world.clock.advance(300_000);
  await ground.happens([task(6000)]);
  await counts(id, { done: sent + 1, given_up: called });
  expect(sink.caught).toHaveLength(sent + 1);
  expect(new Set(sink.caught.map(({ headers }) => headers["webhook-id"])).size).toBe(sent + 1);
});

test("case 15: after 120 hours of nothing but failures an endpoint is off; one success in them begins the count anew", async () => {
  telling();
  const { world, counts, attempts, rows } = ground;
  const [never, once] = [await ground.sink(), await ground.sink()];
  for (const sink of [never, once]) sink.answer(status(404));
  const made = [await ground.endpoint(never.url), await ground.endpoint(once.url)];
  const [bad, fair] = made.map(({ id }) => id);
  if (bad === undefined || fair === undefined) throw new Error("not made");
  await ground.happens([task()]);
  for (const [round, pause] of [10_000, 40_000, 400_000].entries()) {
    for (const { id } of made) await attempts(id, round + 1);
    world.clock.advance(pause);
  }
  for (const { id } of made) await counts(id, { given_up: 1 });
  world.clock.advance(118 * HOUR);
  once.answer(status(200));
  await ground.happens([task(2)]);
  await counts(fair, { given_up: 1, done: 1 });
  await attempts(bad, 5);
  once.answer(status(404));
  world.clock.advance(3 * HOUR);
  await ground.happens([task(3)]);
  await until("it is off", async () => states(await rows(bad))["parked"]);
  // The other one gives up a delivery after its success, too.
  for (const [round, pause] of [10_000, 40_000, 400_000].entries()) {
    await attempts(fair, 6 + round);
    world.clock.advance(pause);
  }
  await counts(fair, { given_up: 2, done: 1 });
  const off = await world
    .db()
    .execute(sql`select id, active, off_reason from endpoints where id in (${bad}, ${fair})`);
  expect([...off]).toEqual(
    expect.arrayContaining([
      { id: bad, active: false, off_reason: "failing" },
      { id: fair, active: true, off_reason: null },
    ]),
  );
});
