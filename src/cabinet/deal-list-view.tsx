import type { VNode } from "preact";
import type { BoardCard } from "../desk/board-service.ts";
import type { Deal } from "../crm/deal.ts";
import type { Reader } from "./deal-visit.ts";
import { nextLine, titleOf, whoOf, worthOf } from "./deal-word.ts";
import { Badge, Empty, Tel } from "./sheet.tsx";

export type DealPage = { cards: BoardCard[]; text: string; next: string | null };

/** Deals in rows, the ones that changed last first. */
export function DealList({ page, reader }: { page: DealPage; reader: Reader }): VNode {
  const { say } = reader;
  const { cards, text, next } = page;
  return (
    <section class="sheet" aria-label={say("web-deals")}>
      {cards.length === 0 ? (
        <Empty words={say(text === "" ? "web-board-none" : "deals-nothing")} />
      ) : (
        <ul class="rows">
          {cards.map((card) => (
            <Row card={card} reader={reader} />
          ))}
        </ul>
      )}
      {next !== null && (
        <div class="foot">
          <a href={next}>{say("web-list-more")}</a>
        </div>
      )}
    </section>
  );
}

function Row({ card, reader }: { card: BoardCard; reader: Reader }): VNode {
  const { deal } = card;
  const { name, phone } = whoOf(deal, reader);
  const line = nextLine(card, reader);
  return (
    <li class="deal-row">
      <div class="grow">
        <a class="plain strong wrap" href={`/dashboard/deals/${deal.number}`}>
          {titleOf(deal, reader)}
        </a>
        <div class="small muted wrap">
          №{deal.number}
          {name !== null && ` · ${name}`}
          {phone !== null && " · "}
          {phone !== null && <Tel phone={phone.raw} shown={phone.shown} />}
        </div>
        {line !== null && (
          <div class={line.late ? "small bad wrap" : "small muted wrap"}>{line.words}</div>
        )}
      </div>
      <div class="deal-row-end">
        <span class="strong nowrap">{worthOf(deal, reader)}</span>
        <StageBadge deal={deal} reader={reader} />
      </div>
    </li>
  );
}

/** Where a deal stands. */
export function StageBadge({ deal, reader: { say } }: { deal: Deal; reader: Reader }): VNode {
  if (deal.status === "won") return <Badge tone="ok">{say("web-deal-won")}</Badge>;
  if (deal.status === "lost") return <Badge>{say("web-deal-lost")}</Badge>;
  return <Badge tone="acc">{deal.stage?.name ?? "—"}</Badge>;
}
