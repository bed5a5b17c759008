import { Router } from "@koa/router";
import type { VNode } from "preact";
import { may } from "../business/role.ts";
import { completeTask, taskNumbered } from "../crm/task-service.ts";
import { AppError } from "../lib/app-error.ts";
import { waitOf } from "../calls/card-followup.ts";
import { dayLong, timeOf } from "../texts/format.ts";
import type { TextId } from "../texts/bundle.ts";
import { FindBox } from "./find-box.tsx";
import { Icon } from "./icon.tsx";
import { WaitCount, type Waiting } from "./live-count.tsx";
import { idIn, numberIn } from "./input.ts";
import { deskOf, LivePart, type Desk } from "./today-desk.tsx";
import { FollowupPart, type Who } from "./today-followup.tsx";
import { NowPart } from "./today-now.tsx";
import { presses } from "./today-press.ts";
import {
  readFollowups,
  readHeard,
  readNow,
  readTalks,
  readTasks,
  readVisits,
} from "./today-read.ts";
import { TalkPart } from "./today-talk.tsx";
import { TaskPart } from "./today-task.tsx";
import { VisitPart } from "./today-visit.tsx";
import { openOn } from "../business/working-time.ts";
import { reading, writing, type Answer, type CabinetDeps, type Visit } from "./visit.tsx";
import { doneIn } from "./done.ts";

const RIGHT = "see_calls";

/** The first page: what must be done now. */
export function todayRouter(deps: CabinetDeps): Router {
  const router = new Router();
  router.get(
    "/dashboard",
    reading(deps, RIGHT, (visit) => page(deps, visit, { said: null })),
  );
  for (const name of ["now", "followups", "talks", "visits", "tasks"] as const)
    router.get(
      `/dashboard/part/${name}`,
      reading(deps, RIGHT, async (visit) => ({
        part: await part(deps, visit, { name, said: null }),
      })),
    );
  router.post(
    "/dashboard/followups/:call/:verb",
    writing(deps, "work", (visit) => onPress(deps, visit)),
  );
  router.post(
    "/dashboard/today/tasks/:number/done",
    writing(deps, "work", (visit) => finishTask(deps, visit)),
  );
  return router;
}

type Name = "now" | "followups" | "talks" | "visits" | "tasks";

/** One part as it is now; also after a press in it, with what that came to. */
export async function part(
  deps: CabinetDeps,
  visit: Visit,
  { name, said }: { name: Name; said: string | null },
): Promise<VNode> {
  const { db } = deps;
  const desk = deskOf(visit);
  if (name === "now") return <NowPart desk={desk} {...await readNow(db, desk)} />;
  if (name === "talks") return <TalkPart desk={desk} {...await readTalks(db, desk)} said={said} />;
  if (name === "visits") return <VisitPart desk={desk} visits={await readVisits(db, desk)} />;
  if (name === "tasks") return <TaskPart desk={desk} {...await readTasks(db, desk)} said={said} />;
  const found = await readFollowups(db, desk);
  const about = { desk, who: whoOf(visit), said };
  return <FollowupPart {...found} {...about} />;
}

async function onPress(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { params } = visit;
  const verb = presses[params["verb"] ?? ""];
  const callId = idIn(params["call"]);
  if (!verb || callId === null) throw new AppError("followups.not_found", "not_found");
  const { said, done } = await verb(deps, visit, callId);
  if (visit.part) return { part: await part(deps, visit, { name: "followups", said }) };
  const who = whoOf(visit);
  // What the PBX said is told at once; the rest stands in the address, so that a reload sends nothing again.
  if (done && verb !== presses["call"])
    return {
      to: `/dashboard?${new URLSearchParams({ who, done: params["verb"] ?? "" }).toString()}`,
    };
  return page(deps, visit, { said, ...(done ? {} : { status: 409 }) });
}

const dones: Record<string, TextId> = {
  take: "followup-claimed",
  release: "followup-released",
  done: "followup-done",
  "not-client": "followup-not-client",
  task: "web-tasks-was-done",
};

async function finishTask(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { visitor, params, now } = visit;
  const { id, timezone: zone } = visitor.business;
  const number = numberIn(params["number"]) ?? 0;
  const taskId = await taskNumbered(deps.db, id, number);
  if (taskId === null) throw new AppError("tasks.not_found", "not_found");
  const done = await completeTask(deps.db, id, { taskId, by: visitor.personId, now, zone });
  const { say } = deskOf(visit);
  const gone = "refused" in done;
  const said = gone ? say("web-tasks-gone") : say("web-tasks-done", { title: done.task.title });
  if (visit.part) return { part: await part(deps, visit, { name: "tasks", said }) };
  return gone ? page(deps, visit, { said, status: 409 }) : { to: "/dashboard?done=task" };
}

/** The whole page; after a press without a script with what that came to. */
async function page(
  deps: CabinetDeps,
  visit: Visit,
  { said, status = 200 }: { said: string | null; status?: number },
): Promise<Answer> {
  const desk = deskOf(visit);
  const who = whoOf(visit);
  const { db } = deps;
  const [lead, now, followups, talks, visits, tasks] = await Promise.all([
    Lead({ deps, desk }),
    readNow(db, desk),
    readFollowups(db, desk),
    readTalks(db, desk),
    readVisits(db, desk),
    readTasks(db, desk),
  ]);
  const { say, language, zone } = desk;
  return {
    status,
    page: {
      title: capital(dayLong(language, desk.now, zone)),
      section: "today",
      styles: ["today"],
      lead,
      done: said ?? doneIn(visit, dones),
      actions: (
        <>
          <SoundSwitch desk={desk} />
          <FindBox say={say} text="" />
        </>
      ),
      body: (
        <>
          <p class="sr" role="status" id="ring-status" />
          <LivePart name="now" on={["call", "followup"]}>
            <NowPart desk={desk} {...now} />
          </LivePart>
          <Jump
            desk={desk}
            waiting={{ followups: followups.list.count, talks: 0 }}
            counts={{ visits: visits.length, talks: talks.count, tasks: tasks.count }}
          />
          <div class="split">
            <div class="stack">
              <LivePart
                name="followups"
                query={who === "all" ? "" : `?who=${who}`}
                on={["followup", "call", "client"]}
              >
                <FollowupPart desk={desk} {...followups} who={who} said={null} />
              </LivePart>
              <LivePart name="talks" on={["conversation"]}>
                <TalkPart desk={desk} {...talks} said={null} />
              </LivePart>
            </div>
            <div class="stack">
              <LivePart name="visits" on={["booking"]}>
                <VisitPart desk={desk} visits={visits} />
              </LivePart>
              <LivePart name="tasks" on={["task"]}>
                <TaskPart desk={desk} {...tasks} said={null} />
              </LivePart>
            </div>
          </div>
        </>
      ),
    },
  };
}

/** Whether the page hears what happens, when telephony was heard last, and how long the day is. */
async function Lead({ deps, desk }: { deps: CabinetDeps; desk: Desk }): Promise<VNode> {
  const { say, language, zone, now, visitor } = desk;
  const { workingHours: hours, holidays } = visitor.business;
  const heard = may(visitor.role, "see_health") ? await readHeard(deps.db, desk) : null;
  const open = openOn({ hours, holidays, zone }, now);
  const ago = heard === null ? 0 : now - heard.at;
  const when =
    ago < 60_000 ? say("web-live-now") : say("web-live-ago", { ago: waitOf(language, ago) });
  const until =
    hours === null
      ? null
      : open === null
        ? say("web-live-closed")
        : say("web-live-until", { time: timeOf(language, open.to, zone) });
  return (
    <>
      <span class="live" data-live={say("web-live")} data-lost={say("web-live-lost")} hidden />
      {heard !== null && (
        <span class="about">{say("web-live-event", { provider: heard.provider, when })}</span>
      )}
      {until !== null && <span class="about only-wide">{until}</span>}
    </>
  );
}

/** Whether a new deal is heard; without a script there is nothing to hear. */
function SoundSwitch({ desk: { say } }: { desk: Desk }): VNode {
  const label = say("web-live-sound");
  return (
    <button
      class="btn icon sound"
      data-sound
      aria-pressed="false"
      aria-label={label}
      title={label}
      hidden
    >
      <Icon name="sound" />
    </button>
  );
}

function Jump(about: {
  desk: Desk;
  waiting: Waiting;
  counts: Record<"visits" | "talks" | "tasks", number>;
}): VNode {
  const { desk, waiting, counts } = about;
  const { say } = desk;
  return (
    <nav class="chips only-phone" aria-label={say("web-jump")}>
      <a class="chip" href="#fu">
        {say("web-jump-followups")} <WaitCount what="today" waiting={waiting} say={say} />
      </a>
      <a class="chip" href="#bk">
        {say("web-bookings")} {counts.visits}
      </a>
      <a class="chip" href="#cv">
        {say("web-talks")} {counts.talks}
      </a>
      <a class="chip" href="#tk">
        {say("web-tasks")} {counts.tasks}
      </a>
    </nav>
  );
}

function whoOf({ query, form }: Visit): Who {
  const wished = form.get("who") ?? query.get("who");
  return wished === "mine" || wished === "free" ? wished : "all";
}

function capital(words: string): string {
  const [first = "", ...rest] = Array.from(words);
  return [first.toUpperCase(), ...rest].join("");
}
