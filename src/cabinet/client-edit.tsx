import type { VNode } from "preact";
import { removePhone } from "../crm/client-change-service.ts";
import { humanName, type ClientFlag, type StoredClient } from "../crm/client.ts";
import { giveNumber, markAs, nameClient } from "../desk/client-service.ts";
import { AppError } from "../lib/app-error.ts";
import { showPhone } from "../lib/phone.ts";
import { clientHere, clientPath, doneOf, nameOf } from "./client-visit.ts";
import { Csrf, Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { sayIn } from "./say.ts";
import { Sheet } from "./sheet.tsx";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

/** What was typed and what is wrong with it; empty: the form as it is. */
type Told = {
  name?: { typed: string; wrong: string };
  phone?: { typed: string; wrong: string; taken?: { number: number; name: string } };
  said?: string;
};

/** The forms of a client's name, numbers and marks. */
export async function editClient(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  return page(visit, await clientHere(deps, visit), {});
}

/** One of these forms was sent. */
export async function saveEdit(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const client = await clientHere(deps, visit);
  const save = saves[visit.form.get("do") ?? ""];
  if (!save) throw new AppError("clients.no_such_change", "invalid");
  return save({ deps, visit, client });
}

type Sent = { deps: CabinetDeps; visit: Visit; client: StoredClient };

const saves: Partial<Record<string, (sent: Sent) => Promise<Answer>>> = {
  name: saveName,
  phone: savePhone,
  drop: dropPhone,
  mark: saveMark,
};

async function saveName({ deps, visit, client }: Sent): Promise<Answer> {
  const { visitor, form, now } = visit;
  const say = sayIn(visitor.language);
  const typed = form.get("name") ?? "";
  const was = humanName(form.get("was"));
  const wish = { clientId: client.id, name: typed, was, now };
  const outcome = await nameClient(deps.db, visitor.business.id, wish);
  if ("client" in outcome) return { to: `${clientPath(client)}?done=saved` };
  const present = await clientHere(deps, visit);
  const wrong =
    outcome.refused === "other"
      ? say("web-client-name-other", { name: nameOf(present, say) })
      : say("client-bad-name");
  return again(visit, present, { name: { typed, wrong } }, outcome.refused === "other" ? 409 : 422);
}

async function savePhone({ deps, visit, client }: Sent): Promise<Answer> {
  const { visitor, form, now } = visit;
  const say = sayIn(visitor.language);
  const { id, country } = visitor.business;
  const typed = form.get("phone") ?? "";
  const wish = { clientId: client.id, phone: typed, country, now };
  const outcome = await giveNumber(deps.db, id, wish);
  if ("client" in outcome) return { to: `${clientPath(client)}/edit?done=number` };
  if ("taken" in outcome) {
    const { number, name } = outcome.taken;
    const taken = { number, name: nameOf({ name, phones: [typed] }, say) };
    const wrong = say("web-client-taken", { client: taken.name });
    return again(visit, client, { phone: { typed, wrong, taken } }, 409);
  }
  const wrong = say(outcome.refused === "own" ? "client-own-phone" : "client-bad-phone");
  return again(visit, client, { phone: { typed, wrong } }, 422);
}

async function dropPhone({ deps, visit, client }: Sent): Promise<Answer> {
  const { visitor, form, now } = visit;
  const wish = { clientId: client.id, phone: form.get("phone") ?? "", now };
  const outcome = await removePhone(deps.db, visitor.business.id, wish);
  if ("refused" in outcome && outcome.refused === "last")
    return again(visit, client, { said: sayIn(visitor.language)("client-last-phone") }, 409);
  return { to: `${clientPath(client)}/edit?done=dropped` };
}

async function saveMark({ deps, visit, client }: Sent): Promise<Answer> {
  const { visitor, form, now } = visit;
  const flag: ClientFlag = form.get("flag") === "notClient" ? "notClient" : "doNotCall";
  const wish = { clientId: client.id, flag, on: form.get("on") === "yes", by: visitor.name, now };
  await markAs(deps.db, visitor.business.id, wish);
  return { to: `${clientPath(client)}/edit?done=saved` };
}

function again(visit: Visit, client: StoredClient, wrong: Told, status: number): Answer {
  return { status, ...page(visit, client, wrong) };
}

function page(visit: Visit, client: StoredClient, wrong: Told): Extract<Answer, { page: unknown }> {
  const say = sayIn(visit.visitor.language);
  const about = { visit, client, wrong };
  return {
    page: {
      title: say("web-client-edit"),
      section: "clients",
      styles: ["client"],
      up: { to: clientPath(client), label: nameOf(client, say) },
      done: doneOf(visit),
      body: (
        <div class="stack narrow">
          {wrong.said !== undefined && (
            <p class="note bad" role="alert">
              <Icon name="alert" small />
              {wrong.said}
            </p>
          )}
          <NameForm {...about} />
          <Numbers {...about} />
          <Marks {...about} />
        </div>
      ),
    },
  };
}

type Forms = { visit: Visit; client: StoredClient; wrong: Told };

/** It carries the name that stood there, so that another's change is not written over unseen. */
function NameForm({ visit, client, wrong: { name } }: Forms): VNode {
  const say = sayIn(visit.visitor.language);
  return (
    <Sheet id="name-form" title={say("web-client-name")}>
      <form class="pad stack8" method="post" action={`${clientPath(client)}/edit`}>
        <Csrf token={visit.visitor.csrf} />
        <input type="hidden" name="do" value="name" />
        <input type="hidden" name="was" value={client.name ?? ""} />
        <Field label={say("web-client-name")} id="name" wrong={name?.wrong}>
          <input
            class="input"
            name="name"
            required
            maxlength={120}
            autocomplete="off"
            value={name?.typed ?? client.name ?? ""}
            {...told("name", { wrong: name?.wrong })}
          />
        </Field>
        <button class="btn main">
          <Icon name="check" small />
          {say("web-client-save")}
        </button>
      </form>
    </Sheet>
  );
}

function Numbers({ visit, client, wrong: { phone } }: Forms): VNode {
  const say = sayIn(visit.visitor.language);
  const { phones } = client;
  const path = clientPath(client);
  const taken = phone?.taken;
  return (
    <Sheet id="numbers" title={say("web-client-phones")}>
      <ul class="rows">
        {phones.map((one) => (
          <li class="row">
            <span class="tel grow">{showPhone(one)}</span>
            {phones.length > 1 && (
              <form method="post" action={`${path}/edit`}>
                <Csrf token={visit.visitor.csrf} />
                <input type="hidden" name="do" value="drop" />
                <button
                  class="btn quiet"
                  name="phone"
                  value={one}
                  aria-label={say("web-client-drop-phone", { phone: showPhone(one) })}
                >
                  {say("web-client-drop")}
                </button>
              </form>
            )}
          </li>
        ))}
        <li>
          <form class="stack8" method="post" action={`${path}/edit`}>
            <Csrf token={visit.visitor.csrf} />
            <input type="hidden" name="do" value="phone" />
            <Field label={say("web-client-phone-more")} id="phone" wrong={phone?.wrong}>
              <input
                class="input"
                type="tel"
                name="phone"
                required
                maxlength={40}
                autocomplete="off"
                value={phone?.typed ?? ""}
                {...told("phone", { wrong: phone?.wrong })}
              />
            </Field>
            <div class="row">
              <button class="btn">
                <Icon name="plus" small />
                {say("web-client-phone-add")}
              </button>
              {taken && (
                <a class="btn" href={`${path}/merge?with=${taken.number}`}>
                  {say("web-client-merge-with", { client: taken.name })}
                </a>
              )}
            </div>
          </form>
        </li>
      </ul>
    </Sheet>
  );
}

const marks = [
  {
    flag: "doNotCall",
    on: "web-client-set-no-calls",
    off: "web-client-set-may-call",
    help: "web-client-no-calls-help",
  },
  {
    flag: "notClient",
    on: "web-client-set-no-client",
    off: "web-client-set-is-client",
    help: "web-client-no-client-help",
  },
] as const;

function Marks({ visit, client }: Forms): VNode {
  const say = sayIn(visit.visitor.language);
  return (
    <Sheet id="marks" title={say("web-client-marks")}>
      <ul class="rows">
        {marks.map(({ flag, on, off, help }) => (
          <li class="row">
            <p class="small muted grow">{say(help)}</p>
            <form method="post" action={`${clientPath(client)}/edit`}>
              <Csrf token={visit.visitor.csrf} />
              <input type="hidden" name="do" value="mark" />
              <input type="hidden" name="flag" value={flag} />
              <button class="btn" name="on" value={client[flag] ? "no" : "yes"}>
                {say(client[flag] ? off : on)}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
