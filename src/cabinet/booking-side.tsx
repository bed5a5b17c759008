import type { VNode } from "preact";
import { wordsIn, type Salon } from "../booking/salon.ts";
import { dueText, plainly } from "../calls/spoken-word.ts";
import type { AskedVisit } from "../desk/question-service.ts";
import type { Waiter } from "../desk/wait-list-service.ts";
import { showPhone } from "../lib/phone.ts";
import { dateNear, timeOf } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { BOOKINGS } from "./booking-look.ts";
import type { Teller } from "./booking-word.ts";
import { Csrf } from "./field.tsx";
import { Badge, Sheet } from "./sheet.tsx";

/** Who waits for a time that day, in their order. */
export function Waits(about: {
  teller: Teller;
  salon: Salon;
  waiters: readonly Waiter[];
  count: number;
}): VNode | null {
  const { teller, salon, waiters, count } = about;
  const { say } = teller;
  if (count === 0) return null;
  return (
    <Sheet id="waits" title={say("web-visit-waits")} count={count}>
      <ul class="rows">
        {waiters.map((waiter) => (
          <li>
            <WaitRow teller={teller} salon={salon} waiter={waiter} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function WaitRow(about: { teller: Teller; salon: Salon; waiter: Waiter }): VNode {
  const { teller, salon, waiter } = about;
  const { say, language, zone } = teller;
  const { wait, name, client, conversation } = waiter;
  const service = salon.services.find(({ id }) => id === wait.serviceId);
  const master = salon.masters.find(({ id }) => id === wait.masterId);
  const what = [
    service && wordsIn(service.names, language, salon),
    master ? wordsIn(master.names, language, salon) : say("bookings-anyone"),
  ].filter((part) => part !== undefined);
  const shown = name ?? say("desk-dialog-nameless");
  const query = new URLSearchParams({ day: wait.day });
  if (client) query.set("client", String(client.number));
  if (service) query.set("service", service.slug);
  if (master) query.set("master", master.slug);
  const until = wait.offeredUntil;
  return (
    <>
      <b>
        {conversation === null ? (
          shown
        ) : (
          <a class="plain" href={`/dashboard/conversations/${conversation}`}>
            {shown}
          </a>
        )}
      </b>{" "}
      · {what.join(", ")}
      <div class="small muted">
        {hoursOf(teller, wait)} ·{" "}
        {wait.status === "offered" && until !== null
          ? say("web-visit-wait-offered", { time: timeOf(language, until, zone) })
          : say("bookings-wait-waiting")}
      </div>
      {client !== null && (
        <a class="btn quiet wait-book" href={`${BOOKINGS}/new?${query.toString()}`}>
          {say("web-visit-book")}
        </a>
      )}
    </>
  );
}

function hoursOf({ say }: Teller, { fromMin, toMin }: Waiter["wait"]): string {
  if (fromMin <= 0 && toMin >= 1440) return say("bookings-any-time");
  return `${clock(fromMin)}–${clock(toMin)}`;
}

function clock(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}

/** Visits that were spoken of on the phone and that the calendar has not. */
export function Questions(about: {
  teller: Teller;
  asked: readonly AskedVisit[];
  csrf: string;
  back: string;
}): VNode | null {
  const { teller, asked, csrf, back } = about;
  const { say } = teller;
  if (asked.length === 0) return null;
  return (
    <Sheet
      id="asked"
      title={say("web-visit-asked")}
      actions={<Badge tone="warn">{say("web-visit-asked-count", { count: asked.length })}</Badge>}
    >
      <ul class="rows">
        {asked.map((one) => (
          <li>
            <Question teller={teller} asked={one} csrf={csrf} back={back} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Question(about: { teller: Teller; asked: AskedVisit; csrf: string; back: string }): VNode {
  const { teller, asked, csrf, back } = about;
  const { say, language, zone, now } = teller;
  const { question, calledAt, name, phone } = asked;
  const reader = { masked: false, language, zone, now };
  const who = cleanName(name) ?? (phone === null ? say("web-visit-nobody") : showPhone(phone));
  const what = [dueText(question.due, reader), plainly(question.service, 60, reader)].filter(
    (part) => part !== null,
  );
  const call = `/dashboard/calls/${question.callId}`;
  return (
    <>
      <p class="small">
        <a href={call}>
          {say("web-visit-asked-said", { when: dateNear(language, calledAt, now, zone), who })}
        </a>
        {": "}
        <q>{plainly(question.quote, 300, reader) ?? "…"}</q>
      </p>
      <p class="small muted">
        {what.join(", ")} · {say("web-visit-asked-none")}
      </p>
      <form class="row gap-t" method="post" action={`${BOOKINGS}/question`}>
        <Csrf token={csrf} />
        <input type="hidden" name="call" value={question.callId} />
        <input type="hidden" name="back" value={back} />
        <a class="btn" href={`${BOOKINGS}/new?call=${question.callId}`}>
          {say("web-visit-asked-book")}
        </a>
        <button class="btn quiet" name="answer" value="booked">
          {say("web-visit-asked-there")}
        </button>
        <button class="btn quiet" name="answer" value="not_needed">
          {say("web-visit-asked-no")}
        </button>
      </form>
    </>
  );
}
