import { Router } from "@koa/router";
import {
  endpointOf,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
  setActive,
} from "../webhooks/endpoint-service.ts";
import { examine } from "../webhooks/doctor-service.ts";
import type { Endpoint } from "../webhooks/endpoint.ts";
import { statisticsOf } from "../webhooks/log-service.ts";
import { isEventName } from "../webhooks/pattern.ts";
import { AppError } from "../lib/app-error.ts";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";
import type { Page } from "./document.tsx";
import { Icon } from "./icon.tsx";
import { sayIn } from "./say.ts";
import { DoctorView } from "./webhook-doctor-page.tsx";
import { createPage, editPage, saveEdit, saveNew } from "./webhook-edit.tsx";
import { EndpointList, NoEndpoints, type Listed } from "./webhook-list-page.tsx";
import { lookAt, lookupLogs } from "./webhook-look.tsx";
import { Tested } from "./webhook-test.tsx";
import { retry } from "./webhook-retry.ts";
import { secretPage } from "./webhook-secret.tsx";
import { doneOf, namesIn, viewerOf, type WebhookDeps } from "./webhook-visit.ts";

/** Webhooks are settings: their requests carry what the whole business does. */
const RIGHT = "settings";
const DAY_MS = 86_400_000;

/** The pages of outbound webhooks, at the seed's addresses. */
export function webhookRouter(deps: WebhookDeps): Router {
  const router = new Router();
  const read = (path: string, handler: (visit: Visit) => Promise<Answer>): void =>
    void router.get(path, reading(deps, RIGHT, handler));
  const write = (path: string, handler: (visit: Visit) => Promise<Answer>): void =>
    void router.post(path, writing(deps, RIGHT, handler));
  read("/webhook/", (visit) => list(deps, visit));
  read("/webhook", () => Promise.resolve({ to: "/webhook/" }));
  read("/webhook/new", (visit) => createPage(deps, visit));
  write("/webhook/new", (visit) => saveNew(deps, visit));
  read("/webhook/:id", async (visit) => ({
    page: await lookAt(deps, visit, { endpoint: await here(deps, visit), tested: null }),
  }));
  write("/webhook/:id", (visit) => remove(deps, visit));
  read("/webhook/:id/edit", async (visit) => editPage(deps, visit, await here(deps, visit)));
  write("/webhook/:id/edit", async (visit) => saveEdit(deps, visit, await here(deps, visit)));
  write("/webhook/:id/toggle", (visit) => toggle(deps, visit));
  write("/webhook/:id/secret", (visit) => rotate(deps, visit));
  read("/webhook/:id/test", async (visit) => ({
    to: `/webhook/${(await here(deps, visit)).id}#test`,
  }));
  write("/webhook/:id/test", (visit) => test(deps, visit));
  read("/webhook/:id/logs", async (visit) => lookupLogs(deps, visit, await here(deps, visit)));
  write("/webhook/:id/retry", async (visit) => retry(deps, visit, await here(deps, visit)));
  read("/webhook/:id/doctor", async (visit) => doctor(deps, visit, await here(deps, visit)));
  write("/webhook/:id/doctor", async (visit) => doctor(deps, visit, await here(deps, visit)));
  return router;
}

/** The endpoint of the address; one of another business is as unknown as one that never was. */
async function here(deps: WebhookDeps, visit: Visit): Promise<Endpoint> {
  const endpoint = await endpointOf(deps.db, visit.visitor.business.id, {
    endpointId: visit.params["id"] ?? "",
    viewer: viewerOf(visit),
  });
  if (!endpoint) throw new AppError("webhooks.not_found", "not_found");
  return endpoint;
}

async function list(deps: WebhookDeps, visit: Visit): Promise<Answer> {
  const { visitor, now } = visit;
  const { language, business } = visitor;
  const say = sayIn(language);
  const endpoints = await listEndpoints(deps.db, business.id, viewerOf(visit));
  const listed: Listed[] = [];
  for (const endpoint of endpoints) {
    const day = { endpointId: endpoint.id, from: now - DAY_MS, to: now + 1, now };
    listed.push({ endpoint, statistics: await statisticsOf(deps.db, business.id, day) });
  }
  const waiting = listed.reduce((sum, one) => sum + (one.statistics?.waiting ?? 0), 0);
  const page: Page = {
    title: say("web-webhooks"),
    section: "webhook",
    styles: ["webhook"],
    ...(endpoints.length > 0
      ? {
          lead: say("wh-lead", {
            all: endpoints.length,
            on: endpoints.filter(({ active }) => active).length,
            waiting,
          }),
        }
      : {}),
    actions: endpoints.length > 0 && (
      <a class="btn main" href="/webhook/new">
        <Icon name="plus" small />
        {say("wh-new")}
      </a>
    ),
    done: doneOf(visit),
    body:
      endpoints.length === 0 ? (
        <NoEndpoints say={say} />
      ) : (
        <EndpointList
          say={say}
          language={language}
          now={now}
          listed={listed}
          names={await namesIn(deps, visit)}
        />
      ),
  };
  return { page };
}

async function remove(deps: WebhookDeps, visit: Visit): Promise<Answer> {
  const { id } = await here(deps, visit);
  const { visitor, now } = visit;
  const viewer = viewerOf(visit);
  await removeEndpoint(deps.db, visitor.business.id, { endpointId: id, viewer, now });
  return { to: "/webhook/?done=removed" };
}

async function toggle(deps: WebhookDeps, visit: Visit): Promise<Answer> {
  const { id } = await here(deps, visit);
  const { visitor, form, now } = visit;
  const active = form.get("active") === "on";
  const viewer = viewerOf(visit);
  await setActive(deps.db, visitor.business.id, { endpointId: id, viewer, active, now });
  return { to: `/webhook/${id}?done=${active ? "on" : "off"}` };
}

async function rotate(deps: WebhookDeps, visit: Visit): Promise<Answer> {
  const { id } = await here(deps, visit);
  const { visitor, now, form } = visit;
  const asked = Number(form.get("asked"));
  const value = { endpointId: id, viewer: viewerOf(visit), now, deps: deps.endpoints };
  const rotated = await rotateSecret(deps.db, visitor.business.id, {
    ...value,
    ...(asked > 0 ? { askedAt: asked } : {}),
  });
  // A second click of one page: the first one has shown the secret.
  if (!rotated) return { to: `/webhook/${id}` };
  return { page: secretPage(visit, { endpointId: id, ...rotated }) };
}

async function test(deps: WebhookDeps, visit: Visit): Promise<Answer> {
  const endpoint = await here(deps, visit);
  const { visitor, form } = visit;
  const event = form.get("event") ?? "";
  if (!isEventName(event)) throw new AppError("webhooks.no_event", "invalid");
  const of = { endpointId: endpoint.id, viewer: viewerOf(visit), event };
  const sent = await deps.sendTest(visitor.business.id, of);
  const tested = "log" in sent ? sent.log : null;
  const { language } = visitor;
  if (!visit.part) return { page: await lookAt(deps, visit, { endpoint, tested }) };
  return {
    part: <Tested say={sayIn(language)} language={language} tested={tested} endpoint={endpoint} />,
  };
}

async function doctor(deps: WebhookDeps, visit: Visit, endpoint: Endpoint): Promise<Answer> {
  const { visitor, form, now } = visit;
  const say = sayIn(visitor.language);
  const field = (name: string): string => (form.get(name) ?? "").replaceAll("\r\n", "\n");
  const pasted = { headers: field("headers"), body: field("body") };
  const given = form.has("headers");
  const value = {
    endpointId: endpoint.id,
    viewer: viewerOf(visit),
    pasted,
    keyring: deps.endpoints.keyring,
    now,
  };
  const diagnosis = given ? await examine(deps.db, visitor.business.id, value) : null;
  return {
    page: {
      title: say("wh-doctor"),
      section: "webhook",
      styles: ["webhook"],
      up: { to: `/webhook/${endpoint.id}`, label: endpoint.name },
      body: (
        <DoctorView
          say={say}
          csrf={visitor.csrf}
          endpointId={endpoint.id}
          pasted={pasted}
          diagnosis={diagnosis}
        />
      ),
    },
  };
}
