import { employeesOf, labelsOf, linesOf } from "../business/line-service.ts";
import { listCalls } from "../calls/list-service.ts";
import { digitsIn } from "../calls/search.ts";
import { talksOf } from "../calls/talk-service.ts";
import { EACH, findSaid } from "../desk/find-service.ts";
import { CallListBody, CallRows } from "./call-list-page.tsx";
import type { CallList, Listed } from "./call-listed.ts";
import { readWish, searchOf, type CallWish } from "./call-wish.ts";
import { sayIn } from "./say.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

const PAGE = 50;

/** `GET /dashboard/calls`: a page of calls, or their rows alone where the page's own script asks. */
export async function listPage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { query, part } = visit;
  const about = await read(deps, visit, readWish(query));
  if (part) return { part: <CallRows {...about} /> };
  return {
    page: {
      title: about.say("web-calls"),
      section: "calls",
      styles: ["call"],
      body: <CallListBody {...about} />,
    },
  };
}

async function read(
  { db }: CabinetDeps,
  { visitor, now }: Visit,
  wish: CallWish,
): Promise<CallList> {
  const { business, language } = visitor;
  const zone = business.timezone;
  const [page, heard, labels, lines, employees] = await Promise.all([
    wish.said
      ? saidPage(db, business.id, { wish, now, zone })
      : callPage(db, business.id, { wish, now, zone }),
    wish.said ? NOT_HEARD : heardToo(db, business.id, { wish, now, zone }),
    labelsOf(db, business.id),
    linesOf(db, business.id),
    employeesOf(db, business.id),
  ]);
  return {
    say: sayIn(language),
    language,
    zone,
    now,
    wish,
    ...page,
    heard,
    labels,
    lines,
    employees,
  };
}

type Asked = { wish: CallWish; now: number; zone: string };
type Found = Pick<CallList, "calls" | "next">;

async function callPage(
  db: CabinetDeps["db"],
  businessId: string,
  { wish, now, zone }: Asked,
): Promise<Found> {
  const { text, days } = searchOf(wish, { now, zone });
  const rows = await listCalls(db, businessId, {
    limit: PAGE + 1,
    only: wish.only,
    ...(text === null ? {} : { text }),
    ...(days === null ? {} : { days }),
    ...(wish.before === null ? {} : { before: wish.before }),
  });
  const talks = await talksOf(db, businessId, rows.slice(0, PAGE));
  return paged(
    talks.map((talk) => ({ talk, said: null })),
    rows.length > PAGE,
  );
}

async function saidPage(
  db: CabinetDeps["db"],
  businessId: string,
  { wish, now, zone }: Asked,
): Promise<Found> {
  const limit = PAGE + 1;
  const found = await saidIn(db, businessId, { wish, now, zone, limit });
  return paged(found.slice(0, PAGE), found.length > PAGE);
}

const NOT_HEARD: CallList["heard"] = { calls: [], more: false };

/** Beside calls by name: the first few in which the words were said. */
async function heardToo(
  db: CabinetDeps["db"],
  businessId: string,
  asked: Asked,
): Promise<CallList["heard"]> {
  const { text, before } = asked.wish;
  if (text === "" || before !== null || digitsIn(text) !== null) return NOT_HEARD;
  const found = await saidIn(db, businessId, { ...asked, limit: EACH + 1 });
  return { calls: found.slice(0, EACH), more: found.length > EACH };
}

async function saidIn(
  db: CabinetDeps["db"],
  businessId: string,
  { wish, now, zone, limit }: Asked & { limit: number },
): Promise<Listed[]> {
  const { text, days } = searchOf(wish, { now, zone });
  if (text === null) return [];
  const found = await findSaid(db, businessId, {
    text,
    limit,
    ...(days === null ? {} : { days }),
    ...(wish.before === null ? {} : { before: wish.before.id }),
  });
  const talks = await talksOf(
    db,
    businessId,
    found.map(({ call }) => call),
  );
  return talks.map((talk, i) => ({
    talk,
    said: { words: found[i]?.words ?? "", atS: found[i]?.atS ?? 0 },
  }));
}

function paged(calls: Listed[], more: boolean): Found {
  const last = calls.at(-1)?.talk;
  return { calls, next: more && last ? { at: last.at, id: last.id } : null };
}
