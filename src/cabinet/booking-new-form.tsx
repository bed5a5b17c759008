import type { VNode } from "preact";
import type { Salon } from "../booking/salon.ts";
import type { ClientRow } from "../crm/client-list-service.ts";
import { showPhone } from "../lib/phone.ts";
import type { TextId } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import { BOOKINGS } from "./booking-look.ts";
import type { Known } from "./client-visit.ts";
import type { Offer } from "./booking-place.ts";
import { PlaceFields, type PlaceWrong } from "./booking-place-fields.tsx";
import { called, type Teller } from "./booking-word.ts";
import { Csrf, Field, told } from "./field.tsx";
import { Empty } from "./sheet.tsx";

export type NewView = {
  teller: Teller;
  csrf: string;
  salon: Salon;
  offer: Offer | null;
  /** All that was typed or chosen. */
  fields: URLSearchParams;
  known: Known | null;
  wrong: PlaceWrong | null;
  whoWrong: TextId | null;
  serviceWrong: boolean;
  /** Of several who are called so one is to be chosen. */
  several: readonly ClientRow[] | null;
};

export function NewForm(view: NewView): VNode {
  const { teller, csrf, salon, fields } = view;
  const { say } = teller;
  if (salon.services.length === 0 || salon.masters.length === 0)
    return (
      <section class="sheet">
        <Empty words={say("web-visit-no-masters")} />
      </section>
    );
  return (
    <form class="sheet narrow" method="post" action={`${BOOKINGS}/new`}>
      <Csrf token={csrf} />
      <div class="form">
        <WhoField {...view} />
      </div>
      <PlaceOfNew {...view} />
      <div class="form">
        <Field id="note" label={say("web-visit-note")} help={say("web-visit-note-help")} wide>
          <textarea {...told("note", { help: true })} name="note" rows={2} maxLength={500}>
            {fields.get("note") ?? ""}
          </textarea>
        </Field>
      </div>
      <div class="foot row">
        <button class="btn main" name="go" value="book">
          {say("web-visit-book")}
        </button>
        <a class="btn quiet" href={BOOKINGS}>
          {say("web-visit-leave")}
        </a>
      </div>
    </form>
  );
}

/** The service, and where and when it may be. */
export function PlaceOfNew(view: NewView): VNode {
  const { teller, salon, offer, fields, wrong, serviceWrong } = view;
  const { say } = teller;
  const complaint = serviceWrong ? say("web-visit-choose-service") : null;
  return (
    <PlaceFields
      teller={teller}
      offer={offer}
      action={`${BOOKINGS}/new`}
      chosen={fields.get("place")}
      written={{
        on: fields.get("on") ?? offer?.day ?? "",
        time: fields.get("time") ?? "",
      }}
      wrong={wrong}
      before={
        <Field id="service" label={say("web-visit-service")} wrong={complaint} wide>
          <select {...told("service", { wrong: complaint })} name="service" required>
            <option value="">{say("web-visit-service-choose")}</option>
            {salon.services.map(({ id, slug, names }) => (
              <option value={slug} selected={id === offer?.search.service.id}>
                {called(teller, names)}
              </option>
            ))}
          </select>
        </Field>
      }
    />
  );
}

function WhoField({ teller, known, fields, whoWrong, several }: NewView): VNode {
  const { say } = teller;
  if (known)
    return (
      <div class="field span2">
        <span>{say("web-visit-client")}</span>
        <div class="row">
          <b>{nameOf(teller, known)}</b>
          <a class="btn quiet" href={`${BOOKINGS}/new`}>
            {say("web-visit-who-other")}
          </a>
        </div>
        <input type="hidden" name="known" value={known.number} />
      </div>
    );
  const wrong = whoWrong === null ? null : say(whoWrong);
  return (
    <div class="span2 stack8">
      <Field
        id="client"
        label={say("web-visit-client")}
        help={say("web-visit-who-help")}
        wrong={wrong}
      >
        <input
          {...told("client", { help: true, wrong })}
          class="input"
          name="client"
          value={fields.get("client") ?? ""}
          maxLength={80}
          autocomplete="off"
          required
        />
      </Field>
      {several && (
        <fieldset class="who" role="alert">
          <legend>{say("place-client-which")}</legend>
          {several.map((row) => (
            <label class="tick">
              <input type="radio" name="known" value={row.number} />
              {nameOf(teller, row)}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}

/** "Оксана К. · +380 67 000 00 01". */
function nameOf({ say }: Teller, { name, phone }: Pick<Known, "name" | "phone">): string {
  const parts = [cleanName(name), phone === null ? null : showPhone(phone)].filter(
    (part) => part !== null,
  );
  return parts.length > 0 ? parts.join(" · ") : say("web-visit-nobody");
}
