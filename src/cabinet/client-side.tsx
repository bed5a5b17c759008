import type { VNode } from "preact";
import { wordsIn } from "../booking/salon.ts";
import type { FullVisit } from "../booking/visit.ts";
import { may, type Role } from "../business/role.ts";
import type { StoredClient } from "../crm/client.ts";
import type { Task } from "../crm/task.ts";
import { MOST_CALLS, type ClientCard, type ClientChannel } from "../desk/client-card-service.ts";
import { showPhone } from "../lib/phone.ts";
import { dateNear, dayShort } from "../texts/format.ts";
import type { Reader } from "./client-history.tsx";
import { clientPath } from "./client-visit.ts";
import { Icon } from "./icon.tsx";
import { Badge, Sheet, Tel } from "./sheet.tsx";

type Side = { client: StoredClient; card: ClientCard; reader: Reader; role: Role };

/** What is known of a client beside the history. */
export function ClientSide(side: Side): VNode {
  const { card } = side;
  return (
    <div class="stack">
      <Facts {...side} />
      {card.visits.length > 0 && <Coming {...side} />}
      <Work {...side} />
      {card.channels.length > 0 && <Channels {...side} />}
      {may(side.role, "work") && <Tools {...side} />}
    </div>
  );
}

function Facts({ client, card, reader }: Side): VNode {
  const { say, language, zone, now } = reader;
  const { phones, createdAt, note, doNotCall, notClient } = client;
  const { calls, facts } = card;
  return (
    <section class="sheet" aria-label={say("web-client-facts")}>
      <ul class="rows">
        {phones.map((phone) => (
          <li class="row">
            <Icon name="phone" small />
            <Tel phone={phone} shown={showPhone(phone)} />
          </li>
        ))}
        {phones.length === 0 && <li class="muted small">{say("web-client-no-phone")}</li>}
        {(doNotCall || notClient) && (
          <li class="row">
            {doNotCall && <Badge tone="warn">{say("web-client-no-calls")}</Badge>}
            {notClient && <Badge>{say("web-client-no-client")}</Badge>}
          </li>
        )}
        <li class="small muted">
          {[
            say("client-since", { date: dayShort(language, createdAt, now, zone) }),
            say("client-calls", { count: calls >= MOST_CALLS ? `${MOST_CALLS}+` : String(calls) }),
            ...(facts.comments > 0 ? [say("web-client-comments", { count: facts.comments })] : []),
          ].join(" · ")}
        </li>
        {note !== null && note !== "" && <li class="small wrap note-text">{note}</li>}
      </ul>
    </section>
  );
}

function Coming({ card: { visits }, reader }: Side): VNode {
  const { say } = reader;
  return (
    <Sheet id="coming" title={say("web-client-coming")}>
      <ul class="rows">
        {visits.map((visit) => (
          <Next visit={visit} reader={reader} />
        ))}
      </ul>
    </Sheet>
  );
}

function Next({ visit, reader }: { visit: FullVisit; reader: Reader }): VNode {
  const { say, language, own, now, zone } = reader;
  const words = (names: FullVisit["service"]["names"]) =>
    wordsIn(names, language, { language: own });
  return (
    <li>
      <a class="plain strong" href={`/dashboard/bookings/${visit.number}`}>
        {dateNear(language, visit.start, now, zone)}
      </a>{" "}
      {visit.status === "confirmed" && (
        <Badge tone="acc">{say("web-client-visit-confirmed")}</Badge>
      )}
      <div class="small muted wrap">
        {words(visit.service.names)} · {words(visit.master.names)}
      </div>
    </li>
  );
}

function Work({ client, card: { facts, tasks }, reader, role }: Side): VNode {
  const { say } = reader;
  const works = may(role, "work");
  return (
    <Sheet id="work" title={say("web-client-work")}>
      <ul class="rows">
        {facts.deal !== null && (
          <li class="row">
            <Icon name="deal" small />
            <a class="plain grow wrap" href={`/dashboard/deals/${facts.deal.number}`}>
              {facts.deal.name}
            </a>
            {facts.deal.stage !== null && <Badge tone="acc">{facts.deal.stage}</Badge>}
          </li>
        )}
        {tasks.map((task) => (
          <Open task={task} reader={reader} />
        ))}
        {facts.tasks > tasks.length && (
          <li class="small muted">{say("web-client-tasks", { count: facts.tasks })}</li>
        )}
        {facts.deal === null && tasks.length === 0 && (
          <li class="small muted">{say("web-client-work-none")}</li>
        )}
        {works && (
          <li class="row">
            {facts.deal === null && (
              <a class="btn quiet" href={`/dashboard/deals/new?client=${client.number}`}>
                <Icon name="plus" small />
                {say("web-client-new-deal")}
              </a>
            )}
            <a class="btn quiet" href={`/dashboard/tasks/new?client=${client.number}`}>
              <Icon name="plus" small />
              {say("web-client-new-task")}
            </a>
            <a class="btn quiet" href={`/dashboard/bookings/new?client=${client.number}`}>
              <Icon name="plus" small />
              {say("web-client-new-visit")}
            </a>
          </li>
        )}
      </ul>
    </Sheet>
  );
}

function Open({ task, reader }: { task: Task; reader: Reader }): VNode {
  const { number, title, dueAt } = task;
  const { language, now, zone } = reader;
  const late = dueAt !== null && dueAt < now;
  return (
    <li class="row">
      <Icon name="task" small />
      <a class="plain grow wrap" href={`/dashboard/tasks/${number}`}>
        {title}
      </a>
      {dueAt !== null && (
        <span class={late ? "small bad" : "small muted"}>
          {dateNear(language, dueAt, now, zone)}
        </span>
      )}
    </li>
  );
}

function Channels({ card: { channels }, reader: { say } }: Side): VNode {
  return (
    <Sheet id="channels" title={say("web-client-channels")}>
      <ul class="rows">
        {channels.map((channel) => (
          <li class="row">
            <Icon name="chat" small />
            <a class="plain grow wrap" href={`/dashboard/conversations/${channel.number}`}>
              {channel.channel === "whatsapp" ? "WhatsApp" : "Telegram"}
              {channel.name !== null && <span class="muted"> · {channel.name}</span>}
            </a>
            {stateOf(channel) !== null && (
              <Badge tone="warn">{say(stateOf(channel) ?? "web-client-opted")}</Badge>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function stateOf({ optedOut, unreachable }: ClientChannel) {
  if (optedOut) return "web-client-opted" as const;
  return unreachable ? ("web-client-lost" as const) : null;
}

function Tools({ client, reader: { say }, role }: Side): VNode {
  const path = clientPath(client);
  return (
    <section class="sheet" aria-label={say("web-client-tools")}>
      <div class="pad row">
        <a class="btn quiet" href={`${path}/edit`}>
          <Icon name="pencil" small />
          {say("web-client-edit")}
        </a>
        <a class="btn quiet" href={`${path}/merge`}>
          <Icon name="link" small />
          {say("web-client-merge")}
        </a>
        {may(role, "erase") && (
          <a class="btn quiet" href={`${path}/erase`}>
            <Icon name="trash" small />
            {say("web-client-erase")}
          </a>
        )}
      </div>
    </section>
  );
}
