import { sql } from "drizzle-orm";
import type { Found } from "./crawl.ts";
import type { Estate } from "./estate.ts";
import { unmarked } from "./marked.ts";
import { filled, routeOf, type Town } from "./town.ts";

/** One request of ours with what is theirs in it. */
export type Attempt = {
  method: "GET" | "POST";
  path: string;
  route: string;
  fields: Record<string, string[]>;
  /** The address itself names a thing that only they have. */
  foreign: boolean;
};

/** Everything that they can do and see in the cabinet, for somebody else to try; each route has an attempt at least. */
export async function attemptsOn(town: Town, theirs: Estate, found: Found): Promise<Attempt[]> {
  const seen = new Map<string, number>();
  const few = (key: string): boolean => {
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times <= 3;
  };
  const forms = found.forms.flatMap(({ path, fields }): Attempt[] => {
    const route = routeOf(town, "POST", path);
    const clean = Object.fromEntries(
      Object.entries(fields).map(([name, values]) => [name, values.map(unmarked)]),
    );
    if (!few(`POST ${route} ${Object.keys(fields).join()} ${fields["do"]?.join() ?? ""}`))
      return [];
    return [{ method: "POST", path, route, fields: clean, foreign: isForeign(path) }];
  });
  const links = [...found.links].flatMap((path): Attempt[] => {
    const route = routeOf(town, "GET", path);
    const names = [...new URL(path, "http://x").searchParams.keys()].join();
    return few(`GET ${route} ${names}`)
      ? [{ method: "GET", path: unmarkedQuery(path), route, fields: {}, foreign: isForeign(path) }]
      : [];
  });
  const tried = new Set([...forms, ...links].map(({ method, route }) => `${method} ${route}`));
  const names = await namesOf(town, theirs);
  const bag = Object.assign({}, ...forms.map(({ fields }) => fields), names.fields);
  const rest = town.routes
    .filter(({ path }) => /^\/(?:dashboard|webhook)/.test(path) && !APART.test(path))
    .flatMap(({ path: route, methods }) =>
      (["GET", "POST"] as const)
        .filter((method) => methods.includes(method) && !tried.has(`${method} ${route}`))
        .map((method): Attempt => {
          const path = filled(route, (name) => names.inPath(route, name));
          return { method, path, route, fields: bag, foreign: isForeign(path) };
        }),
    );
  return [...forms, ...links, ...rest];
}

/** Ways in and out, files of the page, and the stream: other tests try them. */
export const APART =
  /^\/dashboard\/(?:assets|login|logout|logout-everywhere|enter|app|live)(?:\/|$)/;

/** Numbers above five hundred are theirs alone; so are their ids. */
function isForeign(path: string): boolean {
  const bare = path.split("?")[0] ?? path;
  return (
    /\/(?:clients|deals|tasks|bookings|conversations)\/[5-9]\d\d(?:\/|$)/.test(bare) ||
    /\/[0-9a-f]{8}-[0-9a-f-]{27}(?:\/|$)/.test(bare) ||
    /\/calls\/[^/]+/.test(bare) ||
    /_b(?:\/|$)/.test(bare)
  );
}

function unmarkedQuery(path: string): string {
  const url = new URL(path, "http://x");
  for (const [name, value] of new URLSearchParams(url.search))
    url.searchParams.set(name, unmarked(value));
  return url.pathname + url.search;
}

/** What theirs is called, in addresses and in fields. */
async function namesOf(town: Town, { business, owner }: Estate) {
  const one = async (table: string, column: string, where = sql`true`): Promise<string> => {
    const rows = await town.db.execute<{ name: string }>(sql`
      select ${sql.identifier(column)}::text as name from ${sql.identifier(table)}
      where business_id = ${business.id}::uuid and ${where} order by 1 desc limit 1`);
    return rows[0]?.name ?? "";
  };
  const number = sql`number > 500`;
  const call = await one("calls", "id");
  const chat = await one("chats", "id");
  const endpoint = await one("endpoints", "id");
  const account = await one("accounts", "id");
  const hook = await one("hook_tokens", "id");
  const [deal, task, client, visit, talk] = await Promise.all([
    one("deals", "number", number),
    one("tasks", "number", number),
    one("clients", "number", number),
    one("bookings", "number", number),
    one("conversations", "number", number),
  ]);
  const slug = { services: await one("services", "slug"), masters: await one("masters", "slug") };
  const numbers = new Map<string, string | undefined>([
    ["deals", deal],
    ["tasks", task],
    ["clients", client],
    ["bookings", visit],
    ["conversations", talk],
    ["calls", call],
    ["chats", chat],
    ["webhook", endpoint],
    ["services", slug.services],
    ["masters", slug.masters],
  ]);
  const draft = await one("agent_drafts", "id");
  const hold = await one("bookings", "id");
  return {
    inPath: (route: string, name: string): string => {
      const section = route.split("/").findLast((part) => numbers.has(part)) ?? "";
      if (name === "verb") return "done";
      if (name === "path") return "nowhere/at/all";
      if (name === "call") return call;
      return numbers.get(section) ?? "501";
    },
    fields: {
      account: [account],
      id: [hook],
      token: [hook],
      chat: [chat],
      draft: [draft],
      hold: [hold],
      booking: [visit ?? ""],
      client: [client ?? ""],
      with: [client ?? ""],
      into: [client ?? ""],
      person: [String(owner)],
      member: [String(owner)],
      connection: [await one("business_connections", "id")],
      question: [await one("visit_questions", "id")],
    },
  };
}
