import type { VNode } from "preact";
import { listEndpoints, revealEndpoint } from "../webhooks/endpoint-service.ts";
import type { Endpoint } from "../webhooks/endpoint.ts";
import { logOf, logsOf, statisticsOf } from "../webhooks/log-service.ts";
import type { LogDetail } from "../webhooks/log.ts";
import { meant } from "../webhooks/pattern.ts";
import { parkedOf } from "../webhooks/replay-service.ts";
import type { Answer, Visit } from "./visit.tsx";
import type { Page } from "./document.tsx";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { sayIn, type Say } from "./say.ts";
import { shownAddress } from "./webhook-form.ts";
import { EndpointList } from "./webhook-list-page.tsx";
import { filterOf, readWish, type LogWish } from "./webhook-log.ts";
import { LogRows, LogSheet, type LogAbout } from "./webhook-log-page.tsx";
import { LogTools } from "./webhook-log-tools.tsx";
import { EndpointView } from "./webhook-page.tsx";
import { doneOf, namesIn, viewerOf, type WebhookDeps } from "./webhook-visit.ts";

const DAY_MS = 86_400_000;
/** As many deliveries stand on the endpoint's own page. */
const SHORT = 8;
const PAGE = 50;

/** The page of one endpoint, beside the list of all of them where there is room. */
export async function lookAt(
  deps: WebhookDeps,
  visit: Visit,
  { endpoint, tested }: { endpoint: Endpoint; tested: LogDetail | null },
): Promise<Page> {
  const { visitor, now } = visit;
  const { business, language, csrf } = visitor;
  const say = sayIn(language);
  const viewer = viewerOf(visit);
  const { keyring } = deps.endpoints;
  const endpointId = endpoint.id;
  const known = await revealEndpoint(deps.db, business.id, { endpointId, viewer, keyring });
  const day = { endpointId, from: now - DAY_MS, to: now + 1, now };
  const common = { say, language, zone: business.timezone, now, csrf, endpoint };
  const log = await logAbout(deps, visit, { endpoint, short: true });
  const all = await listEndpoints(deps.db, business.id, viewer);
  const names = await namesIn(deps, visit);
  const listed = all.map((one) => ({ endpoint: one, statistics: null }));
  const [first = "*"] = meant(endpoint.events);
  return {
    title: endpoint.name,
    section: "webhook",
    styles: ["webhook"],
    up: { to: "/webhook/", label: say("web-webhooks") },
    done: doneOf(visit),
    body: (
      <div class="split ep-split">
        <div class="ep-side">
          <EndpointList
            say={say}
            language={language}
            now={now}
            listed={listed}
            names={names}
            current={endpointId}
          />
        </div>
        <EndpointView
          {...common}
          names={names}
          address={known ? shownAddress(known.url) : endpoint.host}
          statistics={await statisticsOf(deps.db, business.id, day)}
          parked={await parkedOf(deps.db, business.id, endpointId)}
          tested={tested}
          testEvent={tested?.event ?? first}
          log={
            <>
              <Sure visit={visit} endpoint={endpoint} say={say} />
              <LogSheet {...log} short />
            </>
          }
        />
      </div>
    ),
  };
}

/** The whole log of an endpoint; asked by the live rows, only what is newer. */
export async function lookupLogs(
  deps: WebhookDeps,
  visit: Visit,
  endpoint: Endpoint,
): Promise<Answer> {
  const { visitor, query } = visit;
  const say = sayIn(visitor.language);
  const { live, short } = readWish(query);
  const about = await logAbout(deps, visit, { endpoint, short });
  if (visit.part && live !== null)
    return (about.logs[0]?.id ?? 0) === live
      ? { nothing: true }
      : { part: <LogRows {...about} short={short} /> };
  const counted = /^\d{1,9}$/.exec(query.get("counted") ?? "")?.[0];
  return {
    page: {
      title: say("wh-log"),
      section: "webhook",
      styles: ["webhook"],
      up: { to: `/webhook/${endpoint.id}`, label: endpoint.name },
      done: doneOf(visit),
      body: (
        <>
          <Sure visit={visit} endpoint={endpoint} say={say} />
          <LogSheet
            {...about}
            tools={<LogTools {...about} counted={counted === undefined ? null : Number(counted)} />}
          />
        </>
      ),
    },
  };
}

async function logAbout(
  deps: WebhookDeps,
  visit: Visit,
  { endpoint, short }: { endpoint: Endpoint; short: boolean },
): Promise<LogAbout> {
  const { visitor, now, query } = visit;
  const { business, language, csrf } = visitor;
  const endpointId = endpoint.id;
  const asked = readWish(query);
  const wish: LogWish = { ...asked, short, live: null, ...(short ? { before: null } : {}) };
  const limit = short ? SHORT : PAGE;
  const { logs, next } = await logsOf(deps.db, business.id, {
    endpointId,
    filter: filterOf(wish),
    before: wish.before,
    limit,
  });
  return {
    say: sayIn(language),
    language,
    zone: business.timezone,
    now,
    csrf,
    endpoint,
    wish,
    logs,
    next,
    open: await openOf(deps, business.id, { endpointId, logId: wish.log }),
  };
}

async function openOf(
  deps: WebhookDeps,
  businessId: string,
  { endpointId, logId }: { endpointId: string; logId: number | null },
): Promise<LogAbout["open"]> {
  if (logId === null) return null;
  const detail = await logOf(deps.db, businessId, { endpointId, logId });
  if (!detail) return null;
  const filter = { deliveryId: detail.deliveryId };
  const { logs } = await logsOf(deps.db, businessId, { endpointId, filter, limit: PAGE });
  return { detail, tries: logs.toReversed() };
}

/** What arrived once is sent a second time only when somebody says so twice. */
function Sure(about: { visit: Visit; endpoint: Endpoint; say: Say }): VNode | null {
  const { visit, endpoint, say } = about;
  const sure = visit.query.get("sure");
  if (sure === null || !/^\d{1,15}$/.test(sure)) return null;
  return (
    <form class="note warn inset" method="post" action={`/webhook/${endpoint.id}/retry`}>
      <Csrf token={visit.visitor.csrf} />
      <input type="hidden" name="confirmed" value="yes" />
      <div class="stack8">
        <p>{say("wh-sure")}</p>
        <div class="row">
          <button class="btn main" name="one" value={sure}>
            <Icon name="retry" small />
            {say("wh-sure-go")}
          </button>
          <a class="btn" href={`/webhook/${endpoint.id}/logs`}>
            {say("wh-form-leave")}
          </a>
        </div>
      </div>
    </form>
  );
}
