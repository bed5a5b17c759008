import { book } from "../booking/booking-service.ts";
import { busyOf, salonOf } from "../booking/salon-service.ts";
import type { Salon } from "../booking/salon.ts";
import { freeSlots } from "../booking/slot.ts";
import { confirmVisit, markDone } from "../booking/visit-service.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import { listDeals } from "../crm/deal-list-service.ts";
import { changeDeal, loseDeal, moveDeal, winDeal } from "../crm/deal-service.ts";
import { stagesOf } from "../crm/stage-service.ts";
import { createTask } from "../crm/task-service.ts";
import type { Tx } from "../db/client.ts";
import { toInstant, wallOf } from "../lib/zone.ts";

type About = { now: number; zone: string };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What became of callers: `stage` counts from the first one. */
const demoDeals: readonly {
  phone: string;
  name: string;
  amount: number;
  stage?: number;
  end?: "won" | "lost";
}[] = [
  { phone: "+380660000012", name: "Весільна зачіска", amount: 4500, stage: 1 },
  { phone: "+380440000120", name: "Корпоратив, 6 людей", amount: 7800, stage: 1 },
  { phone: "+380500000002", name: "Фарбування коренів", amount: 1800, stage: 2 },
  { phone: "+380930000021", name: "Манікюр з гель-лаком", amount: 650, stage: 2 },
  { phone: "+380680000018", name: "Чоловіча стрижка", amount: 450, stage: 2 },
  { phone: "+380730000014", name: "Нарощування вій", amount: 1200 },
  { phone: "+380970000023", name: "Жіноча стрижка", amount: 700, end: "won" },
  { phone: "+380670000024", name: "Манікюр", amount: 500, end: "won" },
  { phone: "+380500000025", name: "Фарбування волосся", amount: 2400, end: "won" },
  { phone: "+380990000016", name: "Кератин", amount: 2000, end: "lost" },
];

/** Gives the deals that calls have made names, amounts and stages. */
export async function tellDeals(tx: Tx, businessId: string, { now }: About): Promise<void> {
  const stages = await stagesOf(tx, businessId, "uk");
  for (const [n, { phone, name, amount, stage, end }] of demoDeals.entries()) {
    const wanted = { text: phone.slice(-4) };
    const found = await listDeals(tx, businessId, { wanted, offset: 0, limit: 50 });
    const deal = found.find((one) => one.phone === phone && one.status === "open");
    if (!deal) continue;
    const step = { dealId: deal.id, now: Math.max(deal.updatedAt, now - (9 * n + 1) * HOUR_MS) };
    await changeDeal(tx, businessId, { ...step, name, amount });
    const [from, to] = [deal.stage?.id, stages[stage ?? 0]?.id];
    if (from !== undefined && to !== undefined && from !== to)
      await moveDeal(tx, businessId, { ...step, from, to });
    if (end === "won") await winDeal(tx, businessId, step);
    if (end === "lost") await loseDeal(tx, businessId, { ...step, reason: "Дорого" });
  }
}

/** `due` in hours from now. */
const demoTasks = [
  {
    title: "Надіслати Назару фото робіт",
    due: -3,
    phone: "+380500000009",
    priority: "high",
    to: 2,
  },
  { title: "Уточнити залишок фарби 7.1", due: 5, phone: null, priority: "medium", to: 0 },
  { title: "Рахунок для «Бджілки»", due: 20, phone: "+380440000120", priority: "high", to: 0 },
  {
    title: "Написати Катерині нагадування",
    due: 26,
    phone: "+380500000002",
    priority: "low",
    to: 1,
  },
] as const;

/** Tasks of the owner and the operators, some late. */
export async function tellTasks(
  tx: Tx,
  businessId: string,
  { now, zone, people }: About & { people: readonly number[] },
): Promise<void> {
  const phones = demoTasks.flatMap(({ phone }) => (phone === null ? [] : [phone]));
  const clients = await clientsByPhones(tx, businessId, phones);
  for (const { title, due, phone, priority, to } of demoTasks) {
    const assignee = people[to] ?? people[0] ?? 0;
    await createTask(tx, businessId, {
      title,
      dueAt: Math.floor(now / HOUR_MS) * HOUR_MS + due * HOUR_MS,
      priority,
      assignee,
      clientId: (phone === null ? null : clients.get(phone)?.id) ?? null,
      callId: null,
      by: assignee,
      now: now - DAY_MS,
      zone,
    });
  }
}

/** Visits from two days ago to three days ahead: which of the day's free places are taken by whom. */
const demoVisits = [
  { phone: "+380930000021", service: "manicure_gel", place: 0 },
  { phone: "+380970000023", service: "cut", place: 1 },
  { phone: "+380680000018", service: "cut_men", place: 2 },
  { phone: "+380500000025", service: "colour", place: 3 },
  { phone: "+380670000024", service: "manicure", place: 4 },
  { phone: "+380730000014", service: "brows", place: 5 },
  { phone: "+380660000012", service: "cut", place: 7 },
  { phone: "+380990000016", service: "manicure_gel", place: 8 },
  { phone: "+380500000002", service: "colour", place: 2 },
  { phone: "+380970000004", service: "manicure", place: 3 },
  { phone: "+380500000009", service: "cut_men", place: 5 },
  { phone: "+380670000001", service: "brows", place: 9 },
] as const;
const DAYS = [-2, -1, 0, 1, 2, 3];

/** A calendar with people in it: those of the past came, but one; half of those to come have said that they will. */
export async function tellVisits(tx: Tx, businessId: string, about: About): Promise<void> {
  const phones = demoVisits.map(({ phone }) => phone);
  const clients = await clientsByPhones(tx, businessId, phones);
  const salon = await salonOf(tx, businessId);
  const told: Told[] = [];
  for (const ahead of DAYS)
    for (const [n, visit] of demoVisits.entries()) {
      const clientId = clients.get(visit.phone)?.id;
      // No two days are alike.
      if (clientId === undefined || (n + ahead + 12) % 4 === 0) continue;
      const wish = { ...about, ...visit, ahead, clientId };
      const visited = await tellVisit(tx, businessId, { salon, ...wish });
      if (visited) told.push({ ...visited, n, ahead });
    }
  // What is over takes no place any more, so that it ends only once all are booked.
  for (const visit of told) await tellEnd(tx, businessId, { salon, ...visit, now: about.now });
}

type Booked = { bookingId: number; end: number; madeAt: number };
type Told = Booked & { n: number; ahead: number };
type Wish = About & {
  salon: Salon;
  service: string;
  place: number;
  ahead: number;
  clientId: number;
};

async function tellVisit(tx: Tx, businessId: string, wish: Wish): Promise<Booked | null> {
  const { salon, now, zone, service, place, ahead, clientId } = wish;
  const serviceId = salon.services.find(({ slug }) => slug === service)?.id ?? 0;
  const wall = wallOf(now + ahead * DAY_MS, zone);
  const morning = toInstant({ ...wall, h: 6, mi: 0, s: 0 }, zone);
  const day = [wall.y, wall.mo, wall.d].map((part) => String(part).padStart(2, "0")).join("-");
  // Booked on the evening before; what is to come, an hour ago.
  const then = Math.min(morning - 10 * HOUR_MS, now - HOUR_MS);
  const busy = await busyOf(tx, businessId, { from: morning, to: morning + DAY_MS, now: then });
  const slots = freeSlots(salon, busy, { serviceId, masterId: null, now: then, day });
  const slot = slots[place % Math.max(slots.length, 1)];
  if (!slot) return null;
  const made = { salon, slot, holdId: null, by: "person", channel: "person", now: then } as const;
  const booked = await book(tx, businessId, { ...made, clientId });
  return "visit" in booked
    ? { bookingId: booked.visit.id, end: booked.visit.end, madeAt: then }
    : null;
}

async function tellEnd(
  tx: Tx,
  businessId: string,
  { salon, bookingId, end, madeAt, n, ahead, now }: Told & { salon: Salon; now: number },
): Promise<void> {
  if (end <= now) {
    const as = ahead === -1 && n === 2 ? "no_show" : "completed";
    await markDone(tx, businessId, { salon, bookingId, as, now: end + 10 * MINUTE_MS });
  } else if (n % 2 === 0)
    await confirmVisit(tx, businessId, { salon, bookingId, by: "person", now: madeAt + MINUTE_MS });
}
