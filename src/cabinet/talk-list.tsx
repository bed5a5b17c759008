import type { VNode } from "preact";
import {
  closedConversations,
  openConversations,
  type ConversationRow,
} from "../agent/conversation-list-service.ts";
import { Empty } from "./sheet.tsx";
import { deskOf, LivePart, type Desk } from "./today-desk.tsx";
import { TalkRow } from "./today-talk.tsx";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

const PAGE = 50;

type Listed = {
  rows: ConversationRow[];
  over: boolean;
  /** The address of the next page; null: this is the last one. */
  older: string | null;
  later: boolean;
};

/** The dialogues that are open, those that wait for a person first; or those that are over, page by page. */
export async function listPage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const desk = deskOf(visit);
  const { say } = desk;
  const listed = await read(deps, visit, desk);
  return {
    page: {
      title: say("web-talks"),
      section: "talks",
      styles: ["today", "talk"],
      actions: <Which desk={desk} over={listed.over} />,
      body: (
        <div class="stack">
          {listed.over ? (
            <Rows desk={desk} listed={listed} />
          ) : (
            <LivePart
              name="conversations"
              query={visit.query.size > 0 ? `?${visit.query.toString()}` : ""}
              on={["conversation"]}
            >
              <Rows desk={desk} listed={listed} />
            </LivePart>
          )}
        </div>
      ),
    },
  };
}

/** The open ones as they are now. */
export async function listPart(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const desk = deskOf(visit);
  return { part: <Rows desk={desk} listed={await read(deps, visit, desk)} /> };
}

async function read(deps: CabinetDeps, { query }: Visit, { businessId }: Desk): Promise<Listed> {
  const over = query.get("closed") === "1";
  const at = query.get("before") ?? "";
  if (!over) {
    const page = Number(/^\d{1,3}$/.exec(query.get("page") ?? "")?.[0] ?? 0);
    const wish = { limit: PAGE, offset: page * PAGE };
    const { rows, count } = await openConversations(deps.db, businessId, wish);
    const older = (page + 1) * PAGE < count ? `?page=${page + 1}` : null;
    return { rows, over, older, later: page > 0 };
  }
  const [, ms, id] = /^(\d{1,15})\.(\d{1,15})$/.exec(at) ?? [];
  const before = ms === undefined || id === undefined ? null : { at: Number(ms), id: Number(id) };
  const rows = await closedConversations(deps.db, businessId, { before, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  const older = rows.length > PAGE && last ? `?closed=1&before=${last.lastAt}.${last.id}` : null;
  return { rows: shown, over, older, later: before !== null };
}

function Which({ desk: { say }, over }: { desk: Desk; over: boolean }): VNode {
  const current = { "aria-current": "page" as const };
  return (
    <nav class="seg" aria-label={say("web-talk-which")}>
      <a href="/dashboard/conversations" {...(over ? {} : current)}>
        {say("web-talk-open")}
      </a>
      <a href="/dashboard/conversations?closed=1" {...(over ? current : {})}>
        {say("web-talk-closed")}
      </a>
    </nav>
  );
}

function Rows({ desk, listed }: { desk: Desk; listed: Listed }): VNode {
  const { say } = desk;
  const { rows, over, older, later } = listed;
  const first = `/dashboard/conversations${over ? "?closed=1" : ""}`;
  return (
    <section class="sheet" aria-label={say(over ? "web-talk-closed" : "web-talk-open")}>
      {rows.length === 0 ? (
        <Empty words={say(over ? "web-talk-none-closed" : "web-talk-none-open")} />
      ) : (
        <ul class="rows">
          {rows.map((row) => (
            <TalkRow desk={desk} row={row} over={over} />
          ))}
        </ul>
      )}
      {(older !== null || later) && (
        <nav class="foot row">
          {later && <a href={first}>{say("web-talk-newest")}</a>}
          {older !== null && (
            <a href={`/dashboard/conversations${older}`}>{say("web-talk-older")}</a>
          )}
        </nav>
      )}
    </section>
  );
}
