import type { VNode } from "preact";
import type { Board, BoardCard, BoardColumn } from "../desk/board-service.ts";
import type { BoardKey } from "../desk/board.ts";
import type { Stage } from "../crm/stage.ts";
import type { Reader } from "./deal-visit.ts";
import { isFromMissed, nextLine, sumsLine, titleOf, whoOf, worthOf } from "./deal-word.ts";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { Avatar, Badge, Tel } from "./sheet.tsx";

/** What the board shows, and what was just done on it. */
export type BoardShown = {
  board: Board;
  stages: Stage[];
  show: string;
  /** The current month on the business's wall, as a word inside a sentence. */
  month: string;
  csrf: string;
  said: Said | null;
};
export type Said = { words: string; undo: { number: number; from: number; to: number } | null };

/** The board: a column for each stage, and two for what is over. */
export function BoardView({ shown, reader }: { shown: BoardShown; reader: Reader }): VNode {
  const { say } = reader;
  const { board, show, said, csrf } = shown;
  const columns = columnsOf(shown, reader);
  return (
    <div
      id="board"
      hx-get={`/dashboard/deals?show=${show}`}
      hx-trigger="live:deal from:body throttle:2s, live:task from:body throttle:2s, live:followup from:body throttle:2s"
      hx-swap="outerHTML"
      data-show={show}
      data-lifted={say("web-board-lifted", { name: "%name%", stage: "%stage%" })}
      data-over={say("web-board-over", { name: "%name%", stage: "%stage%" })}
      data-back={say("web-board-back", { name: "%name%" })}
      data-drop={say("web-board-drop")}
    >
      {said !== null && <SaidLine said={said} csrf={csrf} show={show} reader={reader} />}
      <nav class="chips only-phone" aria-label={say("web-board-stages")}>
        {columns.map(({ key, name }) => (
          <a class="chip" href={`#s-${key}`}>
            {name} {board.columns.get(key)?.count ?? 0}
          </a>
        ))}
      </nav>
      <p class="sr" id="board-how">
        {say("web-board-how")}
      </p>
      <div class="board" tabindex={0} role="group" aria-label={say("web-board")}>
        {columns.map((column) => (
          <Column head={column} shown={shown} reader={reader} />
        ))}
      </div>
      <MoveMenu columns={columns} reader={reader} />
    </div>
  );
}

type Head = { key: BoardKey; name: string; first: boolean };

function columnsOf({ stages }: BoardShown, { say }: Reader): Head[] {
  return [
    ...stages.map(({ id, name, first }) => ({ key: id, name, first })),
    { key: "won", name: say("web-board-won"), first: false },
    { key: "lost", name: say("web-board-lost"), first: false },
  ];
}

function Column(about: { head: Head; shown: BoardShown; reader: Reader }): VNode {
  const { head, shown, reader } = about;
  const { say } = reader;
  const { key, name, first } = head;
  const over = typeof key === "string";
  const column: BoardColumn = shown.board.columns.get(key) ?? {
    key,
    count: 0,
    sums: [],
    cards: [],
  };
  const more = column.count - column.cards.length;
  const to = over ? `status=${key}` : `stage=${key}`;
  return (
    <section
      class={over ? `col ${key}` : "col"}
      id={`s-${key}`}
      data-key={key}
      data-name={name}
      aria-label={name}
    >
      <header>
        <h2 class="cut1">{name}</h2>
        <span class="count">{column.count}</span>
        <span class="grow" />
        <span class="small muted nowrap">{sumsLine(column.sums, reader)}</span>
      </header>
      <ul>
        {column.cards.map((card) => (
          <Card card={card} first={first} shown={shown} reader={reader} />
        ))}
      </ul>
      {column.cards.length === 0 && <p class="small muted none">{say("web-board-none")}</p>}
      {more > 0 && (
        <a class="more small" href={`/dashboard/deals/list?${to}`}>
          {over
            ? say("web-board-more-month", { count: more, month: shown.month })
            : say("web-board-more", { count: more })}
        </a>
      )}
    </section>
  );
}

function Card(about: {
  card: BoardCard;
  first: boolean;
  shown: BoardShown;
  reader: Reader;
}): VNode {
  const { card, first, shown, reader } = about;
  const { deal, next } = card;
  const { say } = reader;
  const open = deal.status === "open";
  const line = nextLine(card, reader);
  const worth = worthOf(deal, reader);
  const title = titleOf(deal, reader);
  const to = `/dashboard/deals/${deal.number}`;
  const moved = open
    ? { "data-number": deal.number, "data-from": deal.stage?.id ?? 0, "data-name": title }
    : {};
  return (
    <li class={line?.now === true ? "deal now" : "deal"} {...moved}>
      <div class="d-top">
        <a
          class="plain strong grow wrap"
          id={`d-${deal.number}`}
          href={to}
          {...(open ? { "aria-describedby": "board-how", draggable: false } : {})}
        >
          {title}
        </a>
        {worth !== null && <span class="nowrap strong">{worth}</span>}
      </div>
      <div class="d-sub">
        <Who card={card} reader={reader} />
        {open && (
          <a class="d-move" href={`${to}#move`} aria-label={say("web-board-move", { name: title })}>
            <Icon name="swap" small />
          </a>
        )}
      </div>
      <div class="d-foot">
        <span class={line?.late === true ? "small bad grow wrap" : "small muted grow wrap"}>
          {line?.words ?? say("web-deal-no-next")}
        </span>
        <Owner name={next?.owner ?? null} open={open} reader={reader} />
      </div>
      {open && first && deal.automatic && (
        <form class="d-auto small" method="post" action={`${to}/undo`}>
          <Csrf token={shown.csrf} />
          <span>{say(isFromMissed(deal) ? "web-deal-from-missed" : "web-deal-from-call")}</span>
          <button class="linklike">
            <Icon name="undo" small />
            {say("web-deal-undo")}
          </button>
        </form>
      )}
    </li>
  );
}

function Who({ card: { deal }, reader }: { card: BoardCard; reader: Reader }): VNode {
  const { name, phone } = whoOf(deal, reader);
  return (
    <div class="small muted grow wrap">
      {name}
      {name !== null && phone !== null && " · "}
      {phone !== null && <Tel phone={phone.raw} shown={phone.shown} />}
    </div>
  );
}

function Owner(about: { name: string | null; open: boolean; reader: Reader }): VNode | null {
  const { name, open, reader } = about;
  if (name === null) return open ? <Badge>{reader.say("web-deal-nobody")}</Badge> : null;
  return (
    <span title={name}>
      <Avatar name={name} small />
      <span class="sr">{name}</span>
    </span>
  );
}

/** Said by the script as a toast; without it it stands above the board. */
function SaidLine(about: { said: Said; csrf: string; show: string; reader: Reader }): VNode {
  const { said, csrf, show, reader } = about;
  const { undo } = said;
  return (
    <div class="toast" id="board-said">
      <Icon name="check" small />
      <span class="grow">{said.words}</span>
      {undo !== null && (
        <form method="post" action={`/dashboard/deals/${undo.number}/move`} data-move>
          <Csrf token={csrf} />
          <input type="hidden" name="from" value={undo.from} />
          <input type="hidden" name="to" value={undo.to} />
          <input type="hidden" name="show" value={show} />
          <button class="linklike">{reader.say("web-board-undo")}</button>
        </form>
      )}
    </div>
  );
}

/** Where a card may go, for who neither drags nor presses arrows; the script opens it. */
function MoveMenu({ columns, reader }: { columns: Head[]; reader: Reader }): VNode {
  const { say } = reader;
  return (
    <dialog id="move-menu" aria-labelledby="h-move-menu">
      <h2 id="h-move-menu" data-title={say("web-board-move", { name: "%name%" })}>
        {say("web-board-move-where")}
      </h2>
      <div class="stack8">
        {columns.map(({ key, name }) => (
          <button type="button" class="btn" data-to={key}>
            {name}
          </button>
        ))}
        <button type="button" class="btn quiet" data-close>
          {say("web-cancel")}
        </button>
      </div>
    </dialog>
  );
}
