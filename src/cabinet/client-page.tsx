import type { VNode } from "preact";
import { may } from "../business/role.ts";
import { addComment } from "../crm/comment-service.ts";
import type { StoredClient } from "../crm/client.ts";
import { clientCard, type ClientCard } from "../desk/client-card-service.ts";
import { clientHistory } from "../desk/client-history-service.ts";
import { readMark } from "../desk/client-history.ts";
import { AppError } from "../lib/app-error.ts";
import { showPhone } from "../lib/phone.ts";
import { placeCallback, prepareCallback } from "../telephony/callback-service.ts";
import { callbackRefusal, callbackSaid } from "../telephony/callback-word.ts";
import { bare } from "./call-word.ts";
import { HistoryRows, type Reader } from "./client-history.tsx";
import { ClientSide } from "./client-side.tsx";
import { clientHere, clientPath, doneOf, nameOf } from "./client-visit.ts";
import { Csrf, Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { once, ringOf } from "./once.ts";
import { sayIn } from "./say.ts";
import { Empty } from "./sheet.tsx";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

const PAGE = 30;
const COMMENT = 2000;

type More = {
  /** What a press came to, above everything. */
  said?: { words: string; good: boolean };
  comment?: { typed: string; wrong: string };
};

/** `GET /dashboard/clients/:number`: everything about one client, or the next rows of the history. */
export async function clientPage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const client = await clientHere(deps, visit);
  const { visitor, query, params, now, part } = visit;
  // Whoever was merged leads to who took them over.
  if (String(client.number) !== params["number"]) return { to: `${clientPath(client)}?done=moved` };
  if (!part || query.get("before") === null) return shown(deps, visit, client);
  const before = readMark(query.get("before"));
  const wish = { clientId: client.id, phones: client.phones, before, now, limit: PAGE };
  const history = await clientHistory(deps.db, visitor.business.id, wish);
  const day = query.get("day");
  const rows = { ...history, reader: readerOf(visit), path: clientPath(client), after: day };
  return { part: <HistoryRows {...rows} /> };
}

/** Has the PBX call the client's number from the member's own telephone. */
export async function callClient(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const client = await clientHere(deps, visit);
  const { visitor, form } = visit;
  const { business, personId, language } = visitor;
  const phone = client.phones.find((one) => one === form.get("phone"));
  const press = ringOf(visit);
  if (phone === undefined) throw new AppError("clients.not_found", "not_found");
  const { callback } = deps.desk();
  const prepared = await prepareCallback(callback, business.id, { press, personId, phone });
  if (!("ready" in prepared)) {
    const words = bare(callbackRefusal(language, prepared));
    return shown(deps, visit, client, { said: { words, good: false } });
  }
  const result = await placeCallback(callback, business.id, prepared.ready);
  const about = { who: visitor.name, callback: prepared.ready, masked: false };
  const words = bare(callbackSaid(language, result, about));
  return shown(deps, visit, client, { said: { words, good: result === "ringing" } });
}

/** Keeps a comment about the client. */
export async function commentClient(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const client = await clientHere(deps, visit);
  const { visitor, form, now } = visit;
  const say = sayIn(visitor.language);
  const typed = (form.get("text") ?? "").replaceAll("\r\n", "\n");
  const text = typed.trim();
  if (text === "" || Array.from(text).length > COMMENT) {
    const wrong = say(text === "" ? "web-client-comment-empty" : "web-client-comment-long", {
      max: COMMENT,
    });
    return { status: 422, ...(await shown(deps, visit, client, { comment: { typed, wrong } })) };
  }
  const by = { id: visitor.personId, name: visitor.name };
  const wish = { text, by, about: { clientId: client.id }, phone: null, message: null, now };
  const to = `${clientPath(client)}?done=comment`;
  const done = await once(deps, visit, {
    make: (tx) => addComment(tx, visitor.business.id, wish),
    leadsTo: (made) => ("gone" in made ? null : to),
  });
  if ("made" in done && "gone" in done.made) throw new AppError("clients.not_found", "not_found");
  return { to };
}

function readerOf({ visitor, now }: Visit): Reader {
  const { language, business } = visitor;
  return { say: sayIn(language), language, own: business.language, zone: business.timezone, now };
}

async function shown(
  deps: CabinetDeps,
  visit: Visit,
  client: StoredClient,
  more: More = {},
): Promise<Extract<Answer, { page: unknown }>> {
  const { visitor, query, now } = visit;
  const { business, personId, role } = visitor;
  const reader = readerOf(visit);
  const { say } = reader;
  const before = readMark(query.get("before"));
  const wish = { clientId: client.id, phones: client.phones, before, now, limit: PAGE };
  const [card, history] = await Promise.all([
    clientCard(deps.db, business.id, { client, personId, now }),
    clientHistory(deps.db, business.id, wish),
  ]);
  const path = clientPath(client);
  return {
    page: {
      title: nameOf(client, say),
      section: "clients",
      styles: ["client"],
      up: { to: "/dashboard/clients", label: say("web-clients") },
      actions: may(role, "work") && <CallBack {...{ visit, client, card }} />,
      done: doneOf(visit),
      body: (
        <>
          {more.said && (
            <p class={more.said.good ? "note ok inset" : "note warn inset"} role="status">
              <Icon name={more.said.good ? "phone" : "alert"} small />
              {more.said.words}
            </p>
          )}
          <div class="split client">
            <section class="sheet" id="history" aria-labelledby="h-history">
              <header>
                <h2 id="h-history">{say("web-client-history")}</h2>
              </header>
              {may(role, "work") && (
                <Write visit={visit} client={client} {...(more.comment ?? {})} />
              )}
              {before !== null && (
                <div class="foot">
                  <a href={path}>{say("web-client-newest")}</a>
                </div>
              )}
              {history.items.length === 0 ? (
                <Empty words={say("web-client-history-none")} />
              ) : (
                <ol class="hist">
                  <HistoryRows {...history} reader={reader} path={path} after={null} />
                </ol>
              )}
            </section>
            <ClientSide client={client} card={card} reader={reader} role={role} />
          </div>
        </>
      ),
    },
  };
}

/** One press rings once, however often it is sent. */
function CallBack(about: { visit: Visit; client: StoredClient; card: ClientCard }): VNode | null {
  const { visit, client, card } = about;
  const say = sayIn(visit.visitor.language);
  const { phones, doNotCall } = client;
  if (!card.callable || phones.length === 0 || doNotCall) return null;
  return (
    <form class="row" method="post" action={`${clientPath(client)}/call`}>
      <Csrf token={visit.visitor.csrf} />
      {phones.length === 1 ? (
        <input type="hidden" name="phone" value={phones[0]} />
      ) : (
        <>
          <label class="sr" for="call-phone">
            {say("web-client-phone")}
          </label>
          <select name="phone" id="call-phone">
            {phones.map((phone) => (
              <option value={phone}>{showPhone(phone)}</option>
            ))}
          </select>
        </>
      )}
      <button class="btn main">
        <Icon name="phone" small />
        {say("web-client-call")}
      </button>
    </form>
  );
}

function Write(about: {
  visit: Visit;
  client: StoredClient;
  typed?: string;
  wrong?: string;
}): VNode {
  const { visit, client, typed = "", wrong = null } = about;
  const say = sayIn(visit.visitor.language);
  return (
    <form class="write pad" method="post" action={`${clientPath(client)}/comment`}>
      <Csrf token={visit.visitor.csrf} />
      <Field label={say("web-client-comment")} id="text" wrong={wrong}>
        <textarea name="text" rows={2} required maxlength={COMMENT} {...told("text", { wrong })}>
          {typed}
        </textarea>
      </Field>
      <button class="btn">
        <Icon name="check" small />
        {say("web-client-comment-save")}
      </button>
    </form>
  );
}
