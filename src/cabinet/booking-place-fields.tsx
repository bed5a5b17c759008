import type { ComponentChildren, VNode } from "preact";
import type { Slot } from "../booking/salon.ts";
import { groupBy } from "../lib/group-by.ts";
import { timeOf } from "../texts/format.ts";
import { placeKey } from "./booking-look.ts";
import { freeAt, type Offer } from "./booking-place.ts";
import { called, shortDay, type Teller } from "./booking-word.ts";
import { Field, told } from "./field.tsx";

/** What was wrong with the place that a form asked for. */
export type PlaceWrong = {
  words: string;
  near: readonly Slot[];
  /** The place itself, where people may have it all the same. */
  force: Slot | null;
};

type Props = {
  teller: Teller;
  /** Null: a service is to be chosen first. */
  offer: Offer | null;
  /** Where a change of the choice is answered. */
  action: string;
  chosen: string | null;
  written: { on: string; time: string };
  wrong: PlaceWrong | null;
  /** What is chosen before the master. */
  before?: ComponentChildren;
};

/** Who, on which day, at what time: a choice is answered with the times that are free for it. */
export function PlaceFields(about: Props): VNode {
  const { teller, offer, action, before } = about;
  const { say } = teller;
  return (
    <div
      id="place"
      class="stack8 place"
      hx-post={action}
      hx-trigger="change target:select"
      hx-target="#place"
      hx-swap="outerHTML"
      hx-include="closest form"
      hx-vals='{"go":"times"}'
    >
      <div class="form place-what">
        {before}
        {offer && <Choices {...about} offer={offer} />}
      </div>
      {offer && offer.search.masters.length === 0 && (
        <p class="note warn">{say("web-visit-none-does")}</p>
      )}
      {offer && <Times {...about} offer={offer} />}
    </div>
  );
}

function Choices({ teller, offer }: Props & { offer: Offer }): VNode {
  const { say } = teller;
  const { search, masterId, days, day } = offer;
  return (
    <>
      <Field id="master" label={say("web-visit-master")}>
        <select {...told("master", {})} name="master">
          <option value="" selected={masterId === null}>
            {say("web-visit-anyone")}
          </option>
          {search.masters.map(({ id, slug, names }) => (
            <option value={slug} selected={id === masterId}>
              {called(teller, names)}
            </option>
          ))}
        </select>
      </Field>
      <Field id="day" label={say("web-visit-day-label")}>
        <select {...told("day", {})} name="day">
          {days.map((one) => (
            <option value={one} selected={one === day}>
              {shortDay(teller, one)}
            </option>
          ))}
        </select>
      </Field>
      <noscript>
        <button class="btn" name="go" value="times">
          {say("web-visit-show-times")}
        </button>
      </noscript>
    </>
  );
}

function Times(about: Props & { offer: Offer }): VNode {
  const { teller, offer, wrong, written } = about;
  const { say } = teller;
  const { slots, day } = offer;
  return (
    <div class="stack8 pad">
      {wrong && <Wrong teller={teller} wrong={wrong} offer={offer} />}
      {slots.length === 0 ? (
        <p class="muted">{say("web-visit-times-none", { day: shortDay(teller, day) })}</p>
      ) : (
        <fieldset>
          <legend>{say("web-visit-times", { day: shortDay(teller, day) })}</legend>
          <TimeGroups {...about} />
        </fieldset>
      )}
      <details open={written.time !== ""}>
        <summary class="small">{say("web-visit-other-time")}</summary>
        <div class="form place-other">
          <Field id="on" label={say("web-visit-day-label")}>
            <input {...told("on", {})} class="input" type="date" name="on" value={written.on} />
          </Field>
          <Field id="time" label={say("web-visit-time")} help={say("web-visit-other-help")}>
            <input
              {...told("time", { help: true })}
              class="input"
              type="time"
              name="time"
              value={written.time}
            />
          </Field>
        </div>
      </details>
    </div>
  );
}

/** The times of a day; with anybody, under the name of who is free then. */
function TimeGroups({ teller, offer, chosen }: Props & { offer: Offer }): VNode {
  const { search, slots, masterId } = offer;
  const { language, zone } = teller;
  const of = groupBy(slots, (slot) => slot.masterId);
  return (
    <>
      {search.masters
        .filter(({ id }) => of.has(id))
        .map(({ id, slug, names }) => (
          <div class="times" role="group" aria-label={called(teller, names)}>
            {masterId === null && <b class="small times-who">{called(teller, names)}</b>}
            {of.get(id)?.map(({ start }) => {
              const key = placeKey(slug, start);
              return (
                <label class="time">
                  <input type="radio" name="place" value={key} checked={key === chosen} />
                  <span>{timeOf(language, start, zone)}</span>
                </label>
              );
            })}
          </div>
        ))}
    </>
  );
}

function Wrong(about: { teller: Teller; wrong: PlaceWrong; offer: Offer }): VNode {
  const { teller, wrong, offer } = about;
  const { say } = teller;
  const slugs = new Map(offer.search.salon.masters.map(({ id, slug }) => [id, slug]));
  return (
    <div class="note warn" role="alert" id="place-wrong">
      <div class="grow">
        <b>{wrong.words}</b> {wrong.near.length > 0 && freeAt(teller, wrong.near)}
        {wrong.force && (
          <div class="gap-t">
            <input
              type="hidden"
              name="wish"
              value={placeKey(slugs.get(wrong.force.masterId) ?? "", wrong.force.start)}
            />
            <button class="btn" name="force" value="1">
              {say("place-key-sure")}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
