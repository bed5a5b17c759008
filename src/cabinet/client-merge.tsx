import type { VNode } from "preact";
import { callsOfPhones } from "../calls/history-service.ts";
import {
  factsOf,
  listClients,
  type ClientFacts,
  type ClientRow,
} from "../crm/client-list-service.ts";
import { betterName } from "../crm/client-match.ts";
import type { StoredClient } from "../crm/client.ts";
import { MOST_CALLS } from "../desk/client-card-service.ts";
import { joinClients } from "../desk/client-service.ts";
import { showPhone } from "../lib/phone.ts";
import { dayShort } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { clientHere, clientNumbered, clientPath, nameOf } from "./client-visit.ts";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { sayIn, type Say } from "./say.ts";
import { Badge, Empty, Sheet } from "./sheet.tsx";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

const FOUND = 20;
const QUERY = 60;

/** Whom to merge with: those who were looked for, then both sides and what becomes of them. */
export async function mergePage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const into = await clientHere(deps, visit);
  const { visitor, query } = visit;
  const say = sayIn(visitor.language);
  const given = query.get("with");
  const from = await clientNumbered(deps, visitor.business.id, given);
  if (from !== null && from.id !== into.id) return both(deps, visit, { from, into, wrong: null });
  const wrong =
    given === null ? null : say(from === null ? "web-client-merge-gone" : "client-merge-same");
  return choose(deps, visit, { into, wrong });
}

/** Makes them one. */
export async function mergeNow(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const into = await clientHere(deps, visit);
  const { visitor, form, now } = visit;
  const { id, timezone: zone } = visitor.business;
  const say = sayIn(visitor.language);
  const from = await clientNumbered(deps, id, form.get("with"));
  // Whoever was merged since the page was shown is somebody else now.
  if (from === null || String(from.number) !== form.get("with")) {
    const wrong = say(from?.id === into.id ? "client-merge-same" : "web-client-merge-gone");
    return { status: 409, ...(await choose(deps, visit, { into, wrong })) };
  }
  const merged = await joinClients(deps.db, id, { from: from.id, into: into.id, zone, now });
  if ("client" in merged) return { to: `${clientPath(into)}?done=merged` };
  const wrong = say(merged.refused === "same" ? "client-merge-same" : "web-client-merge-gone");
  return { status: 409, ...(await choose(deps, visit, { into, wrong })) };
}

type Shown = Promise<Extract<Answer, { page: unknown }>>;

async function choose(
  deps: CabinetDeps,
  { visitor, query }: Visit,
  { into, wrong }: { into: StoredClient; wrong: string | null },
): Shown {
  const say = sayIn(visitor.language);
  const text = Array.from((query.get("q") ?? "").trim())
    .slice(0, QUERY)
    .join("");
  const wish = { text, limit: FOUND, offset: 0, except: into.id };
  const rows = text === "" ? null : await listClients(deps.db, visitor.business.id, wish);
  return {
    page: {
      ...frame(into, say),
      body: (
        <div class="stack narrow">
          {wrong !== null && (
            <p class="note bad" role="alert">
              <Icon name="alert" small />
              {wrong}
            </p>
          )}
          <form class="row" role="search" action={`${clientPath(into)}/merge`}>
            <label class="l whole" for="q">
              {say("web-client-merge-find")}
            </label>
            <input
              class="input grow"
              type="search"
              id="q"
              name="q"
              value={text}
              maxlength={QUERY}
            />
            <button class="btn">
              <Icon name="search" small />
              {say("web-client-find")}
            </button>
          </form>
          {rows !== null && <Candidates rows={rows} into={into} text={text} say={say} />}
        </div>
      ),
    },
  };
}

function Candidates(about: {
  rows: readonly ClientRow[];
  into: StoredClient;
  text: string;
  say: Say;
}): VNode {
  const { rows, into, text, say } = about;
  if (rows.length === 0)
    return (
      <section class="sheet">
        <Empty words={say("clients-nothing", { text })} />
      </section>
    );
  return (
    <section class="sheet" aria-label={say("web-client-merge-choose")}>
      <ul class="rows">
        {rows.map(({ number, name, phone }) => (
          <li class="row">
            <span class="grow wrap">
              <span class="strong">{cleanName(name) ?? say("client-nameless")}</span>{" "}
              {phone !== null && <span class="tel muted">{showPhone(phone)}</span>}
            </span>
            <a class="btn" href={`${clientPath(into)}/merge?with=${number}`}>
              {say("web-client-merge-this")}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Pair = { from: StoredClient; into: StoredClient; wrong: string | null };

async function both(deps: CabinetDeps, visit: Visit, { from, into }: Pair): Shown {
  const { visitor } = visit;
  const say = sayIn(visitor.language);
  const [left, right] = await Promise.all([sideOf(deps, visit, into), sideOf(deps, visit, from)]);
  const name = cleanName(betterName(into, from).name) ?? say("client-nameless");
  return {
    page: {
      ...frame(into, say),
      body: (
        <div class="stack">
          <div class="pair">
            <One side={left} visit={visit} title={say("web-client-merge-stays")} />
            <One side={right} visit={visit} title={say("web-client-merge-goes")} />
          </div>
          <section class="sheet narrow" aria-label={say("web-client-merge")}>
            <form class="pad stack8" method="post" action={`${clientPath(into)}/merge`}>
              <Csrf token={visitor.csrf} />
              <input type="hidden" name="with" value={from.number} />
              <p>{say("web-client-merge-what", { name })}</p>
              {left.facts.deal !== null && right.facts.deal !== null && (
                <p class="small muted">{say("web-client-merge-deals")}</p>
              )}
              <p class="small muted">{say("web-client-merge-for-good")}</p>
              <div class="row">
                <button class="btn main">
                  <Icon name="link" small />
                  {say("web-client-merge-yes")}
                </button>
                <a class="btn quiet" href={clientPath(into)}>
                  {say("web-client-leave")}
                </a>
              </div>
            </form>
          </section>
        </div>
      ),
    },
  };
}

type One = { client: StoredClient; facts: ClientFacts; calls: number };

async function sideOf({ db }: CabinetDeps, { visitor }: Visit, client: StoredClient): Promise<One> {
  const { id } = visitor.business;
  const [facts, calls] = await Promise.all([
    factsOf(db, id, client.id),
    callsOfPhones(db, id, { phones: client.phones, limit: 1, most: MOST_CALLS }),
  ]);
  return { client, facts, calls: calls.count };
}

function One(about: { side: One; visit: Visit; title: string }): VNode {
  const { side, visit, title } = about;
  const { client, facts, calls } = side;
  const { language, business } = visit.visitor;
  const say = sayIn(language);
  const since = dayShort(language, client.createdAt, visit.now, business.timezone);
  return (
    <Sheet id={`side-${client.number}`} title={title}>
      <ul class="rows">
        <li class="strong wrap">{cleanName(client.name) ?? say("client-nameless")}</li>
        {client.phones.map((phone) => (
          <li class="tel">{showPhone(phone)}</li>
        ))}
        {client.doNotCall && (
          <li>
            <Badge tone="warn">{say("web-client-no-calls")}</Badge>
          </li>
        )}
        <li class="small muted">
          {[
            say("client-since", { date: since }),
            say("client-calls", { count: calls >= MOST_CALLS ? `${MOST_CALLS}+` : String(calls) }),
            say("web-client-tasks", { count: facts.tasks }),
            say("web-client-comments", { count: facts.comments }),
          ].join(" · ")}
        </li>
        {facts.deal !== null && (
          <li class="row">
            <span class="grow wrap">{facts.deal.name}</span>
            {facts.deal.stage !== null && <Badge tone="acc">{facts.deal.stage}</Badge>}
          </li>
        )}
      </ul>
    </Sheet>
  );
}

function frame(into: StoredClient, say: Say) {
  return {
    title: say("web-client-merge-title"),
    section: "clients" as const,
    styles: ["client"],
    up: { to: clientPath(into), label: nameOf(into, say) },
  };
}
