import { membersOf } from "../business/member-service.ts";
import type { Member } from "../business/member.ts";
import { changeEndpoint, createEndpoint, revealEndpoint } from "../webhooks/endpoint-service.ts";
import { readAddress } from "../webhooks/address.ts";
import { inputProblems, type Endpoint, type EndpointInput } from "../webhooks/endpoint.ts";
import { previewOf } from "../webhooks/preview-service.ts";
import type { Answer, Visit } from "./visit.tsx";
import type { Page } from "./document.tsx";
import { once } from "./once.ts";
import { sayIn } from "./say.ts";
import {
  emptyForm,
  formOf,
  inputOf,
  readTyped,
  shownAddress,
  type FormProblem,
  type Typed,
  type Wrong,
} from "./webhook-form.ts";
import { WebhookForm } from "./webhook-form-page.tsx";
import { PreviewBox, type Seen } from "./webhook-preview.tsx";
import { stampOf } from "./stamp.ts";
import { secretPage } from "./webhook-secret.tsx";
import { viewerOf, type WebhookDeps } from "./webhook-visit.ts";
import { wrongOf } from "./webhook-word.ts";

/** The form of a new endpoint, empty. */
export async function createPage(deps: WebhookDeps, visit: Visit): Promise<Answer> {
  const place = { members: await membersOf(deps.db, visit.visitor.business.id) };
  return { page: formPage(visit, { typed: emptyForm(), place }) };
}

/** Makes an endpoint and shows its secret, this once; what is wrong comes back as it was typed. */
export async function saveNew(deps: WebhookDeps, visit: Visit): Promise<Answer> {
  const { visitor, form } = visit;
  const typed = readTyped(form);
  const read = inputOf(typed, {});
  const place = { members: await membersOf(deps.db, visitor.business.id) };
  if (form.get("do") === "preview") return preview(deps, visit, { typed, place, ...read });
  const { input } = read;
  const whose = whoseOf(typed, place.members);
  const problems = [...read.problems, ...("problem" in whose ? [whose] : [])];
  const made =
    "problem" in whose || problems.length > 0
      ? { problems: [...problems, ...restOf(deps, input)] }
      : await makeEndpoint(deps, visit, { input, personId: whose.personId });
  if ("to" in made) return made;
  if ("refused" in made) return again(visit, { typed, full: true, place });
  if ("problems" in made) return again(visit, { typed, problems: made.problems, place });
  const { endpoint, secret } = made;
  return { page: secretPage(visit, { endpointId: endpoint.id, secret, until: null }) };
}

/** A second press of one form leads to the endpoint: the first one has shown the secret. */
async function makeEndpoint(
  deps: WebhookDeps,
  visit: Visit,
  wish: { input: EndpointInput; personId: number | null },
): Promise<Awaited<ReturnType<typeof createEndpoint>> | { to: string }> {
  const { visitor, now } = visit;
  const value = { ...wish, now, deps: deps.endpoints };
  const done = await once(deps, visit, {
    make: (tx) => createEndpoint(tx, visitor.business.id, value),
    leadsTo: (made) => ("endpoint" in made ? `/webhook/${made.endpoint.id}?done=again` : null),
  });
  return "to" in done ? done : done.made;
}

/** The form of an endpoint as it is; its address and the values of its headers stay covered. */
export async function editPage(
  deps: WebhookDeps,
  visit: Visit,
  endpoint: Endpoint,
): Promise<Answer> {
  const { headers, place } = await known(deps, visit, endpoint);
  return { page: formPage(visit, { typed: formOf(endpoint, headers), place }) };
}

/** Changes an endpoint; an address that was left empty stays. */
export async function saveEdit(
  deps: WebhookDeps,
  visit: Visit,
  endpoint: Endpoint,
): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { headers, place } = await known(deps, visit, endpoint);
  const typed = readTyped(form);
  const { input, ...read } = inputOf(typed, headers);
  if (form.get("do") === "preview") return preview(deps, visit, { typed, input, place, ...read });
  const { url, ...rest } = input;
  const kept = url.trim() === "";
  const problems = [...read.problems, ...(kept ? inputProblems(rest) : restOf(deps, input))];
  const isOther = form.get("stamp") !== place.stamp;
  if (isOther || problems.length > 0) return again(visit, { typed, problems, place, isOther });
  const changed = await changeEndpoint(deps.db, visitor.business.id, {
    endpointId: endpoint.id,
    viewer: viewerOf(visit),
    input: kept ? rest : input,
    now,
    deps: deps.endpoints,
  });
  if ("problems" in changed) return again(visit, { typed, problems: changed.problems, place });
  return { to: `/webhook/${endpoint.id}?done=saved` };
}

/** An endpoint that is there, or whose a new one may be. */
type Made = { endpoint: Endpoint; address: string; stamp: string };
type Place = Made | { members: readonly Member[] };

/** The business's own, or that of a member who is still there. */
function whoseOf(
  { whose }: Typed,
  members: readonly Member[],
): { personId: number | null } | { field: "whose"; problem: "gone" } {
  if (whose === "") return { personId: null };
  const member = members.find(({ personId }) => String(personId) === whose);
  return member ?? { field: "whose", problem: "gone" };
}

async function known(
  deps: WebhookDeps,
  visit: Visit,
  endpoint: Endpoint,
): Promise<{ headers: Record<string, string>; place: Made }> {
  const found = await revealEndpoint(deps.db, visit.visitor.business.id, {
    endpointId: endpoint.id,
    viewer: viewerOf(visit),
    keyring: deps.endpoints.keyring,
  });
  const address = found ? shownAddress(found.url) : endpoint.host;
  const headers = found?.headers ?? {};
  const stamp = stampOf([formOf(endpoint, headers), address]);
  return { headers, place: { endpoint, address, stamp } };
}

/** What the last events would have been, in place or as the whole form with what was typed. */
async function preview(
  deps: WebhookDeps,
  visit: Visit,
  about: { typed: Typed; input: EndpointInput; problems: FormProblem[]; place: Place },
): Promise<Answer> {
  const { visitor, now } = visit;
  const say = sayIn(visitor.language);
  const { typed, input, place } = about;
  const wrong = wrongOf(
    about.problems.filter(({ field }) => field === "filter"),
    say,
  );
  const looked =
    wrong.filter === undefined ? await previewOf(deps.db, visitor.business.id, input) : null;
  const seen: Seen =
    looked === null
      ? { wrong: wrong.filter ?? "" }
      : "problem" in looked
        ? { wrong: say("wh-preview-wrong") }
        : looked;
  if (!visit.part) return { page: formPage(visit, { typed, seen, place }) };
  const { timezone } = visitor.business;
  return { part: <PreviewBox say={say} zone={timezone} now={now} seen={seen} /> };
}

/** Everything else that is wrong, so that nobody mends one field after the other. */
function restOf({ endpoints }: WebhookDeps, input: EndpointInput): FormProblem[] {
  const address = readAddress(input.url);
  const problem = address ? endpoints.problemOfTarget(address.url) : "not_url";
  return [...inputProblems(input), ...(problem ? [{ field: "url" as const, problem }] : [])];
}

function again(
  visit: Visit,
  about: {
    typed: Typed;
    problems?: readonly FormProblem[];
    full?: boolean;
    place: Place;
    isOther?: boolean;
  },
): Answer {
  const { typed, problems = [], full = false, place, isOther = false } = about;
  const say = sayIn(visit.visitor.language);
  const wrong = full ? { name: say("wh-wrong-full") } : wrongOf(problems, say);
  return { status: isOther ? 409 : 422, page: formPage(visit, { typed, wrong, place, isOther }) };
}

function formPage(
  { visitor, now }: Visit,
  about: { typed: Typed; wrong?: Wrong; seen?: Seen | null; place: Place; isOther?: boolean },
): Page {
  const { typed, wrong = {}, seen = null, isOther = false } = about;
  const place = "endpoint" in about.place ? about.place : null;
  const { business, language, csrf } = visitor;
  const say = sayIn(language);
  const back = place ? `/webhook/${place.endpoint.id}` : "/webhook/";
  return {
    title: place ? say("wh-edit-title", { name: place.endpoint.name }) : say("wh-new"),
    section: "webhook",
    styles: ["webhook"],
    up: { to: back, label: place ? place.endpoint.name : say("web-webhooks") },
    body: (
      <WebhookForm
        say={say}
        language={language}
        zone={business.timezone}
        now={now}
        csrf={csrf}
        action={place ? `${back}/edit` : "/webhook/new"}
        back={back}
        typed={typed}
        wrong={wrong}
        address={place?.address ?? null}
        stamp={place?.stamp ?? null}
        isOther={isOther}
        seen={seen}
        members={"members" in about.place ? about.place.members : null}
      />
    ),
  };
}
