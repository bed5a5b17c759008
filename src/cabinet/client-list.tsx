import type { VNode } from "preact";
import { may } from "../business/role.ts";
import {
  clientsByContact,
  clientsFound,
  type ClientContact,
  type ContactMark,
} from "../desk/client-list-service.ts";
import { showPhone } from "../lib/phone.ts";
import type { TextId } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { clientPath, doneOf } from "./client-visit.ts";
import { Icon } from "./icon.tsx";
import { numberIn } from "./input.ts";
import { sayIn, type Say } from "./say.ts";
import { Badge, Empty, Tel } from "./sheet.tsx";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

const PAGE = 50;
const QUERY = 60;

/** `GET /dashboard/clients`: by the last contact, or those who were looked for. */
export async function clientList(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { visitor, query, now, part } = visit;
  const { business, language, role } = visitor;
  const say = sayIn(language);
  const text = Array.from((query.get("q") ?? "").trim())
    .slice(0, QUERY)
    .join("");
  const before = query.get("before");
  const found = await pageOf(deps, business.id, { text, before });
  const list: List = {
    ...found,
    text,
    paged: before !== null,
    say,
    language,
    now,
    zone: business.timezone,
  };
  if (part) return { part: <ClientRows {...list} /> };
  return {
    page: {
      title: say("web-clients"),
      section: "clients",
      lead: say(text === "" ? "web-client-lead" : "web-client-lead-found", { text }),
      styles: ["client"],
      done: doneOf(visit),
      actions: may(role, "work") && (
        <a class="btn main" href="/dashboard/clients/new">
          <Icon name="plus" small />
          {say("web-client-new")}
        </a>
      ),
      body: (
        <>
          <form class="seek inset row" role="search" action="/dashboard/clients">
            <label class="sr" for="q">
              {say("web-client-find")}
            </label>
            <input
              class="input grow"
              type="search"
              id="q"
              name="q"
              value={text}
              maxlength={QUERY}
              placeholder={say("web-client-find-hint")}
            />
            <button class="btn">
              <Icon name="search" small />
              {say("web-client-find")}
            </button>
          </form>
          <ClientRows {...list} />
        </>
      ),
    },
  };
}

type Found = { rows: ClientContact[]; next: string | null };
type List = Found & {
  text: string;
  paged: boolean;
  say: Say;
  language: Language;
  now: number;
  zone: string;
};

async function pageOf(
  { db }: CabinetDeps,
  businessId: string,
  { text, before }: { text: string; before: string | null },
): Promise<Found> {
  if (text !== "") {
    const wish = { text, before: numberIn(before), limit: PAGE };
    const found = await clientsFound(db, businessId, wish);
    return { rows: found.rows, next: found.next === null ? null : String(found.next) };
  }
  const wish = { before: readMark(before), limit: PAGE };
  const { rows, next } = await clientsByContact(db, businessId, wish);
  return { rows, next: next === null ? null : `${next.at}-${next.id}` };
}

function readMark(written: string | null): ContactMark | null {
  const read = /^(\d{1,14})-(\d{1,16})$/.exec(written ?? "");
  return read ? { at: Number(read[1]), id: Number(read[2]) } : null;
}

/** The rows; the first page is looked at again whenever somebody calls, writes or becomes a client. */
function ClientRows(list: List): VNode {
  const { rows, next, text, paged, say } = list;
  const live =
    text === "" && !paged
      ? {
          "hx-get": "/dashboard/clients",
          "hx-trigger": "live:client from:body, live:call from:body, live:conversation from:body",
          "hx-swap": "outerHTML",
        }
      : {};
  const more = new URLSearchParams({ ...(text === "" ? {} : { q: text }), before: next ?? "" });
  return (
    <section class="sheet" id="clients" aria-label={say("web-clients")} {...live}>
      {rows.length === 0 ? (
        <None text={text} say={say} />
      ) : (
        <ul class="people">
          {rows.map((row) => (
            <Person row={row} {...list} />
          ))}
        </ul>
      )}
      {(next !== null || paged) && (
        <div class="foot row">
          {paged && (
            <a
              class="btn"
              href={`/dashboard/clients${text === "" ? "" : `?${new URLSearchParams({ q: text }).toString()}`}`}
            >
              {say("web-client-first")}
            </a>
          )}
          <span class="grow" />
          {next !== null && (
            <a class="btn" rel="next" href={`/dashboard/clients?${more.toString()}`}>
              {say("web-client-next")}
            </a>
          )}
        </div>
      )}
    </section>
  );
}

function None({ text, say }: { text: string; say: Say }): VNode {
  if (text === "") return <Empty words={say("web-client-none")} />;
  return (
    <Empty
      words={say("clients-nothing", { text })}
      action={
        <a class="btn" href="/dashboard/clients">
          {say("web-client-all")}
        </a>
      }
    />
  );
}

const lasts: Record<ClientContact["last"], TextId> = {
  call: "web-client-last-call",
  talk: "web-client-last-talk",
  made: "web-client-last-made",
};

/** One client of a list: the time of the last contact, who it is, and what stands open. */
function Person({
  row,
  say,
  language,
  now,
  zone,
}: Pick<List, "say" | "language" | "now" | "zone"> & { row: ClientContact }): VNode {
  const { phone, last, lastAt, deal, doNotCall, notClient } = row;
  const name = cleanName(row.name);
  const shown = phone === null ? null : showPhone(phone);
  return (
    <li class="person">
      <span class="when">
        <span>{dateNear(language, lastAt, now, zone)}</span>
        <span class="muted small">{say(lasts[last])}</span>
      </span>
      <span class="who">
        <a class="plain strong wrap" href={clientPath(row)}>
          {name ?? shown ?? say("client-nameless")}
        </a>
        {name !== null && phone !== null && shown !== null && <Tel phone={phone} shown={shown} />}
      </span>
      <span class="row tight marks">
        {deal !== null && (
          <a class="plain" href={`/dashboard/deals/${deal.number}`}>
            <Badge tone="acc">{deal.stage ?? say("web-client-deal")}</Badge>
          </a>
        )}
        {doNotCall && <Badge tone="warn">{say("web-client-no-calls")}</Badge>}
        {notClient && <Badge>{say("web-client-no-client")}</Badge>}
      </span>
    </li>
  );
}
