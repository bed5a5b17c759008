import type { ComponentChildren, VNode } from "preact";
import type { CallRow } from "../calls/list-service.ts";
import { plainly, timeCode } from "../calls/spoken-word.ts";
import type { FoundComment } from "../crm/find-work-service.ts";
import type { Found } from "../desk/find-service.ts";
import { showPhone } from "../lib/phone.ts";
import { dateNear, money } from "../texts/format.ts";
import type { TextId } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import { outcomeOf, whoOf } from "./call-word.ts";
import { Icon } from "./icon.tsx";
import { Badge, Sheet, Tel } from "./sheet.tsx";
import type { Desk } from "./today-desk.tsx";

type About = { desk: Desk; found: Found; asked: string; name: string; each: number };

const WORDS = 200;

/** What was found, by kind; each row leads to it, and more of a kind is in that kind's own list. */
export function FoundView({ desk, found, asked, name, each }: About): VNode {
  const { say } = desk;
  const kind = { desk, each };
  return (
    <>
      <Kind
        {...kind}
        id="clients"
        title="web-find-clients"
        rows={found.clients}
        all={`/dashboard/clients?q=${encodeURIComponent(name)}`}
      >
        {found.clients
          .slice(0, each)
          .map(({ number, name: called, phone, doNotCall, notClient }) => (
            <li class="hit">
              <Icon name="user" />
              <div class="grow">
                <a class="plain wrap strong" href={`/dashboard/clients/${number}`}>
                  {cleanName(called) ?? say("desk-dialog-nameless")}
                </a>
                {phone !== null && (
                  <div class="small">
                    <Tel phone={phone} shown={showPhone(phone)} />
                  </div>
                )}
              </div>
              {doNotCall && <Badge tone="warn">{say("web-find-do-not-call")}</Badge>}
              {notClient && <Badge>{say("web-find-not-client")}</Badge>}
            </li>
          ))}
      </Kind>
      <Kind
        {...kind}
        id="calls"
        title="web-find-calls"
        rows={found.calls}
        all={`/dashboard/calls?q=${encodeURIComponent(asked)}`}
      >
        {found.calls.slice(0, each).map((call) => (
          <CallHit desk={desk} call={call} />
        ))}
      </Kind>
      <Kind
        {...kind}
        id="said"
        title="web-find-said"
        rows={found.talks}
        all={`/dashboard/calls?in=said&q=${encodeURIComponent(asked)}`}
      >
        {found.talks.slice(0, each).map(({ call, words, atS }) => (
          <CallHit desk={desk} call={call}>
            <div class="wrap">
              «{plainly(words, WORDS, { masked: false }) ?? "…"}»{" "}
              <span class="muted small">{timeCode(atS)}</span>
            </div>
          </CallHit>
        ))}
      </Kind>
      <Kind
        {...kind}
        id="deals"
        title="web-find-deals"
        rows={found.deals}
        all={`/dashboard/deals/list?q=${encodeURIComponent(name)}`}
      >
        {found.deals
          .slice(0, each)
          .map(({ number, name: called, stage, amount, currency, client }) => (
            <li class="hit">
              <Icon name="deal" />
              <div class="grow">
                <a class="plain wrap strong" href={`/dashboard/deals/${number}`}>
                  {called}
                </a>
                <div class="muted small">
                  {[stage?.name, cleanName(client?.name)].filter(Boolean).join(" · ")}
                </div>
              </div>
              {amount !== null && <span class="num">{money(desk.language, amount, currency)}</span>}
            </li>
          ))}
      </Kind>
      <Kind {...kind} id="tasks" title="web-find-tasks" rows={found.tasks} all={null}>
        {found.tasks.slice(0, each).map(({ number, title, done }) => (
          <li class="hit">
            <Icon name={done ? "check" : "task"} />
            <a class="plain grow wrap" href={`/dashboard/tasks/${number}`}>
              {title}
            </a>
            {done && <Badge tone="ok">{say("web-wait-done")}</Badge>}
          </li>
        ))}
      </Kind>
      <Kind {...kind} id="comments" title="web-find-comments" rows={found.comments} all={null}>
        {found.comments.slice(0, each).map((comment) => (
          <CommentHit desk={desk} comment={comment} />
        ))}
      </Kind>
    </>
  );
}

function Kind(about: {
  desk: Desk;
  each: number;
  id: string;
  title: TextId;
  rows: readonly unknown[];
  /** The list that holds them all. */
  all: string | null;
  children: ComponentChildren;
}): VNode | null {
  const { desk, each, id, title, rows, all, children } = about;
  const { say } = desk;
  if (rows.length === 0) return null;
  const more = rows.length > each;
  return (
    <Sheet
      id={`found-${id}`}
      title={say(title)}
      count={more ? say("web-find-first", { count: each }) : rows.length}
      actions={
        more &&
        all !== null && (
          <a class="btn quiet" href={all}>
            {say("web-find-more")}
          </a>
        )
      }
    >
      <ul class="rows">{children}</ul>
    </Sheet>
  );
}

function CallHit(about: { desk: Desk; call: CallRow; children?: ComponentChildren }): VNode {
  const { desk, call, children } = about;
  const { say, language, now, zone } = desk;
  const { icon, tone, short } = outcomeOf(language, call, say);
  return (
    <li class="hit">
      <Icon name={icon} />
      <div class="grow">
        <a class="plain strong wrap" href={`/dashboard/calls/${call.id}`}>
          {whoOf(call, say)}
        </a>
        {children}
        <div class="muted small">
          {[dateNear(language, call.at, now, zone), cleanName(call.employee)]
            .filter((part) => part !== null)
            .join(" · ")}
        </div>
      </div>
      <Badge tone={tone}>{short}</Badge>
    </li>
  );
}

function CommentHit({ desk, comment }: { desk: Desk; comment: FoundComment }): VNode {
  const { language, now, zone } = desk;
  const { text, authorName, at } = comment;
  const to = placeOf(comment);
  const words = cleanName(text, WORDS) ?? "…";
  return (
    <li class="hit">
      <Icon name="chat" />
      <div class="grow">
        {to === null ? (
          <span class="wrap">{words}</span>
        ) : (
          <a class="plain wrap" href={to}>
            {words}
          </a>
        )}
        <div class="muted small">
          {authorName} · {dateNear(language, at, now, zone)}
        </div>
      </div>
    </li>
  );
}

function placeOf({ about, number }: FoundComment): string | null {
  if ("callId" in about) return `/dashboard/calls/${about.callId}`;
  if (number === null) return null;
  if ("taskId" in about) return `/dashboard/tasks/${number}`;
  return "dealId" in about ? `/dashboard/deals/${number}` : `/dashboard/clients/${number}`;
}
