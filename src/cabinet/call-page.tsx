import type { VNode } from "preact";
import { closingText, timeNear } from "../calls/card-followup.ts";
import type { Followup } from "../calls/followup.ts";
import { showPhone } from "../lib/phone.ts";
import { dateNear, duration } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { claimsOf, type Claim } from "./call-claim.ts";
import { CallForm, type CallPress, type Typed } from "./call-form.tsx";
import type { CallLook } from "./call-look.ts";
import { Player } from "./call-player.tsx";
import { ClientSide, Comments } from "./call-side.tsx";
import { Summary } from "./call-summary.tsx";
import { TalkText } from "./call-text.tsx";
import { WhyAsked } from "./call-why.tsx";
import { bare, lineOf, outcomeOf, whoOf } from "./call-word.ts";
import type { Page } from "./document.tsx";
import { Icon } from "./icon.tsx";
import { Badge, Tel } from "./sheet.tsx";

type About = { look: CallLook; typed: Typed | null; done: string | null; why: VNode | null };

/** One call's page. */
export function callPage({ look, typed, done, why }: About): Page {
  const { say, talk, language, now, zone } = look;
  return {
    title: whoOf(talk, say),
    section: "calls",
    up: { to: "/dashboard/calls", label: say("web-calls") },
    lead: <Lead look={look} when={dateNear(language, talk.at, now, zone)} />,
    actions: look.works ? <Actions look={look} /> : undefined,
    done,
    styles: ["call"],
    scripts: ["player"],
    body: (
      <>
        <Sounded look={look} />
        <div class="split">
          <div class="stack">
            <Waiting look={look} />
            <Heard look={look} typed={typed} />
            {why ?? <WhyAsked look={look} />}
          </div>
          <div class="stack">
            <ClientSide look={look} />
            <Comments look={look} typed={typed} />
          </div>
        </div>
      </>
    ),
  };
}

/** The recording; while one may come it is looked at again. */
export function Sounded({ look }: { look: CallLook }): VNode {
  const isComing = look.talk.state !== "ended" || look.talk.spoken?.state === "preparing";
  return (
    <div id="sound" {...(isComing ? again(look, "sound") : {})}>
      <Player look={look} claims={claimsIn(look)} />
    </div>
  );
}

/** What was said and what came of it, the same way. */
export function Heard({ look, typed }: Pick<About, "look" | "typed">): VNode {
  const claims = claimsIn(look);
  const state = look.talk.spoken?.state ?? "ready";
  const isComing = look.talk.state !== "ended" || !["ready", "failed"].includes(state);
  return (
    <div class="stack" id="heard" {...(isComing ? again(look, "heard") : {})}>
      <Summary look={look} claims={claims} typed={typed} />
      <TalkText look={look} claims={claims} />
    </div>
  );
}

function again({ id }: CallLook, part: string) {
  return {
    "hx-get": `/dashboard/calls/${id}?part=${part}`,
    "hx-trigger": "live:call from:body, every 30s",
    "hx-swap": "outerHTML",
  };
}

function claimsIn({ kept, currency, transcripts }: CallLook): Claim[] {
  return kept === null ? [] : claimsOf({ ...kept, currency, transcripts });
}

function Lead({ look, when }: { look: CallLook; when: string }): VNode {
  const { say, language, talk, labels, call } = look;
  const ending = outcomeOf(language, talk, say);
  const line = lineOf(talk.line, labels.lines);
  const isNamed = cleanName(labels.lines[talk.line ?? ""]) !== null;
  const who = cleanName(talk.employee);
  const waited =
    talk.outcome === "answered" && talk.direction === "in" && (talk.ringS ?? 0) >= 1
      ? say("card-waited", { duration: duration(language, talk.ringS ?? 0) })
      : null;
  const facts = [
    when,
    line === null ? null : say(isNamed ? "why-line" : "why-line-number", { line }),
    who === null
      ? null
      : say(call.direction === "in" ? "web-call-answered-by" : "web-call-called-by", { who }),
    waited,
  ].filter((fact) => fact !== null);
  return (
    <>
      <Badge tone={ending.tone}>
        <Icon name={ending.icon} small />
        {ending.long}
      </Badge>{" "}
      {talk.client !== null && (
        <>
          <Tel phone={talk.client} shown={showPhone(talk.client)} /> ·{" "}
        </>
      )}
      {facts.join(" · ")}
    </>
  );
}

function Actions({ look }: { look: CallLook }): VNode {
  const { say, id, deal, talk, canCall } = look;
  const hidden = talk.client === null;
  return (
    <div class="row acts">
      {deal !== null ? (
        <a class="btn" href={`/dashboard/deals/${deal.number}`}>
          <Icon name="deal" small />
          {say("web-call-deal")}
        </a>
      ) : (
        !hidden && (
          <CallForm look={look} press="deal" inline>
            <button class="btn">
              <Icon name="deal" small />
              {say("web-call-new-deal")}
            </button>
          </CallForm>
        )
      )}
      <a class="btn" href={`/dashboard/tasks/new?call=${id}`}>
        <Icon name="task" small />
        {say("web-call-task")}
      </a>
      {talk.client !== null &&
        (canCall ? (
          <CallForm look={look} press="callback" inline>
            <button class="btn main">
              <Icon name="phone" small />
              {say("web-call-callback")}
            </button>
          </CallForm>
        ) : (
          <a class="btn main" href={`tel:${talk.client}`}>
            <Icon name="phone" small />
            {say("web-call-callback")}
          </a>
        ))}
    </div>
  );
}

/** What has to happen after a missed call, and who has it. */
function Waiting({ look }: { look: CallLook }): VNode | null {
  const { say, language, followup, zone } = look;
  if (followup === null) return null;
  const closed = closingText(followup, { language, zone });
  return (
    <section class="sheet" aria-labelledby="h-followup" id="followup">
      <header>
        <h2 id="h-followup">{say("web-call-followup")}</h2>
        {followup.misses > 1 && (
          <Badge tone="bad">{say("web-call-misses", { count: followup.misses })}</Badge>
        )}
      </header>
      <div class="pad row">
        {followup.closedAt === null ? (
          <Open look={look} followup={followup} />
        ) : (
          <p>
            <Icon name="check" small /> {closed === null ? say("followup-gone") : bare(closed)}
          </p>
        )}
      </div>
    </section>
  );
}

function Open({ look, followup }: { look: CallLook; followup: Followup }): VNode {
  const { say, language, zone, now, works, leads, personId } = look;
  const { dueAt, claimedBy, claimedName, claimedAt, client } = followup;
  if (client === null) return <p class="muted">{say("followup-hidden")}</p>;
  const when = dueAt === null ? null : dateNear(language, dueAt, now, zone);
  const late = dueAt !== null && dueAt <= now;
  const mine = claimedBy === personId;
  const key = (press: CallPress, words: string, main = false): VNode => (
    <CallForm look={look} press={press} inline>
      <button class={main ? "btn main" : "btn"}>{words}</button>
    </CallForm>
  );
  return (
    <>
      <p class="grow">
        {when !== null && (
          <Badge tone={late ? "bad" : "warn"}>
            <Icon name="timer" small />
            {say(late ? "web-call-overdue" : "web-call-due", { when })}
          </Badge>
        )}{" "}
        {claimedName !== null && claimedAt !== null
          ? say("web-call-claimed", {
              name: claimedName,
              time: timeNear(language, claimedAt, { zone, near: now }),
            })
          : say("web-call-unclaimed")}
      </p>
      {works && claimedBy === null && key("claim", bare(say("card-key-claim")), true)}
      {works && key("done", bare(say("card-key-done")), claimedBy !== null)}
      {works &&
        claimedBy !== null &&
        (mine || leads) &&
        key("release", bare(say("card-key-release")))}
      {works && key("not_client", bare(say("followup-key-not-client")))}
    </>
  );
}
