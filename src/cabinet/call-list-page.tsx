import type { ComponentChildren, VNode } from "preact";
import { dateOf } from "../calls/period.ts";
import { plainly, timeCode } from "../calls/spoken-word.ts";
import type { Talk } from "../calls/talk-service.ts";
import { showPhone } from "../lib/phone.ts";
import { dayOf, timeOf } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { CallFilters } from "./call-filter.tsx";
import type { CallList, Listed } from "./call-listed.ts";
import { wishPath, type CallWish } from "./call-wish.ts";
import { lineOf, outcomeOf, whoOf } from "./call-word.ts";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";
import { Badge, Empty, Tel } from "./sheet.tsx";

/** The list of calls with what narrows it. */
export function CallListBody(about: CallList): VNode {
  const { say, wish, heard } = about;
  return (
    <>
      <CallFilters {...about} />
      {heard.calls.length > 0 && (
        <section class="sheet" aria-labelledby="h-heard">
          <header>
            <h2 id="h-heard">{say("web-call-heard")}</h2>
            {heard.more && (
              <a class="btn quiet" href={wishPath({ ...wish, said: true, only: {}, before: null })}>
                {say("web-call-heard-all")}
              </a>
            )}
          </header>
          <ol class="calls">
            {heard.calls.map((one) => (
              <Row {...about} one={one} dated />
            ))}
          </ol>
        </section>
      )}
      <CallRows {...about} />
    </>
  );
}

/** The rows; the first page of everything is looked at again whenever a call changes. */
export function CallRows(about: CallList): VNode {
  const { say, wish, calls, next } = about;
  const live =
    wish.before === null && !wish.said
      ? { "hx-get": wishPath(wish), "hx-trigger": "live:call from:body", "hx-swap": "outerHTML" }
      : {};
  const title = wish.said ? "web-call-heard" : isPlain(wish) ? "web-calls" : "web-call-found";
  return (
    <section class="sheet" aria-labelledby="h-calls" id="calls" {...live}>
      <header class={isPlain(wish) ? "sr" : undefined}>
        <h2 id="h-calls">{say(title)}</h2>
      </header>
      {calls.length === 0 ? <Nothing wish={wish} say={say} /> : <Days {...about} />}
      {(next !== null || wish.before !== null) && (
        <div class="foot row">
          {wish.before !== null && (
            <a class="btn" href={wishPath({ ...wish, before: null })}>
              {say("web-call-newest")}
            </a>
          )}
          <span class="grow" />
          {next !== null && (
            <a class="btn" rel="next" href={wishPath({ ...wish, before: next })}>
              {say("web-call-older")}
            </a>
          )}
        </div>
      )}
    </section>
  );
}

function isPlain({ text, from, to, only }: CallWish): boolean {
  return text === "" && from === "" && to === "" && Object.keys(only).length === 0;
}

/** That there are no calls at all, and that none is like this, are two things. */
function Nothing({ wish, say }: { wish: CallWish; say: Say }): VNode {
  if (isPlain(wish) && wish.before === null) return <Empty words={say("calls-none")} />;
  return (
    <Empty
      words={say("web-call-nothing")}
      action={
        <a class="btn" href="/dashboard/calls">
          {say("web-call-all")}
        </a>
      }
    />
  );
}

function Days(about: CallList): VNode {
  const { calls, zone, language, now, say } = about;
  let day = "";
  const rows: ComponentChildren[] = [];
  for (const one of calls) {
    const date = dateOf(one.talk.at, zone);
    if (date !== day)
      rows.push(<li class="day">{dayName(language, { at: one.talk.at, now, zone, say })}</li>);
    day = date;
    rows.push(<Row {...about} one={one} />);
  }
  return <ol class="calls">{rows}</ol>;
}

type At = { at: number; now: number; zone: string; say: Say };

function dayName(language: Language, { at, now, zone, say }: At): string {
  const [date, today] = [dateOf(at, zone), dateOf(now, zone)];
  const day = dayOf(language, at, zone);
  if (date === today) return `${say("web-call-today")}, ${day}`;
  return date.slice(0, 4) === today.slice(0, 4) ? day : `${day} ${date.slice(0, 4)}`;
}

function Row(about: CallList & { one: Listed; dated?: boolean }): VNode {
  const { say, language, zone, one, labels, dated = false } = about;
  const { talk, said } = one;
  const ending = outcomeOf(language, talk, say);
  const who = whoOf(talk, say);
  const place = said === null ? "" : `#t=${Math.floor(said.atS)}`;
  const facts = [
    dated ? dayOf(language, talk.at, zone) : null,
    lineOf(talk.line, labels.lines),
    cleanName(talk.employee),
  ].filter((fact) => fact !== null);
  return (
    <li class="call">
      <time dateTime={new Date(talk.at).toISOString()}>{timeOf(language, talk.at, zone)}</time>
      <span class={ending.tone === "bad" ? "way bad" : "way"}>
        <Icon name={ending.icon} small />
        <span class="sr">{ending.long}</span>
      </span>
      <div class="grow">
        <p class="who">
          <a class="plain strong open" href={`/dashboard/calls/${talk.id}${place}`}>
            {who}
          </a>{" "}
          {talk.client !== null && cleanName(talk.clientName) !== null && (
            <span class="small">
              <Tel phone={talk.client} shown={showPhone(talk.client)} />
            </span>
          )}
        </p>
        {facts.length > 0 && <p class="small muted cut1">{facts.join(" · ")}</p>}
        <FirstLine one={one} say={say} />
      </div>
      <Marks talk={talk} say={say} />
      <Badge tone={ending.tone}>{ending.short}</Badge>
    </li>
  );
}

/** What the talk came to, or the words that were looked for. */
function FirstLine({ one: { talk, said }, say }: { one: Listed; say: Say }): VNode | null {
  if (said !== null)
    return (
      <p class="small cut2">
        <span class="muted">{timeCode(said.atS)}</span> «{said.words}»
      </p>
    );
  const line = plainly(talk.spoken?.summary?.outcome ?? null, LINE, { masked: false });
  if (line !== null) return <p class="small cut2">{line}</p>;
  return talk.spoken?.silent === true ? <p class="small muted">{say("web-call-silent")}</p> : null;
}

const LINE = 160;

function Marks({ talk, say }: { talk: Talk; say: Say }): VNode {
  const { spoken } = talk;
  return (
    <span class="marks">
      {spoken?.audio === true && (
        <span title={say("web-call-has-audio")}>
          <Icon name="mic" small />
          <span class="sr">{say("web-call-has-audio")}</span>
        </span>
      )}
      {spoken?.text === true && (
        <span title={say("web-call-has-text")}>
          <Icon name="doc" small />
          <span class="sr">{say("web-call-has-text")}</span>
        </span>
      )}
    </span>
  );
}
