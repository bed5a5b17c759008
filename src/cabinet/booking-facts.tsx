import type { VNode } from "preact";
import type { FullVisit, Place } from "../booking/visit.ts";
import { priceOf } from "../bot/salon-words.ts";
import { showPhone } from "../lib/phone.ts";
import { dateNear } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { addressOf, BOOKINGS } from "./booking-look.ts";
import { called, stateOf, whenOf, whoOf, type Teller } from "./booking-word.ts";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { Badge, Tel } from "./sheet.tsx";
import { dateAt } from "../booking/wall-day.ts";

type Props = {
  teller: Teller;
  place: Place;
  /** The number of the conversation it was made in. */
  conversation: number | null;
};

/** What is known of a visit, or of a place that is held. */
export function Facts({ teller, place, conversation }: Props): VNode {
  const { say, language, zone, now } = teller;
  const { service, master, price, currency, client, note, channel } = place;
  const name = cleanName(client?.name);
  return (
    <dl class="kv">
      <Fact label={say("web-visit-service")}>
        {called(teller, service.names)}, {priceOf(language, price, currency)}
      </Fact>
      <Fact label={say("web-visit-when")}>{whenOf(teller, place)}</Fact>
      <Fact label={say("web-visit-master")}>{called(teller, master.names)}</Fact>
      <Fact label={say("web-visit-client")}>
        {client === null ? (
          say("web-visit-nobody")
        ) : (
          <a href={`/dashboard/clients/${client.number}`}>{name ?? whoOf(teller, place)}</a>
        )}
      </Fact>
      {client !== null && client.phone !== null && (
        <Fact label={say("web-visit-phone")}>
          <Tel phone={client.phone} shown={showPhone(client.phone)} />
        </Fact>
      )}
      <Fact label={say("web-visit-from")}>
        {say(`web-visit-from-${channel}`)}, {dateNear(language, place.createdAt, now, zone)}
        {conversation !== null && (
          <>
            {" · "}
            <a href={`/dashboard/conversations/${conversation}`}>{say("web-visit-talk")}</a>
          </>
        )}
      </Fact>
      {note !== null && <Fact label={say("web-visit-note")}>{note}</Fact>}
    </dl>
  );
}

export function StateBadge({ teller, place }: Omit<Props, "conversation">): VNode {
  const { tone, words } = stateOf(teller, place);
  return (
    <Badge tone={tone}>
      {place.status === "held" && <Icon name="timer" small />}
      {words}
    </Badge>
  );
}

type ActionProps = {
  teller: Teller;
  visit: FullVisit;
  csrf: string;
  /** It stands beside the calendar, where a press leads back to. */
  beside: boolean;
};

/** What can be done with a visit as it is now. */
export function VisitActions({ teller, visit, csrf, beside }: ActionProps): VNode | null {
  const { say, now } = teller;
  const { number, status, start } = visit;
  const own = `${BOOKINGS}/${number}`;
  const isOpen = status === "booked" || status === "confirmed";
  const begun = start <= now;
  const press = (does: string, label: string, main: boolean): VNode => (
    <form method="post" action={`${own}/${does}`}>
      <Csrf token={csrf} />
      {beside && <input type="hidden" name="beside" value="1" />}
      <button class={main ? "btn main" : "btn"}>{label}</button>
    </form>
  );
  const came = press("came", say("web-visit-came"), status !== "completed");
  const absent = press("absent", say("web-visit-absent"), false);
  if (status === "cancelled") return null;
  return (
    <div class="row gap-t">
      {isOpen && begun && [came, absent]}
      {status === "completed" && absent}
      {status === "no_show" && came}
      {status === "booked" && !begun && press("confirm", say("web-visit-confirm"), true)}
      {isOpen && (
        <a class="btn" href={`${own}/move`}>
          {say("web-visit-move")}
        </a>
      )}
      {isOpen && (
        <a class="btn danger" href={`${own}/cancel`} data-side="">
          {say("web-visit-cancel")}
        </a>
      )}
    </div>
  );
}

/** What can be done with a place that a customer holds. */
export function HoldActions(about: { teller: Teller; place: string; csrf: string }): VNode {
  const { teller, place, csrf } = about;
  const { say } = teller;
  const press = (does: "book" | "release", label: string, kind: string): VNode => (
    <form method="post" action={`${BOOKINGS}/hold`}>
      <Csrf token={csrf} />
      <input type="hidden" name="place" value={place} />
      <button class={`btn ${kind}`} name="do" value={does}>
        {label}
      </button>
    </form>
  );
  return (
    <div class="row gap-t">
      {press("book", say("web-visit-hold-book"), "main")}
      {press("release", say("web-visit-hold-release"), "danger")}
    </div>
  );
}

/** The day of the calendar that a visit stands in, with the visit beside it. */
export function besideOf(zone: string, { start, number }: FullVisit): string {
  return addressOf({ day: dateAt(start, zone), chosen: String(number) });
}

function Fact(about: { label: string; children: VNode["props"]["children"] }): VNode {
  return (
    <div>
      <dt>{about.label}</dt>
      <dd class="wrap">{about.children}</dd>
    </div>
  );
}
