import { Fragment, type ComponentChildren, type VNode } from "preact";
import { wordsIn } from "../booking/salon.ts";
import { dateOf } from "../calls/period.ts";
import { plainly } from "../calls/spoken-word.ts";
import type { HistoryItem } from "../desk/client-history-service.ts";
import type { TextId } from "../texts/bundle.ts";
import { dateNear, dayOf, money, timeOf } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import { outcomeOf } from "./call-word.ts";
import { Icon, type IconName } from "./icon.tsx";
import type { Say } from "./say.ts";
import { Badge, type Tone } from "./sheet.tsx";

export type Reader = { say: Say; language: Language; own: Language; zone: string; now: number };

/** Rows of a client's history by day; the last one leads to what came before. `after`: the day that stands above already. */
export function HistoryRows(about: {
  reader: Reader;
  items: readonly HistoryItem[];
  next: string | null;
  path: string;
  after: string | null;
}): VNode {
  const { reader, items, next, path, after } = about;
  let day = after;
  const rows = items.map((item) => {
    const date = dateOf(item.at, reader.zone);
    const head = date === day ? null : <li class="day">{dayName(reader, item.at)}</li>;
    day = date;
    return (
      <Fragment>
        {head}
        <Row item={item} reader={reader} />
      </Fragment>
    );
  });
  const more = `${path}?${new URLSearchParams({ before: next ?? "", day: day ?? "" }).toString()}`;
  return (
    <>
      {rows}
      {next !== null && (
        <li class="more">
          <a
            class="btn quiet"
            href={`${more}#history`}
            hx-get={more}
            hx-target="closest li"
            hx-swap="outerHTML"
          >
            {reader.say("web-client-more")}
          </a>
        </li>
      )}
    </>
  );
}

type Shown = {
  icon: IconName;
  tone?: Tone;
  to: string | null;
  what: ComponentChildren;
  below?: string | null;
  state?: string | null;
};

function Row({ item, reader }: { item: HistoryItem; reader: Reader }): VNode {
  const { icon, tone = "plain", to, what, below = null, state = null } = shownOf(item, reader);
  const { language, zone } = reader;
  return (
    <li class="past">
      <span class="muted at">{timeOf(language, item.at, zone)}</span>
      <span class={tone === "plain" ? "sign" : `sign ${tone}`}>
        <Icon name={icon} small />
      </span>
      <span class="grow">
        {to === null ? (
          <span class="wrap">{what}</span>
        ) : (
          <a class="plain wrap" href={to}>
            {what}
          </a>
        )}
        {below !== null && below !== "" && <span class="small muted below wrap">{below}</span>}
      </span>
      {state !== null && <Badge tone={tone}>{state}</Badge>}
    </li>
  );
}

function shownOf(item: HistoryItem, reader: Reader): Shown {
  const { say } = reader;
  if (item.kind === "call") return callOf(item.call, reader);
  if (item.kind === "visit") return visitOf(item, reader);
  if (item.kind === "deal") {
    const { number, name, status, stage, amount, currency } = item;
    const worth = amount === null ? null : money(reader.language, amount, currency);
    const over = deals[status];
    return {
      icon: "deal",
      tone: over?.tone ?? "acc",
      to: `/dashboard/deals/${number}`,
      what: `${say("web-client-deal")} ${number}: ${name}`,
      below: worth,
      state: over ? say(over.id) : (stage ?? say("export-open")),
    };
  }
  if (item.kind === "task") {
    const { number, title, done, dueAt, assignee } = item;
    const due =
      dueAt === null || done ? null : dateNear(reader.language, dueAt, reader.now, reader.zone);
    const late = due !== null && dueAt !== null && dueAt < reader.now;
    return {
      icon: "task",
      tone: done ? "ok" : late ? "bad" : "plain",
      to: `/dashboard/tasks/${number}`,
      what: title,
      below: [due, assignee].filter((part) => part !== null).join(" · "),
      state: say(done ? "export-completed" : "export-pending"),
    };
  }
  if (item.kind === "talk") {
    const { number, channel, open, text } = item;
    return {
      icon: "chat",
      to: `/dashboard/conversations/${number}`,
      what: say("web-client-talk", { channel: channel === "whatsapp" ? "WhatsApp" : "Telegram" }),
      below: text,
      state: open ? say("web-client-talk-open") : null,
    };
  }
  const { text, author } = item;
  return { icon: "pencil", to: null, what: text, below: author };
}

const SUMMARY = 160;

const deals: Partial<Record<string, { tone: Tone; id: TextId }>> = {
  won: { tone: "ok", id: "export-won" },
  lost: { tone: "plain", id: "export-lost" },
};

function callOf(
  call: Extract<HistoryItem, { kind: "call" }>["call"],
  { language, say }: Reader,
): Shown {
  const { icon, tone, short } = outcomeOf(language, call, say);
  const summary = call.spoken?.summary?.outcome ?? null;
  const side = say(call.direction === "out" ? "web-client-call-out" : "web-client-call-in");
  return {
    icon,
    tone,
    to: `/dashboard/calls/${call.id}`,
    what: call.employee === null ? side : `${side} · ${call.employee}`,
    below: summary === null ? null : plainly(summary, SUMMARY, { masked: false }),
    state: short,
  };
}

const visits: Partial<Record<string, { tone: Tone; id: TextId }>> = {
  booked: { tone: "plain", id: "web-client-visit-booked" },
  confirmed: { tone: "acc", id: "web-client-visit-confirmed" },
  completed: { tone: "ok", id: "web-client-visit-completed" },
  no_show: { tone: "bad", id: "web-client-visit-no-show" },
  cancelled: { tone: "plain", id: "web-client-visit-cancelled" },
};

function visitOf(item: Extract<HistoryItem, { kind: "visit" }>, reader: Reader): Shown {
  const { say, language, own } = reader;
  const { number, service, master, status, amount, currency } = item;
  const state = visits[status];
  return {
    icon: "calendar",
    tone: state?.tone ?? "plain",
    to: `/dashboard/bookings/${number}`,
    what: say("web-client-visit", { service: wordsIn(service, language, { language: own }) }),
    below: `${wordsIn(master, language, { language: own })} · ${money(language, amount, currency)}`,
    state: state ? say(state.id) : null,
  };
}

function dayName({ language, now, zone, say }: Reader, at: number): string {
  const [date, today] = [dateOf(at, zone), dateOf(now, zone)];
  const day = dayOf(language, at, zone);
  if (date === today) return `${say("web-today")}, ${day}`;
  return date.slice(0, 4) === today.slice(0, 4) ? day : `${day} ${date.slice(0, 4)}`;
}
