import type { VNode } from "preact";
import { callerOf } from "../calls/history-service.ts";
import { membersOf } from "../business/member-service.ts";
import type { Member } from "../business/member.ts";
import { clientOf, clientsByPhones } from "../crm/client-service.ts";
import { dealNumbered } from "../crm/deal-list-service.ts";
import { dealOf } from "../crm/deal-service.ts";
import { clientByNumber } from "../crm/handle-service.ts";
import { createTask } from "../crm/task-service.ts";
import { priorities, readTitle, type Priority } from "../crm/task.ts";
import { readWhen } from "../crm/when.ts";
import { dateNear } from "../texts/format.ts";
import { readerOf, typedIn, type Reader } from "./deal-visit.ts";
import { Csrf, Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { numberIn } from "./input.ts";
import { once } from "./once.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

/** What a new task belongs to, by what people see; a call by its id. */
type Of = { client?: number; deal?: number; call?: number };
type Typed = { text: string; assignee: string; priority: string };
type Wrong = { text?: string; assignee?: string };

/** The form of a new task. */
export async function newTask(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const typed = { text: "", assignee: String(visit.visitor.personId), priority: "medium" };
  return formPage(deps, visit, { typed, wrong: {}, of: ofIn(visit.query) });
}

/** Makes a task of one line, with the day that stands in it. */
export async function createNewTask(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { id, timezone: zone } = visitor.business;
  const by = visitor.personId;
  const reader = readerOf(visit);
  const of = ofIn(form);
  const typed: Typed = {
    text: typedIn(form, "text"),
    assignee: form.get("assignee") ?? String(by),
    priority: form.get("priority") ?? "medium",
  };
  const read = await readLine(typed.text, reader);
  const members = await membersOf(deps.db, id);
  const member = members.find(({ personId }) => String(personId) === typed.assignee);
  const wrong: Wrong = {
    ...("wrong" in read ? { text: read.wrong } : {}),
    ...(member === undefined ? { assignee: reader.say("task-not-member") } : {}),
  };
  if ("wrong" in read || member === undefined)
    return { status: 422, ...(await formPage(deps, visit, { typed, wrong, of })) };
  const chosen = priorities.find((one) => one === typed.priority) ?? "medium";
  const belongs = await belonging(deps, visit, of);
  const wish = {
    title: read.title,
    dueAt: read.dueAt,
    priority: chosen === "medium" ? read.priority : chosen,
    assignee: member.personId,
    ...belongs,
    by,
    now,
    zone,
  };
  const leadsTo = ({ number }: { number: number }): string =>
    of.deal === undefined
      ? `/dashboard/tasks?done=made&n=${number}`
      : `/dashboard/deals/${of.deal}?done=task`;
  const done = await once(deps, visit, { make: (tx) => createTask(tx, id, wish), leadsTo });
  return "to" in done ? done : { to: leadsTo(done.made) };
}

/** What a line would become, shown while it is written. */
export async function readNewTask(_deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const reader = readerOf(visit);
  const text = typedIn(visit.form, "text");
  if (text.trim() === "") return { part: <ReadBack words={null} /> };
  const read = await readLine(text, reader);
  const { language, zone, now, say } = reader;
  if ("wrong" in read) return { part: <ReadBack words={read.wrong} /> };
  const due =
    read.dueAt === null ? say("web-task-undated") : dateNear(language, read.dueAt, now, zone);
  return { part: <ReadBack words={`${due} · ${read.title}`} /> };
}

/** One line above a list: what and when. */
export function QuickTask(about: { of: Of; visit: Visit; reader: Reader }): VNode {
  const { of, visit, reader } = about;
  const { say } = reader;
  return (
    <form class="pad quick" method="post" action="/dashboard/tasks/new">
      <Csrf token={visit.visitor.csrf} />
      <Hidden of={of} />
      <label class="sr" for="quick">
        {say("web-task-what")}
      </label>
      <input
        class="input"
        id="quick"
        name="text"
        maxLength={300}
        autocomplete="off"
        placeholder={say("web-task-hint")}
        aria-describedby="read"
        {...asking}
      />
      <button class="btn">
        <Icon name="plus" small />
        {say("web-task-add")}
      </button>
      <ReadBack words={null} />
    </form>
  );
}

/** The server says what it reads, a moment after the last letter. */
const asking = {
  "hx-post": "/dashboard/tasks/read",
  "hx-trigger": "input changed delay:400ms",
  "hx-target": "#read",
  "hx-swap": "outerHTML",
  "hx-sync": "closest form:abort",
};

function ReadBack({ words }: { words: string | null }): VNode {
  return (
    <p class="small muted wrap span2 read" id="read" aria-live="polite">
      {words}
    </p>
  );
}

type Read = { title: string; dueAt: number | null; priority: Priority } | { wrong: string };

async function readLine(written: string, { say, language, zone, now }: Reader): Promise<Read> {
  const read = await readWhen(written, { now, zone, language });
  if (read !== null && "past" in read)
    return { wrong: say("web-when-past", { when: dateNear(language, read.past, now, zone) }) };
  const { title, priority } = readTitle(read?.rest ?? written);
  if (title === null) return { wrong: say("web-task-empty") };
  return { title, priority, dueAt: read?.at ?? null };
}

function ofIn(fields: URLSearchParams): Of {
  const [client, deal, call] = ["client", "deal", "call"].map((name) => numberIn(fields.get(name)));
  return {
    ...(client === null || client === undefined ? {} : { client }),
    ...(deal === null || deal === undefined ? {} : { deal }),
    ...(call === null || call === undefined ? {} : { call }),
  };
}

/** The rows that a task hangs on; what is gone meanwhile is left out. */
async function belonging({ db }: CabinetDeps, { visitor }: Visit, of: Of) {
  const { id } = visitor.business;
  const call = of.call === undefined ? null : await callerOf(db, id, of.call);
  const phone = call?.phone ?? null;
  const caller = phone === null ? undefined : (await clientsByPhones(db, id, [phone])).get(phone);
  const dealId = of.deal === undefined ? null : await dealNumbered(db, id, of.deal);
  const deal = dealId === null ? null : await dealOf(db, id, dealId);
  const clientId = of.client === undefined ? null : await clientByNumber(db, id, of.client);
  return {
    callId: call?.callId ?? null,
    dealId,
    clientId: clientId ?? deal?.client?.id ?? caller?.id ?? null,
  };
}

function Hidden({ of }: { of: Of }): VNode {
  return (
    <>
      {Object.entries(of).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

async function formPage(
  deps: CabinetDeps,
  visit: Visit,
  about: { typed: Typed; wrong: Wrong; of: Of },
): Promise<Extract<Answer, { page: unknown }>> {
  const { typed, wrong, of } = about;
  const { visitor } = visit;
  const { id } = visitor.business;
  const { say } = readerOf(visit);
  const [members, { clientId }] = await Promise.all([
    membersOf(deps.db, id),
    belonging(deps, visit, of),
  ]);
  const client = clientId === null ? null : await clientOf(deps.db, id, clientId);
  return {
    page: {
      title: say("web-task-new"),
      section: "tasks",
      styles: ["task"],
      up: { to: "/dashboard/tasks", label: say("web-tasks") },
      ...(client === null ? {} : { lead: client.client.name ?? `№${client.client.number}` }),
      body: (
        <section class="sheet">
          <form class="form" method="post" action="/dashboard/tasks/new">
            <Csrf token={visitor.csrf} />
            <Hidden of={of} />
            <Field
              id="text"
              label={say("web-task-what")}
              help={say("web-task-help")}
              wrong={wrong.text}
              wide
            >
              <input
                class="input"
                name="text"
                value={typed.text}
                maxLength={300}
                autocomplete="off"
                {...asking}
                {...told("text", { help: true, wrong: wrong.text })}
              />
            </Field>
            <ReadBack words={null} />
            <WhoField
              id="assignee"
              members={members}
              chosen={typed.assignee}
              wrong={wrong.assignee}
              say={say}
            />
            <PriorityField chosen={typed.priority} say={say} />
            <div class="row span2">
              <button class="btn main">{say("web-task-make")}</button>
              <a class="btn quiet" href="/dashboard/tasks">
                {say("web-cancel")}
              </a>
            </div>
          </form>
        </section>
      ),
    },
  };
}

/** Who does it: somebody of the team. */
export function WhoField(about: {
  id: string;
  members: readonly Member[];
  chosen: string;
  wrong: string | undefined;
  say: Reader["say"];
}): VNode {
  const { id, members, chosen, wrong, say } = about;
  return (
    <Field id={id} label={say("web-task-who")} wrong={wrong}>
      <select name="assignee" {...told(id, { wrong })}>
        {members.every(({ personId }) => String(personId) !== chosen) && (
          <option value="">{say("web-task-nobody")}</option>
        )}
        {members.map(({ personId, name }) => (
          <option value={personId} selected={String(personId) === chosen}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function PriorityField({ chosen, say }: { chosen: string; say: Reader["say"] }): VNode {
  return (
    <Field id="priority" label={say("web-task-priority")}>
      <select name="priority" {...told("priority", {})}>
        {priorities.toReversed().map((one) => (
          <option value={one} selected={one === chosen}>
            {say(names[one])}
          </option>
        ))}
      </select>
    </Field>
  );
}

const names = {
  low: "web-task-low",
  medium: "web-task-medium",
  high: "web-task-high",
} as const;
