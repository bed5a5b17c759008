import type { ComponentChildren, VNode } from "preact";
import type { Visitor } from "../business/session.ts";
import type { Language } from "../texts/language.ts";
import { sayIn, type Say } from "./say.ts";
import type { Visit } from "./visit.tsx";

/** Who looks, when, and in which language. */
export type Desk = {
  visitor: Visitor;
  businessId: string;
  say: Say;
  language: Language;
  zone: string;
  now: number;
};

export function deskOf({ visitor, now }: Pick<Visit, "visitor" | "now">): Desk {
  const { language, business } = visitor;
  return {
    visitor,
    businessId: business.id,
    say: sayIn(language),
    language,
    zone: business.timezone,
    now,
  };
}

/** A part of a page that is fetched anew when something of these families happens, and as time passes. */
export function LivePart(about: {
  name: string;
  query?: string;
  on: readonly string[];
  children: ComponentChildren;
}): VNode {
  const { name, query = "", on, children } = about;
  return (
    <div
      id={`part-${name}`}
      class="part"
      hx-get={`/dashboard/part/${name}${query}`}
      hx-trigger={[...on.map((family) => `live:${family} from:body`), "every 60s"].join(", ")}
      hx-swap="innerHTML"
    >
      {children}
    </div>
  );
}
