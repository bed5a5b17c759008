import {
  accountSecret,
  accountsOf,
  allAccounts,
  noteReconcile,
} from "../business/account-service.ts";
import { hasKey, type Account } from "../business/account.ts";
import { businessOf } from "../business/business-service.ts";
import { tokenByHash, tokensOf, tokenText } from "../business/hook-token-service.ts";
import type { TokenView } from "../business/hook-token.ts";
import type { Inbox } from "../calls/inbox-service.ts";
import { beginningsOf, knownRefs } from "../calls/known-service.ts";
import type { Database } from "../db/client.ts";
import type { NovofonCalls } from "../gateways/novofon.ts";
import type { PhonetCalls } from "../gateways/phonet.ts";
import { add, type Job } from "../jobs/job-service.ts";
import type { Tasks } from "../jobs/tasks.ts";
import type { Clock } from "../lib/clock.ts";
import { sha256Hex } from "../lib/hmac.ts";
import { isCountry } from "../lib/phone.ts";
import type { Keyring } from "../lib/secret-box.ts";
import { withoutLinks } from "./link-mark.ts";
import { narrow } from "./narrow.ts";
import { sourceOf, type Progress, type Source } from "./reconcile-source-service.ts";
import type { RecalledCall } from "./statistics.ts";

export type ReconcileDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  inbox: Pick<Inbox, "put">;
  phonet: PhonetCalls;
  novofon: NovofonCalls;
};

/** What comparing one account came to; `later`: the provider asks to wait, and a job goes on. */
export type Reconciled = { account: Account; found: number } & (
  | { done: true }
  | { later: true }
  | { failed: string }
);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Calls of the last minutes may still run, or their hooks be on the way. */
const FRESH_MS = 15 * MINUTE_MS;
/** Novofon gives a month at most. */
const LONGEST_MS = 30 * DAY_MS;
const PAUSE_MS = 65_000;
const AWAY_MS = 30 * MINUTE_MS;
const TRIES = 6;
/** A call told under two ids begins at about the same time. */
const SAME_MS = 2 * MINUTE_MS;

/** The job: all accounts each get a job of their own, which takes pages until the provider asks to wait. */
export async function runReconcile(deps: ReconcileDeps, job: Tasks["reconcile"]): Promise<void> {
  const { businessId, accountId } = job;
  if (businessId === undefined || accountId === undefined) {
    const accounts = (await allAccounts(deps.db)).filter(hasKey);
    return add(
      deps.db,
      accounts.map((account) => jobOf(account, {})),
    );
  }
  const account = (await accountsOf(deps.db, businessId)).find(({ id }) => id === accountId);
  if (!account || !hasKey(account)) return;
  const { tries = 0 } = job;
  const { from, to, skip } = { ...periodOf(account, deps.clock.now()), ...job };
  const outcome = await compare(deps, account, { from, to, skip });
  if (!("failed" in outcome) || outcome.failed !== "unreachable" || tries + 1 >= TRIES) return;
  const runAt = deps.clock.now() + AWAY_MS;
  await add(deps.db, { ...jobOf(account, { from, to, skip, tries: tries + 1 }), runAt });
}

/** Compares every account of a business now, for a person who waits; what does not fit into this goes on as a job. */
export async function reconcileNow(deps: ReconcileDeps, businessId: string): Promise<Reconciled[]> {
  const done: Reconciled[] = [];
  for (const account of (await accountsOf(deps.db, businessId)).filter(hasKey))
    done.push(await compare(deps, account, periodOf(account, deps.clock.now())));
  return done;
}

/** One at a time in the whole product: nobody waits for these. */
function jobOf(
  { id: accountId, businessId }: Account,
  progress: Tasks["reconcile"],
): Extract<Job, { task: "reconcile" }> {
  const payload = { ...progress, businessId, accountId };
  return {
    task: "reconcile",
    payload,
    key: `reconcile:${accountId}`,
    queue: "reconcile",
    priority: 10,
  };
}

function periodOf({ reconciledUntil }: Account, now: number): Progress {
  const to = now - FRESH_MS;
  const from = (reconciledUntil ?? now - DAY_MS) - HOUR_MS;
  return { from: Math.max(Math.min(from, to), now - LONGEST_MS), to, skip: 0 };
}

async function compare(
  deps: ReconcileDeps,
  account: Account,
  start: Progress,
): Promise<Reconciled> {
  const about = await aboutOf(deps, account);
  const note = (until: number | null, error: string | null) =>
    noteReconcile(deps.db, account.businessId, { accountId: account.id, until, error });
  const progress = { ...start };
  let found = 0;
  for (let asked = 0; asked < about.source.pages; asked += 1) {
    const page = await about.source.page(progress);
    if ("limited" in page) break;
    if (!("rows" in page)) {
      const failed = "refused" in page ? page.refused : "unreachable";
      await note(null, failed);
      return { account, found, failed };
    }
    found += await take(deps, account, about, page.rows);
    progress.skip += page.rows.length;
    if (page.rows.length < about.source.limit) {
      await note(progress.to, null);
      return { account, found, done: true };
    }
  }
  const runAt = deps.clock.now() + PAUSE_MS;
  await add(deps.db, { ...jobOf(account, progress), runAt });
  return { account, found, later: true };
}

type About = { source: Source; views: TokenView[] };

async function aboutOf(deps: ReconcileDeps, account: Account): Promise<About> {
  const { db, keyring } = deps;
  const business = await businessOf(db, account.businessId);
  const country = business && isCountry(business.country) ? business.country : "UA";
  const source = sourceOf(deps, account, { secret: accountSecret(account, keyring), country });
  const own = (await tokensOf(db, account.businessId)).filter(
    ({ accountId }) => accountId === account.id,
  );
  const views: TokenView[] = [];
  for (const token of own) {
    const view = await tokenByHash(db, sha256Hex(tokenText(token, keyring)));
    if (view) views.push(view);
  }
  return { source, views };
}

/** Puts what we never heard of, or never heard the end of, into the inbox, which is the only way in. */
async function take(
  deps: ReconcileDeps,
  account: Account,
  { source, views }: About,
  rows: readonly unknown[],
): Promise<number> {
  const { businessId, provider } = account;
  const calls = source.calls(rows, deps.clock.now());
  const refs = calls.flatMap((call) => call.refs);
  const known = await knownRefs(deps.db, businessId, { provider, refs });
  const missing = calls.flatMap((call) => missingOf(call, known));
  const told = await toldOtherwise(deps, businessId, source, missing);
  const put = missing.filter((call) => !told(call)).flatMap((call) => allowed(call, views));
  const now = deps.clock.now();
  await Promise.all(
    put.map(({ call, view, events }) =>
      deps.inbox.put({
        businessId,
        tokenId: view.id,
        provider,
        name: source.name,
        method: RECALLED,
        query: null,
        contentType: "application/json",
        signature: null,
        raw: Buffer.from(JSON.stringify(withoutLinks(call.rows))),
        status: 200,
        verdict: "accepted",
        reason: null,
        events,
        receivedAt: now,
      }),
    ),
  );
  return put.length;
}

/** Written as the method of what no PBX sent by itself. */
const RECALLED = "REST";

function missingOf(
  call: RecalledCall,
  known: ReadonlyMap<string, { ended: boolean }>,
): RecalledCall[] {
  const events = call.events.filter(({ ref, kind }) => {
    const heard = known.get(ref);
    // Where its beginning was heard, the hooks tell it better than a table does.
    return !heard || (!heard.ended && kind !== "rang");
  });
  return events.length === 0 ? [] : [{ ...call, events }];
}

/** Novofon's other hooks number calls otherwise than its statistics do. */
async function toldOtherwise(
  { db }: ReconcileDeps,
  businessId: string,
  { siblings }: Source,
  calls: readonly RecalledCall[],
): Promise<(call: RecalledCall) => boolean> {
  const starts = calls.map(startOf);
  if (siblings.length === 0 || starts.length === 0) return () => false;
  const span = { from: Math.min(...starts) - SAME_MS, to: Math.max(...starts) + SAME_MS };
  const others = await beginningsOf(db, businessId, { dialects: siblings, ...span });
  return (call) =>
    others.some(
      ({ client, startedAt }) =>
        call.events.some((event) => event.client === client) &&
        Math.abs(startedAt - startOf(call)) <= SAME_MS,
    );
}

function startOf({ events }: RecalledCall): number {
  return Math.min(...events.map(({ startedAt, at }) => startedAt ?? at ?? 0));
}

/** The first of the account's addresses that these calls would come to. */
function allowed(call: RecalledCall, views: readonly TokenView[]) {
  for (const view of views) {
    const kept = narrow(call.events, view, view.others);
    if ("events" in kept && kept.events.length > 0) return [{ call, view, events: kept.events }];
  }
  return [];
}
