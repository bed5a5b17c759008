import type { ComponentChildren, VNode } from "preact";
import { eraseAndWipe } from "../bot/erase-service.ts";
import type { StoredClient } from "../crm/client.ts";
import { erasable } from "../desk/erase-service.ts";
import { countedKinds, type ErasedCounts } from "../desk/erase-word.ts";
import { showPhone } from "../lib/phone.ts";
import { bare } from "./call-word.ts";
import { clientHere, clientPath, nameOf, type ClientDeps } from "./client-visit.ts";
import { Csrf, Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { sayIn, type Say } from "./say.ts";
import { Empty } from "./sheet.tsx";
import type { Answer, Visit } from "./visit.tsx";

const LAST = 4;

/** What would go, counted, and how to say that it is meant. */
export async function erasePage(deps: ClientDeps, visit: Visit): Promise<Answer> {
  return ask(deps, visit, { client: await clientHere(deps, visit), wrong: null, typed: "" });
}

/** Erases once the last digits of the number were typed, and shows the receipt, which tells nothing of the person. */
export async function eraseNow(deps: ClientDeps, visit: Visit): Promise<Answer> {
  const client = await clientHere(deps, visit);
  const { visitor, form, now } = visit;
  const say = sayIn(visitor.language);
  const [phone] = client.phones;
  const typed = form.get("digits") ?? "";
  if (phone === undefined || typed.replace(/\D/g, "") !== phone.slice(-LAST)) {
    const wrong = say("web-client-erase-wrong", { count: LAST });
    return { status: 422, ...(await ask(deps, visit, { client, wrong, typed })) };
  }
  const { keyring, random, sound } = deps.desk();
  const given = { db: deps.db, keyring, random, files: sound.files, botId: deps.botId };
  const wish = { phone, by: visitor.personId, now };
  const { erased, wiped } = await eraseAndWipe(given, visitor.business, wish);
  return {
    page: page({ say, up: null }, <Receipt counts={erased.counts} wiped={wiped} say={say} />),
  };
}

type Asked = { client: StoredClient; wrong: string | null; typed: string };

async function ask(
  { db }: ClientDeps,
  visit: Visit,
  { client, wrong, typed }: Asked,
): Promise<Extract<Answer, { page: unknown }>> {
  const { visitor, now } = visit;
  const say = sayIn(visitor.language);
  const up = { to: clientPath(client), label: nameOf(client, say) };
  const [phone] = client.phones;
  if (phone === undefined)
    return { page: page({ say, up }, <Empty words={say("web-client-erase-no-phone")} />) };
  const wish = { phone, by: visitor.personId, now };
  const found = await erasable(db, visitor.business.id, wish);
  const who = [client.name, ...found.phones.map(showPhone)]
    .filter((part) => part !== null)
    .join(" · ");
  return {
    page: page(
      { say, up },
      <form class="pad stack8" method="post" action={`${clientPath(client)}/erase`}>
        <Csrf token={visitor.csrf} />
        <p class="wrap">
          <b>{who}</b>
        </p>
        <p>{say("web-client-erase-what")}</p>
        <Counts counts={found.counts} say={say} />
        <p class="small muted">{say("web-client-erase-left")}</p>
        <Field label={say("web-client-erase-digits", { count: LAST })} id="digits" wrong={wrong}>
          <input
            class="input short"
            name="digits"
            required
            inputmode="numeric"
            autocomplete="off"
            maxlength={10}
            value={typed}
            {...told("digits", { wrong })}
          />
        </Field>
        <div class="row">
          <button class="btn danger">
            <Icon name="trash" small />
            {say("web-client-erase-yes")}
          </button>
          <a class="btn quiet" href={clientPath(client)}>
            {say("web-client-leave")}
          </a>
        </div>
      </form>,
    ),
  };
}

function Counts({ counts, say }: { counts: ErasedCounts; say: Say }): VNode {
  return (
    <ul class="counts">
      {countedKinds(counts).map(({ id, count }) => (
        <li>{say(id, { count: String(count) })}</li>
      ))}
    </ul>
  );
}

/** Numbers only. */
function Receipt(about: { counts: ErasedCounts; wiped: number; say: Say }): VNode {
  const { counts, wiped, say } = about;
  return (
    <div class="pad stack8">
      <p class="strong">{say("web-client-erased")}</p>
      <Counts counts={counts} say={say} />
      <p class="small muted">{bare(say("erase-messages", { count: String(wiped) }))}</p>
      <p class="small muted">{say("erase-later")}</p>
      <a class="btn" href="/dashboard/clients">
        {say("web-clients")}
      </a>
    </div>
  );
}

function page(
  { say, up }: { say: Say; up: { to: string; label: string } | null },
  body: ComponentChildren,
) {
  return {
    title: say("web-client-erase-title"),
    section: "clients" as const,
    styles: ["client"],
    up: up ?? { to: "/dashboard/clients", label: say("web-clients") },
    body: (
      <section class="sheet narrow" aria-label={say("web-client-erase-title")}>
        {body}
      </section>
    ),
  };
}
