import type { VNode } from "preact";
import { atTime, closingText, timeNear } from "../calls/card-followup.ts";
import { channelNames, wishText } from "../calls/card-chat.ts";
import type { WaitingClient, WaitingList } from "../desk/now-service.ts";
import { may } from "../business/role.ts";
import { showPhone } from "../lib/phone.ts";
import { dayShort, duration, timeOf } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { Csrf } from "./field.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { bare } from "./call-word.ts";
import { Avatar, Badge, Empty, Sheet, Tel } from "./sheet.tsx";
import type { Desk } from "./today-desk.tsx";
import { dueOf } from "./today-due.ts";

export type Who = "all" | "mine" | "free";

export type FollowupAbout = {
  desk: Desk;
  list: WaitingList;
  who: Who;
  /** A PBX can be asked to call. */
  canCall: boolean;
  said: string | null;
};

/** Who waits for a call back, the most urgent first. */
export function FollowupPart(about: FollowupAbout): VNode {
  const { desk, list, who, said } = about;
  const { say, visitor } = desk;
  const rows = list.rows.filter(({ claimedBy }) =>
    who === "all" ? true : who === "free" ? claimedBy === null : claimedBy === visitor.personId,
  );
  const count =
    rows.length === list.count
      ? list.count
      : say("web-wait-of", { shown: rows.length, count: list.count });
  return (
    <>
      {said !== null && <p hidden data-say={said} />}
      <Sheet
        id="fu"
        title={say("web-wait-title")}
        count={count}
        actions={<Filter desk={desk} who={who} />}
        foot={footOf(about)}
      >
        {rows.length === 0 ? (
          <Empty words={say(who === "all" ? "web-wait-none" : `web-wait-none-${who}`)} />
        ) : (
          <ul class="rows">
            {rows.map((row) => (
              <Row about={about} row={row} />
            ))}
          </ul>
        )}
      </Sheet>
    </>
  );
}

function Filter({ desk: { say }, who }: { desk: Desk; who: Who }): VNode {
  const choices: readonly Who[] = ["all", "mine", "free"];
  return (
    <nav class="seg" aria-label={say("web-wait-filter")}>
      {choices.map((one) => (
        <a
          href={one === "all" ? "/dashboard#fu" : `/dashboard?who=${one}#fu`}
          {...(one === who ? { "aria-current": "true" as const } : {})}
        >
          {say(`web-wait-${one}`)}
        </a>
      ))}
    </nav>
  );
}

function Row({ about, row }: { about: FollowupAbout; row: WaitingClient }): VNode {
  const { desk } = about;
  const { say } = desk;
  const { tone, passed, left, until } = dueOf(desk, row);
  const name = cleanName(row.clientName);
  const title = name ?? say("web-wait-new");
  return (
    <li class={`fu ${tone}`}>
      <svg class={`due ${tone}`} viewBox="0 0 32 32" aria-hidden="true">
        <circle cx="16" cy="16" r="13" />
        <circle
          class="v"
          cx="16"
          cy="16"
          r="13"
          pathLength="100"
          stroke-dasharray={`${passed} 100`}
          transform="rotate(-90 16 16)"
        />
        <path d="M16 9.5V16l4 2.5" />
      </svg>
      <div class="fu-due">
        <b>{left}</b>
        <span>{until}</span>
      </div>
      <div class="grow">
        <div class="fu-name">
          <a class="plain wrap" href={`/dashboard/calls/${row.callId}`}>
            {title}
          </a>
          {row.client !== null && " · "}
          {row.client !== null && <Tel phone={row.client} shown={showPhone(row.client)} />}{" "}
          {row.misses > 1 && (
            <Badge tone="bad">{say("web-wait-times", { count: row.misses })}</Badge>
          )}
        </div>
        <div class="muted small">{contextOf(desk, row)}</div>
        {row.writes !== null && <Writes desk={desk} row={row} />}
      </div>
      <Actions about={about} row={row} title={title} />
    </li>
  );
}

/** That they are in the chat at this very moment. */
function Writes({ desk, row }: { desk: Desk; row: WaitingClient }): VNode | null {
  const { say } = desk;
  if (row.writes === null) return null;
  const { number, channel, wish } = row.writes;
  const wanted = wishText(wish, desk);
  return (
    <div class="small fu-ctx">
      <a class="badge acc" href={`/dashboard/conversations/${number}`}>
        <Icon name="chat" small />
        {wanted === null
          ? say("web-wait-chat", { channel: channelNames[channel] })
          : say("web-wait-chat-wish", { wish: wanted })}
      </a>
    </div>
  );
}

function contextOf(desk: Desk, row: WaitingClient): string {
  const { say, language, zone, now } = desk;
  const { misses, lastAt, waitedS, lineName, visits, triedAt, triedBy } = row;
  const at = atTime(language, lastAt, { zone, near: now });
  const tried =
    triedAt === null || triedAt <= lastAt ? null : atTime(language, triedAt, { zone, near: now });
  const parts = [
    say(misses > 1 ? "web-wait-last" : "web-wait-missed", { at }),
    waitedS === null || waitedS === 0
      ? null
      : say("card-waited", { duration: duration(language, waitedS) }),
    tried === null
      ? null
      : triedBy === null
        ? say("web-wait-tried-nobody", { at: tried })
        : say("web-wait-tried", { at: tried, name: triedBy }),
    lineName === null ? null : `«${lineName}»`,
    visits === null
      ? null
      : say("web-wait-visits", {
          count: visits.count,
          day: dayShort(language, visits.lastAt, now, zone),
          service: visits.service[language] ?? visits.service.uk ?? visits.service.ru ?? "",
        }),
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

type RowAbout = { about: FollowupAbout; row: WaitingClient; title: string };

function Actions({ about, row, title }: RowAbout): VNode {
  const { desk, canCall } = about;
  const { say, language, zone, now, visitor } = desk;
  const { claimedBy, claimedName, claimedAt } = row;
  const free = claimedBy === null;
  const mine = claimedBy === visitor.personId;
  return (
    <div class="fu-act">
      {!free && (
        <span class="who">
          <Avatar name={claimedName} small />
          {claimedAt === null
            ? claimedName
            : say("web-wait-claimed", {
                name: claimedName ?? "",
                time: timeNear(language, claimedAt, { zone, near: now }),
              })}
        </span>
      )}
      {canCall && (free || mine) && <Press about={about} row={row} what="call" icon="phone" />}
      {free && <Press about={about} row={row} what="take" icon="hand" main />}
      {!free && <Press about={about} row={row} what="done" icon="check" main={mine} />}
      <details class="menu">
        <summary class="btn quiet icon" aria-label={say("web-wait-more", { name: title })}>
          <Icon name="more" />
        </summary>
        <div class="menu-list">
          {free && <Press about={about} row={row} what="done" icon="check" />}
          {(mine || (!free && may(visitor.role, "settings"))) && (
            <Press about={about} row={row} what="release" icon="undo" />
          )}
          <Press about={about} row={row} what="not-client" icon="x" />
        </div>
      </details>
    </div>
  );
}

type Verb = "call" | "take" | "done" | "release" | "not-client";

function Press(
  about: Omit<RowAbout, "title"> & { what: Verb; icon: IconName; main?: boolean },
): VNode {
  const { row, what, icon, main = false } = about;
  const { desk, who } = about.about;
  return (
    <form
      method="post"
      action={`/dashboard/followups/${row.callId}/${what}`}
      hx-post={`/dashboard/followups/${row.callId}/${what}`}
      hx-target="#part-followups"
      hx-swap="innerHTML"
      hx-disabled-elt="find button"
    >
      <Csrf token={desk.visitor.csrf} />
      <input type="hidden" name="who" value={who} />
      <button class={main ? "btn main" : "btn"} id={`fu-${what}-${row.callId}`}>
        <Icon name={icon} small />
        {desk.say(`web-wait-${what}`)}
      </button>
    </form>
  );
}

/** Misses that nobody can call back, and what was closed today. */
function footOf(about: FollowupAbout): VNode | null {
  const { desk, list, who } = about;
  const { say, language, zone, now, visitor } = desk;
  const { hidden, closed, rows, count } = list;
  const what = closed.last && closingText(closed.last, { language, zone });
  if (hidden.length === 0 && closed.count === 0 && rows.length === count) return null;
  return (
    <>
      {hidden.map(({ callId, lastAt }) => (
        <form
          class="hid"
          method="post"
          action={`/dashboard/followups/${callId}/done`}
          hx-post={`/dashboard/followups/${callId}/done`}
          hx-target="#part-followups"
          hx-swap="innerHTML"
        >
          <Csrf token={visitor.csrf} />
          <input type="hidden" name="who" value={who} />
          {say("web-wait-hidden", { at: atTime(language, lastAt, { zone, near: now }) })}{" "}
          <button class="linkish" id={`fu-done-${callId}`}>
            {say("web-wait-hide")}
          </button>
        </form>
      ))}
      {rows.length < count && <p>{say("web-wait-further", { shown: rows.length, count })}</p>}
      {closed.count > 0 && (
        <p>
          {what === null || closed.last?.closedAt == null
            ? say("web-wait-closed-today", { count: closed.count })
            : say("web-wait-closed-last", {
                count: closed.count,
                time: timeOf(language, closed.last.closedAt, zone),
                what: bare(what),
              })}
        </p>
      )}
    </>
  );
}
