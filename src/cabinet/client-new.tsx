import type { VNode } from "preact";
import { keepClient } from "../desk/client-service.ts";
import type { TextId } from "../texts/bundle.ts";
import { clientPath } from "./client-visit.ts";
import { Csrf, Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { sayIn } from "./say.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

type Typed = { name: string; phone: string };

/** The form of a new client; a number may stand in the address. */
export function newClient(visit: Visit): Answer {
  const typed = { name: "", phone: visit.query.get("phone") ?? "" };
  return { page: page(visit, { typed, wrong: null }) };
}

/** Keeps the client, or names the one who has the number already. */
export async function saveClient(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { id, country } = visitor.business;
  const typed = { name: form.get("name") ?? "", phone: form.get("phone") ?? "" };
  const name = typed.name.trim() === "" ? null : typed.name;
  const wish = { name, phone: typed.phone, country, from: "person" as const, now };
  const kept = await keepClient(deps.db, id, wish);
  if ("refused" in kept)
    return { status: 422, page: page(visit, { typed, wrong: refusals[kept.refused] }) };
  return { to: `${clientPath(kept.client)}?done=${dones[kept.did]}` };
}

const refusals: Record<"number" | "own", TextId> = {
  number: "client-bad-phone",
  own: "client-own-phone",
};
const dones = { made: "made", named: "named", none: "known" } as const;

function page({ visitor }: Visit, { typed, wrong }: { typed: Typed; wrong: TextId | null }) {
  const say = sayIn(visitor.language);
  const why = wrong === null ? null : say(wrong);
  const body: VNode = (
    <section class="sheet narrow" aria-label={say("web-client-new")}>
      <form class="pad stack8" method="post" action="/dashboard/clients/new">
        <Csrf token={visitor.csrf} />
        <Field
          label={say("web-client-phone")}
          help={say("web-client-phone-help")}
          id="phone"
          wrong={why}
        >
          <input
            class="input"
            type="tel"
            name="phone"
            required
            maxlength={40}
            autocomplete="off"
            value={typed.phone}
            {...told("phone", { help: true, wrong: why })}
          />
        </Field>
        <Field label={say("web-client-name")} help={say("web-client-name-help")} id="name">
          <input
            class="input"
            name="name"
            maxlength={120}
            autocomplete="off"
            value={typed.name}
            {...told("name", { help: true })}
          />
        </Field>
        <div class="row">
          <button class="btn main">
            <Icon name="check" small />
            {say("web-client-add")}
          </button>
          <a class="btn quiet" href="/dashboard/clients">
            {say("web-client-leave")}
          </a>
        </div>
      </form>
    </section>
  );
  return {
    title: say("web-client-new"),
    section: "clients" as const,
    styles: ["client"],
    up: { to: "/dashboard/clients", label: say("web-clients") },
    body,
  };
}
