import type { VNode } from "preact";
import type { ConversationRow } from "../agent/conversation-list-service.ts";
import { windowLine } from "../agent/window-line.ts";
import { channelNames } from "../calls/card-chat.ts";
import { dateNear } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { Csrf } from "./field.tsx";
import { Avatar, Empty, Sheet } from "./sheet.tsx";
import { StateBadge, reasonText } from "./talk-word.tsx";
import type { Desk } from "./today-desk.tsx";

type About = { desk: Desk; rows: readonly ConversationRow[]; count: number; said: string | null };

/** Dialogues that are open, those that wait for a person first. */
export function TalkPart({ desk, rows, count, said }: About): VNode {
  const { say } = desk;
  return (
    <>
      {said !== null && <p hidden data-say={said} />}
      <Sheet
        id="cv"
        title={say("web-talks-open")}
        count={count}
        actions={
          <a class="btn quiet" href="/dashboard/conversations">
            {say("web-talks-all")}
          </a>
        }
      >
        {rows.length === 0 ? (
          <Empty words={say("web-talks-none")} />
        ) : (
          <ul class="rows">
            {rows.map((row) => (
              <TalkRow desk={desk} row={row} act />
            ))}
          </ul>
        )}
      </Sheet>
    </>
  );
}

const LAST = 160;

type RowAbout = { desk: Desk; row: ConversationRow; act?: boolean; over?: boolean };

/** One dialogue: who, where, who answers, and the last words; with `act` the step that comes next. */
export function TalkRow({ desk, row, act = false, over = false }: RowAbout): VNode {
  const { say, language, now, zone } = desk;
  const { number, channel, mode } = row;
  const name = cleanName(row.name) ?? say("desk-dialog-nameless");
  const reason = over ? null : reasonText(desk, row);
  const window = mode === "human" && !over ? windowLine(language, row, { now, zone }) : null;
  const below = [reason, window].filter((part) => part !== null).join(" · ");
  return (
    <li class="cv">
      <Avatar name={name} />
      <div class="grow">
        <div class="row tight">
          <a class="plain" href={`/dashboard/conversations/${number}`}>
            <b class="wrap">{name}</b>
          </a>
          <span class="muted small">{channelNames[channel]}</span>
          <StateBadge desk={desk} row={row} over={over} />
          {!act && <span class="muted small">{dateNear(language, row.lastAt, now, zone)}</span>}
        </div>
        <p class="cut">{cleanName(row.lastText, LAST) ?? "…"}</p>
        {below !== "" && <p class="muted small">{below}</p>}
      </div>
      {act && <Next desk={desk} row={row} />}
    </li>
  );
}

function Next({ desk, row }: { desk: Desk; row: ConversationRow }): VNode {
  const { say, visitor } = desk;
  const { number, mode, takenBy } = row;
  if (mode === "human" && takenBy === null)
    return (
      <a class="btn main" href={`/dashboard/conversations/${number}#answer`}>
        {say("web-talks-answer")}
      </a>
    );
  const step = mode === "human" ? "return" : "take";
  return (
    <form
      method="post"
      action={`/dashboard/conversations/${number}/${step}`}
      hx-post={`/dashboard/conversations/${number}/${step}`}
      hx-target="#part-talks"
      hx-swap="innerHTML"
    >
      <Csrf token={visitor.csrf} />
      <input type="hidden" name="from" value="today" />
      <button class="btn" id={`cv-${step}-${number}`}>
        {say(`web-talk-${step}`)}
      </button>
    </form>
  );
}
