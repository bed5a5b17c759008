import { Router } from "@koa/router";
import { holdPage, pressHold } from "./booking-hold.tsx";
import { BOOKINGS } from "./booking-look.ts";
import { movePage, moveVisit } from "./booking-move.tsx";
import { newPage, saveNew } from "./booking-new.tsx";
import { bookingsPage } from "./booking-page.tsx";
import { pressQuestion } from "./booking-question.ts";
import { cancelPage, cancelVisit, confirmVisit, markVisit, visitPage } from "./booking-visit.tsx";
import { reading, writing, type Answer, type CabinetDeps, type Visit } from "./visit.tsx";

/** The calendar of visits, a visit by itself, a new one, and what can be done with them. */
export function bookingRouter(deps: CabinetDeps): Router {
  const router = new Router();
  const read = (path: string, handler: (visit: Visit) => Promise<Answer>): void =>
    void router.get(BOOKINGS + path, reading(deps, "work", handler));
  const write = (path: string, handler: (visit: Visit) => Promise<Answer>): void =>
    void router.post(BOOKINGS + path, writing(deps, "work", handler));
  read("", (visit) => bookingsPage(deps, visit));
  read("/new", (visit) => newPage(deps, visit));
  write("/new", (visit) => saveNew(deps, visit));
  read("/hold", (visit) => holdPage(deps, visit));
  write("/hold", (visit) => pressHold(deps, visit));
  write("/question", (visit) => pressQuestion(deps, visit));
  read("/:number", (visit) => visitPage(deps, visit));
  read("/:number/move", (visit) => movePage(deps, visit));
  write("/:number/move", (visit) => moveVisit(deps, visit));
  read("/:number/cancel", (visit) => cancelPage(deps, visit));
  write("/:number/cancel", (visit) => cancelVisit(deps, visit));
  write("/:number/confirm", (visit) => confirmVisit(deps, visit));
  write("/:number/came", (visit) => markVisit(deps, visit, "completed"));
  write("/:number/absent", (visit) => markVisit(deps, visit, "no_show"));
  return router;
}
