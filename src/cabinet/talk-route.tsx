import { Router } from "@koa/router";
import { talkShown } from "../agent/talk-service.ts";
import { AppError } from "../lib/app-error.ts";
import { part } from "./today.tsx";
import { deskOf } from "./today-desk.tsx";
import { talkLines, talkPage } from "./talk.tsx";
import { TalkAnswer } from "./talk-answer.tsx";
import { listPage, listPart } from "./talk-list.tsx";
import { here } from "./talk-place.ts";
import { answerTo, dones, pressDraft, steps, type TalkDone } from "./talk-press.ts";
import { reading, writing, type Answer, type CabinetDeps, type Visit } from "./visit.tsx";

const RIGHT = "work";
const PATH = "/dashboard/conversations/:number";

/** `botId`: the main bot's, which tells the operators' chats. */
type Deps = CabinetDeps & { botId: number };

/** Customers' dialogues: read, taken over, answered, given back to the agent, ended. */
export function talkRouter(deps: Deps): Router {
  const router = new Router();
  router.get(
    "/dashboard/conversations",
    reading(deps, RIGHT, (visit) => listPage(deps, visit)),
  );
  router.get(
    "/dashboard/part/conversations",
    reading(deps, RIGHT, (visit) => listPart(deps, visit)),
  );
  router.get(
    PATH,
    reading(deps, RIGHT, (visit) => talkPage(deps, visit, { said: saidOf(visit) })),
  );
  router.get(
    `${PATH}/lines`,
    reading(deps, RIGHT, (visit) => talkLines(deps, visit)),
  );
  for (const step of ["take", "return", "close"] as const)
    router.post(
      `${PATH}/${step}`,
      writing(deps, RIGHT, (visit) => press(deps, visit, step)),
    );
  router.post(
    `${PATH}/answer`,
    writing(deps, RIGHT, (visit) => answer(deps, visit)),
  );
  router.post(
    `${PATH}/draft`,
    writing(deps, RIGHT, (visit) => draft(deps, visit)),
  );
  return router;
}

async function press(deps: Deps, visit: Visit, step: "take" | "return" | "close"): Promise<Answer> {
  const conversationId = await here(deps, visit);
  const pressed = await steps[step](deps, visit, conversationId);
  const said = "said" in pressed ? pressed.said : deskOf(visit).say(dones[pressed.done]);
  const today = visit.form.get("from") === "today";
  if (today && visit.part) return { part: await part(deps, visit, { name: "talks", said }) };
  if ("said" in pressed) return talkPage(deps, visit, { said, refused: true });
  return { to: doneAt(visit, pressed.done) };
}

async function answer(deps: Deps, visit: Visit): Promise<Answer> {
  const conversationId = await here(deps, visit);
  const text = (visit.form.get("text") ?? "").replaceAll("\r\n", "\n");
  const to = `/dashboard/conversations/${visit.params["number"] ?? ""}?done=sent`;
  const outcome = await answerTo(deps, visit, { conversationId, text, to });
  const wrong = "wrong" in outcome ? outcome.wrong : null;
  if (!visit.part) {
    if (wrong !== null) return talkPage(deps, visit, { wrong, text });
    return { to };
  }
  const desk = deskOf(visit);
  const wish = { conversationId, before: null, limit: 1 };
  const talk = await talkShown(deps.db, desk.businessId, wish);
  if (!talk) throw new AppError("conversations.not_found", "not_found");
  const said = wrong === null ? desk.say("web-talk-sent") : null;
  const left = wrong === null ? "" : text;
  return { part: <TalkAnswer desk={desk} talk={talk} text={left} wrong={wrong} said={said} /> };
}

async function draft(deps: Deps, visit: Visit): Promise<Answer> {
  const conversationId = await here(deps, visit);
  const outcome = await pressDraft(deps, visit, conversationId);
  if ("done" in outcome) return { to: doneAt(visit, outcome.done) };
  return talkPage(deps, visit, { draft: outcome });
}

function doneAt({ params }: Visit, done: TalkDone): string {
  return `/dashboard/conversations/${params["number"] ?? ""}?done=${done}`;
}

function saidOf(visit: Visit): string | null {
  const done = visit.query.get("done") ?? "";
  const { say } = deskOf(visit);
  if (done === "sent") return say("web-talk-sent");
  return isDone(done) ? say(dones[done]) : null;
}

function isDone(done: string): done is TalkDone {
  return Object.hasOwn(dones, done);
}
