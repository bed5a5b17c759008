import { dateNear } from "../texts/format.ts";
import type { Visit } from "./visit.tsx";
import type { Page } from "./document.tsx";
import { sayIn } from "./say.ts";
import { SecretView } from "./webhook-doctor-page.tsx";

/** The page that shows a secret, once; `until`: when the one before it signs no more. */
export function secretPage(
  { visitor, now }: Visit,
  about: { endpointId: string; secret: string; until: number | null },
): Page {
  const { language, business } = visitor;
  const say = sayIn(language);
  const { endpointId, secret, until } = about;
  return {
    title: say("wh-secret"),
    section: "webhook",
    styles: ["webhook"],
    up: { to: `/webhook/${endpointId}`, label: say("wh-secret-next") },
    body: (
      <SecretView
        say={say}
        endpointId={endpointId}
        secret={secret}
        until={until === null ? null : dateNear(language, until, now, business.timezone)}
      />
    ),
  };
}
