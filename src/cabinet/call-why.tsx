import type { VNode } from "preact";
import { subscribedChats } from "../business/chat-service.ts";
import { momentLine } from "../bot/why-moment.ts";
import type { Timeline } from "../calls/timeline-service.ts";
import type { Moment } from "../calls/timeline.ts";
import { wallOf } from "../lib/zone.ts";
import { dayOf, timeOf } from "../texts/format.ts";
import { callIdOf, type CallLook } from "./call-look.ts";
import { bare, unhtml } from "./call-word.ts";
import { sayIn } from "./say.ts";
import { Badge, Empty } from "./sheet.tsx";
import type { CabinetDeps, Visit } from "./visit.tsx";

type Story = { story: Timeline; chats: ReadonlyMap<string, string> };

/** What came in about a call, what was made of it, and what was done in every chat. */
export async function readWhy(deps: CabinetDeps, visit: Visit): Promise<Story | null> {
  const { business } = visit.visitor;
  const [story, chats] = await Promise.all([
    deps.desk().calls.timeline(business.id, { callId: callIdOf(visit), message: null }),
    subscribedChats(deps.db, business.id),
  ]);
  return story && { story, chats: new Map(chats.map(({ id, title }) => [id, title])) };
}

/** The way to the story, which is read only when somebody asks. */
export function WhyAsked({ look: { say, id } }: { look: CallLook }): VNode {
  const path = `/dashboard/calls/${id}?why=1`;
  return (
    <section class="sheet" aria-labelledby="h-why" id="why">
      <header>
        <h2 id="h-why">{bare(say("why-button"))}</h2>
        <span class="muted small only-wide">{say("web-call-why-lead")}</span>
        <a
          class="btn quiet"
          href={`${path}#why`}
          hx-get={path}
          hx-target="#why"
          hx-swap="outerHTML"
        >
          {say("web-call-show")}
        </a>
      </header>
    </section>
  );
}

/** The story as a table. */
export function Why({ visit, told }: { visit: Visit; told: Story | null }): VNode {
  const { language, business } = visit.visitor;
  const say = sayIn(language);
  let day = "";
  return (
    <section class="sheet" aria-labelledby="h-why" id="why">
      <header>
        <h2 id="h-why">{bare(say("why-button"))}</h2>
      </header>
      {told === null || told.story.moments.length === 0 ? (
        <Empty words={say("web-call-why-none")} />
      ) : (
        <table class="why">
          <thead class="sr">
            <tr>
              <th>{say("web-call-why-time")}</th>
              <th>{say("web-call-why-source")}</th>
              <th>{say("web-call-why-what")}</th>
            </tr>
          </thead>
          <tbody>
            {told.story.moments.map((moment) => {
              const today = dayOf(language, moment.at, business.timezone);
              const opens = today !== day;
              day = today;
              return (
                <>
                  {opens && (
                    <tr class="day">
                      <td colSpan={3}>{today}</td>
                    </tr>
                  )}
                  <Row {...{ moment, told, visit }} />
                </>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ moment, told, visit }: { moment: Moment; told: Story; visit: Visit }): VNode {
  const { language, business } = visit.visitor;
  const say = sayIn(language);
  const zone = business.timezone;
  const seconds = String(wallOf(moment.at, zone).s).padStart(2, "0");
  const words = bare(unhtml(momentLine(language, moment, told.story.labels)));
  const chat = moment.what === "step" ? told.chats.get(moment.chatId ?? "") : undefined;
  const source =
    moment.what === "hook"
      ? say("web-call-why-pbx")
      : moment.what === "step"
        ? "Telegram"
        : say("web-call-why-decision");
  return (
    <tr>
      <td class="mono nowrap">{`${timeOf(language, moment.at, zone)}:${seconds}`}</td>
      <td class="only-wide">
        <Badge tone={source === say("web-call-why-decision") ? "acc" : "plain"}>{source}</Badge>
      </td>
      <td class="wrap">
        {words}
        {chat !== undefined && <span class="muted"> · {chat}</span>}
      </td>
    </tr>
  );
}
