import type { VNode } from "preact";
import { salonOf } from "../booking/salon-service.ts";
import { dayBoard, weekBoard, type Board, type Figures } from "./booking-board.ts";
import type { Look } from "./booking-look.ts";
import { tellerOf, type Teller } from "./booking-word.ts";
import { Calendar, type Refusal } from "./calendar.tsx";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

/** The calendar by itself, put in where the page's script asks for it, with the figures above it. */
export async function calendarPart(
  deps: CabinetDeps,
  visit: Visit,
  value: { look: Look; refusal?: Refusal; said?: string },
): Promise<Answer> {
  const { look, refusal = null, said = null } = value;
  const board = await boardOf(deps, visit, look);
  if (!board) return { nothing: true };
  const teller = tellerOf(visit);
  const { csrf } = visit.visitor;
  return {
    part: (
      <>
        <Calendar {...{ teller, board, look, csrf, refusal, said }} />
        <FiguresLine teller={teller} figures={board.figures} swapped />
      </>
    ),
  };
}

/** What the columns of a look are drawn from; null: its week has no master. */
export async function boardOf(deps: CabinetDeps, visit: Visit, look: Look): Promise<Board | null> {
  if (look.view === "day") return dayBoard(deps, visit, look);
  if (look.view === "list") return null;
  const salon = await salonOf(deps.db, visit.visitor.business.id);
  return weekBoard(deps, visit, { look, salon });
}

/** "16 візитів · 2 не підтверджено · 1 не прийшла". */
export function FiguresLine(about: { teller: Teller; figures: Figures; swapped?: boolean }): VNode {
  const { teller, figures, swapped = false } = about;
  const { say } = teller;
  const { visits, open, absent } = figures;
  const parts = [
    say("web-visit-figure-all", { count: visits }),
    ...(open > 0 ? [say("web-visit-figure-open", { count: open })] : []),
    ...(absent > 0 ? [say("web-visit-figure-absent", { count: absent })] : []),
  ];
  return (
    <span id="visit-figures" {...(swapped ? { "hx-swap-oob": "true" } : {})}>
      {parts.join(" · ")}
    </span>
  );
}
