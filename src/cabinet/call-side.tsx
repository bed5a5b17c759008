import type { VNode } from "preact";
import { channelNames } from "../calls/card-chat.ts";
import type { ClientCall } from "../calls/history-service.ts";
import { showPhone } from "../lib/phone.ts";
import { dateNear, dayShort, money, timeOf } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { CallForm, type Typed } from "./call-form.tsx";
import type { CallLook } from "./call-look.ts";
import { outcomeOf, whoOf } from "./call-word.ts";
import { Field, told } from "./field.tsx";
import { Avatar, Badge, Tel } from "./sheet.tsx";

/** Who called: what else is known of them, with ways to it. */
export function ClientSide({ look }: { look: CallLook }): VNode {
  const { say, client, talk } = look;
  const who = whoOf(talk, say);
  return (
    <section class="sheet client" aria-labelledby="h-client">
      <header>
        <h2 id="h-client">{say("web-call-client")}</h2>
        {client !== null && (
          <a class="btn quiet" href={`/dashboard/clients/${client.number}`}>
            {say("web-call-open")}
          </a>
        )}
      </header>
      <div class="pad">
        <div class="row">
          <Avatar name={cleanName(talk.clientName)} />
          <div class="grow">
            <b class="wrap">{who}</b>
            {talk.client !== null && cleanName(talk.clientName) !== null && (
              <div class="small">
                <Tel phone={talk.client} shown={showPhone(talk.client)} />
              </div>
            )}
          </div>
          {client?.doNotCall === true && <Badge tone="warn">{say("web-call-do-not-call")}</Badge>}
          {client?.notClient === true && <Badge>{say("web-call-not-client")}</Badge>}
        </div>
        <Known look={look} />
      </div>
      {look.history.newest.length > 0 && (
        <ul class="rows led">
          {look.history.newest.map((one) => (
            <Earlier look={look} one={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Known({ look }: { look: CallLook }): VNode {
  const { say, language, zone, now, chat, deal, history, client } = look;
  const visit = chat.visits[0];
  const named = (words: Partial<Record<string, string>>): string =>
    words[language] ?? Object.values(words)[0] ?? "";
  return (
    <dl class="kv">
      {visit && (
        <div>
          <dt>{say("web-call-visit")}</dt>
          <dd>
            <a href="/dashboard/bookings">{dateNear(language, visit.start, now, zone)}</a>,{" "}
            {named(visit.service)}, {named(visit.master)}
          </dd>
        </div>
      )}
      {deal && (
        <div>
          <dt>{say("web-call-deal")}</dt>
          <dd>
            <a href={`/dashboard/deals/${deal.number}`}>{deal.name}</a>
            {deal.amount === null ? "" : `, ${money(language, deal.amount, deal.currency)}`}
            {deal.stage === null ? "" : `, ${deal.stage.name}`}
          </dd>
        </div>
      )}
      <div>
        <dt>{say("web-call-calls")}</dt>
        <dd>
          {client === null ? (
            history.count
          ) : (
            <a href={`/dashboard/clients/${client.number}`}>{history.count}</a>
          )}
        </dd>
      </div>
      {chat.writes !== null && (
        <div>
          <dt>{say("web-call-chat")}</dt>
          <dd>
            <a href="/dashboard/conversations">
              {say("web-call-writes", { channel: channelNames[chat.writes.channel] })}
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Earlier({ look, one }: { look: CallLook; one: ClientCall }): VNode {
  const { say, language, zone, now, id } = look;
  const { long, tone } = outcomeOf(language, { ...one, ringS: null }, say);
  return (
    <li>
      <time dateTime={new Date(one.at).toISOString()}>{dayShort(language, one.at, now, zone)}</time>
      <div class={tone === "bad" ? "grow bad" : "grow"}>
        {one.id === id ? (
          <span aria-current="true">{long}</span>
        ) : (
          <a class="plain" href={`/dashboard/calls/${one.id}`}>
            {long}
          </a>
        )}
        <div class="muted small">
          {timeOf(language, one.at, zone)}
          {one.id === id ? ` · ${say("web-call-this")}` : ""}
        </div>
      </div>
    </li>
  );
}

/** What the team wrote about the call. */
export function Comments({ look, typed }: { look: CallLook; typed: Typed | null }): VNode {
  const { say, language, zone, now, comments, works } = look;
  const mine = typed?.press === "comment" ? typed : null;
  return (
    <section class="sheet" aria-labelledby="h-comments" id="comments">
      <header>
        <h2 id="h-comments">
          {say("web-call-comments")} <span class="count">{comments.length || ""}</span>
        </h2>
      </header>
      <div class="pad notes">
        {comments.map(({ text, authorName, createdAt, editedAt }) => (
          <div>
            <b>{authorName}</b>{" "}
            <span class="muted small">
              {dateNear(language, createdAt, now, zone)}
              {editedAt === null ? "" : `, ${say("web-call-edited")}`}
            </span>
            <p class="wrap lines">{text}</p>
          </div>
        ))}
        {comments.length === 0 && !works && <p class="muted">{say("web-call-no-comments")}</p>}
        {works && (
          <CallForm look={look} press="comment">
            <Field label={say("web-call-comment")} id="comment" wrong={mine?.wrong}>
              <textarea
                class="input"
                name="text"
                rows={2}
                maxLength={4000}
                {...told("comment", { wrong: mine?.wrong })}
              >
                {mine?.text ?? ""}
              </textarea>
            </Field>
            <button class="btn">{say("web-call-add")}</button>
          </CallForm>
        )}
      </div>
    </section>
  );
}
