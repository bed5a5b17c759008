import { talkShown, type Talk } from "../agent/talk-service.ts";
import { comingVisits } from "../booking/visit-service.ts";
import { salonOf } from "../booking/salon-service.ts";
import { clientOf } from "../crm/client-service.ts";
import type { StoredClient } from "../crm/client.ts";
import { AppError } from "../lib/app-error.ts";
import { channelNames } from "../calls/card-chat.ts";
import { cleanName } from "../texts/html.ts";
import { idIn } from "./input.ts";
import { TalkAnswer } from "./talk-answer.tsx";
import { TalkDraft, type DraftTold } from "./talk-draft.tsx";
import { Lines } from "./talk-lines.tsx";
import { TalkSide, type Side } from "./talk-side.tsx";
import { TalkState, stateMark } from "./talk-state.tsx";
import { stampOf } from "./stamp.ts";
import { deskOf, type Desk } from "./today-desk.tsx";
import { here } from "./talk-place.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

const LINES = 60;

/** What the page tells of a press that came to nothing, with what was typed. */
type Told = {
  said?: string | null;
  refused?: boolean;
  wrong?: string;
  text?: string;
  draft?: DraftTold;
};

/** One dialogue: what was said, who the customer is, and what can be done. */
export async function talkPage(
  deps: CabinetDeps,
  visit: Visit,
  { said = null, refused = false, wrong, text = "", draft }: Told = {},
): Promise<Answer> {
  const desk = deskOf(visit);
  const { say } = desk;
  const before = idIn(visit.query.get("before")) || null;
  const talk = await shown(deps, visit, before);
  const side = await sideOf(deps, desk, talk);
  const { conversation } = talk;
  const { number } = conversation;
  const name = nameOf(desk, talk, side.client);
  const old = before !== null;
  return {
    status: refused || wrong !== undefined || draft !== undefined ? 409 : 200,
    page: {
      title: name,
      section: "talks",
      styles: ["today", "talk"],
      scripts: ["talk"],
      up: { to: "/dashboard/conversations", label: say("web-talks") },
      lead: `${channelNames[conversation.channel]} · ${say("web-talk-title", { number })}`,
      done: said,
      body: (
        <div class="split">
          <div class="stack">
            <section class="sheet talk" aria-label={say("web-talk-lines")}>
              <TalkState desk={desk} talk={talk} />
              <div
                class="lines"
                id="talk-lines"
                role="log"
                tabindex={0}
                aria-label={say("web-talk-lines")}
                {...(old
                  ? {}
                  : {
                      "hx-get": `/dashboard/conversations/${number}/lines`,
                      "hx-trigger": "tick from:body, live:conversation from:body",
                      "hx-include":
                        "#talk-lines [name=seen], #talk-state [name=mark], #talk-draft [name=had]",
                      "hx-swap": "innerHTML",
                    })}
              >
                <Lines desk={desk} number={number} name={name} {...talk} old={old} />
              </div>
              {!old && <TalkDraft desk={desk} talk={talk} told={draft} />}
              {!old && (
                <TalkAnswer desk={desk} talk={talk} text={text} wrong={wrong ?? null} said={null} />
              )}
            </section>
          </div>
          <div class="stack">
            <TalkSide desk={desk} talk={talk} side={side} />
          </div>
        </div>
      ),
    },
  };
}

/** What has changed since the page was drawn; nothing, where nothing has. */
export async function talkLines(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const desk = deskOf(visit);
  const { query } = visit;
  const talk = await shown(deps, visit, null);
  const { conversation, lines, draft } = talk;
  const changed = {
    lines: query.get("seen") !== stampOf(lines),
    state: query.get("mark") !== stateMark(talk),
    draft: query.get("had") !== String(draft?.id ?? 0),
  };
  if (!changed.lines && !changed.state && !changed.draft) return { nothing: true };
  const { clientId } = conversation;
  const client = clientId === null ? null : await clientOf(deps.db, desk.businessId, clientId);
  const name = nameOf(desk, talk, client?.client ?? null);
  return {
    part: (
      <>
        <Lines desk={desk} number={conversation.number} name={name} {...talk} old={false} />
        {changed.state && <TalkState desk={desk} talk={talk} swap />}
        {changed.draft && <TalkDraft desk={desk} talk={talk} swap />}
      </>
    ),
  };
}

async function shown(deps: CabinetDeps, visit: Visit, before: number | null): Promise<Talk> {
  const { business } = visit.visitor;
  const conversationId = await here(deps, visit);
  const wish = { conversationId, before, limit: LINES };
  const talk = await talkShown(deps.db, business.id, wish);
  if (!talk) throw new AppError("conversations.not_found", "not_found");
  return talk;
}

async function sideOf(deps: CabinetDeps, { businessId, now }: Desk, talk: Talk): Promise<Side> {
  const { id: conversationId, clientId } = talk.conversation;
  const [client, visits, salon] = await Promise.all([
    clientId === null ? null : clientOf(deps.db, businessId, clientId),
    comingVisits(deps.db, businessId, { conversationId, clientId, now }),
    salonOf(deps.db, businessId),
  ]);
  return { client: client?.client ?? null, visits, salon };
}

function nameOf({ say }: Desk, { conversation }: Talk, client: StoredClient | null): string {
  return cleanName(client?.name ?? conversation.profileName) ?? say("desk-dialog-nameless");
}
