import { Router } from "@koa/router";
import type { TextId } from "../texts/bundle.ts";
import type { Typed } from "./call-form.tsx";
import { listPage } from "./call-list.tsx";
import { lookAt } from "./call-look.ts";
import { callPage, Heard, Sounded } from "./call-page.tsx";
import { press } from "./call-press.ts";
import { placeOf } from "./call-pressed.ts";
import { sendSound, sendText } from "./call-sound.ts";
import { readWhy, Why } from "./call-why.tsx";
import { reading, serving, writing, type Answer, type CabinetDeps, type Visit } from "./visit.tsx";
import { doneIn } from "./done.ts";

/** Calls: their list, and the page of each with its sound, its text and what can be done about it. */
export function callRouter(deps: CabinetDeps): Router {
  const router = new Router();
  router.get(
    "/dashboard/calls",
    reading(deps, "see_calls", (visit) => listPage(deps, visit)),
  );
  router.get(
    "/dashboard/calls/:id",
    reading(deps, "see_calls", (visit) => look(deps, visit)),
  );
  router.post(
    "/dashboard/calls/:id",
    writing(deps, "work", (visit) => act(deps, visit)),
  );
  router.get(
    "/dashboard/calls/:id/sound",
    serving(deps, "see_calls", (visit, ctx) => sendSound(deps, visit, ctx)),
  );
  router.get(
    "/dashboard/calls/:id/text",
    serving(deps, "see_calls", (visit, ctx) => sendText(deps, visit, ctx)),
  );
  return router;
}

async function look(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const wantsWhy = visit.query.get("why") === "1";
  if (visit.part && wantsWhy)
    return { part: <Why visit={visit} told={await readWhy(deps, visit)} /> };
  const found = await lookAt(deps, visit);
  if ("to" in found) return { to: `/dashboard/calls/${found.to}` };
  if (visit.part && visit.query.get("part") === "sound") return { part: <Sounded look={found} /> };
  if (visit.part) return { part: <Heard look={found} typed={null} /> };
  const why = wantsWhy ? <Why visit={visit} told={await readWhy(deps, visit)} /> : null;
  return { page: callPage({ look: found, typed: null, done: doneOf(visit), why }) };
}

/** A form's end: the page again with a word of what was done, or with what was typed and why it was not taken. */
async function act(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const pressed = await press(deps, visit);
  if ("to" in pressed) return { to: pressed.to };
  if ("done" in pressed) return { to: placeOf(visit, pressed) };
  return refused(deps, visit, { said: pressed.said, typed: pressed.typed ?? null });
}

async function refused(
  deps: CabinetDeps,
  visit: Visit,
  { said, typed }: { said: string; typed: Typed | null },
): Promise<Answer> {
  const found = await lookAt(deps, visit);
  if ("to" in found) return { to: `/dashboard/calls/${found.to}` };
  const page = callPage({ look: found, typed, done: said, why: null });
  return { page, status: typed === null ? 200 : 422 };
}

/** What was just done, as the address of the page says it. */
function doneOf(visit: Visit): string | null {
  return doneIn(visit, DONE, { number: /^\d{1,9}$/.exec(visit.query.get("n") ?? "")?.[0] ?? "" });
}

const DONE: Record<string, TextId> = {
  claimed: "followup-claimed",
  released: "followup-released",
  done: "followup-done",
  not_client: "followup-not-client",
  commented: "web-call-commented",
  fixed: "web-call-fixed-now",
  judged: "web-call-judged",
  task: "promise-made",
  kept: "promise-done",
  dropped: "promise-dropped",
};
