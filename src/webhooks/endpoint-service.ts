import { and, count, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { endpoints, endpointSecrets } from "../db/schema/webhook.ts";
import { AppError } from "../lib/app-error.ts";
import { open, seal, type Keyring } from "../lib/secret-box.ts";
import { readAddress, type Address, type AddressProblem } from "./address.ts";
import {
  changeRow,
  dropUnsent,
  endpointRow,
  endpointRows,
  parkWaiting,
  secretsOf,
  toEndpoint,
  type Viewer,
} from "./endpoint-store.ts";
import { inputProblems, type Endpoint, type EndpointInput, type InputProblem } from "./endpoint.ts";
import { SECRET_BYTES, secretOf } from "./sign.ts";
import { wakePump } from "./wake-store.ts";

export type { Viewer } from "./endpoint-store.ts";

/** What is needed to keep addresses and secrets: `problemOfTarget` says whether requests may go to an address. */
export type EndpointDeps = {
  keyring: Keyring;
  random: (bytes: number) => Uint8Array;
  problemOfTarget: (url: string) => AddressProblem | null;
};

const MAX_ENDPOINTS = 20;
const NONCE_BYTES = 12;
const MAX_SECRETS = 5;
const DAY_MS = 86_400_000;

type Problems = { problems: InputProblem[] };

/** Endpoints of a business, the oldest first. */
export async function listEndpoints(
  tx: Tx,
  businessId: string,
  viewer: Viewer,
): Promise<Endpoint[]> {
  return (await endpointRows(tx, businessId, viewer)).map(toEndpoint);
}

/** One of them, or null. */
export async function endpointOf(
  tx: Tx,
  businessId: string,
  { endpointId, viewer }: { endpointId: string; viewer: Viewer },
): Promise<Endpoint | null> {
  const row = await endpointRow(tx, businessId, { endpointId, viewer });
  return row && toEndpoint(row);
}

/** Its address and headers in full, for the form of who may change it. */
export async function revealEndpoint(
  tx: Tx,
  businessId: string,
  { endpointId, viewer, keyring }: { endpointId: string; viewer: Viewer; keyring: Keyring },
): Promise<{ url: string; headers: Record<string, string> } | null> {
  const row = await endpointRow(tx, businessId, { endpointId, viewer });
  return row && { url: open(keyring, row.url), headers: openHeaders(keyring, row.headers) };
}

/** A new endpoint, on at once, with its first secret, which is shown this once only. */
export async function createEndpoint(
  tx: Tx,
  businessId: string,
  value: { input: EndpointInput; personId: number | null; now: number; deps: EndpointDeps },
): Promise<{ endpoint: Endpoint; secret: string } | Problems | { refused: "too_many" }> {
  const { input, personId, now, deps } = value;
  const address = addressOf(input.url, deps);
  const problems = [
    ...inputProblems(input),
    ...("problem" in address ? [{ field: "url" as const, problem: address.problem }] : []),
  ];
  if ("problem" in address || problems.length > 0) return { problems };
  return tx.transaction(async (inner) => {
    await inner.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`endpoints:${businessId}`}, 0))`,
    );
    const [known] = await inner
      .select({ many: count() })
      .from(endpoints)
      .where(and(eq(endpoints.businessId, businessId), isNull(endpoints.removedAt)));
    if ((known?.many ?? 0) >= MAX_ENDPOINTS) return { refused: "too_many" as const };
    const [row] = await inner
      .insert(endpoints)
      .values({
        businessId,
        personId,
        ...written(input),
        ...sealedAddress(address, { headers: input.headers, deps }),
        createdAt: new Date(now),
        updatedAt: new Date(now),
      })
      .returning();
    if (!row) throw new AppError("webhooks.not_saved", "conflict");
    const secret = await addSecret(inner, businessId, { endpointId: row.id, now, deps });
    return { endpoint: toEndpoint(row), secret };
  });
}

/** Changes what is given; an address that is left out stays. */
export async function changeEndpoint(
  tx: Tx,
  businessId: string,
  value: {
    endpointId: string;
    viewer: Viewer;
    input: Omit<EndpointInput, "url"> & { url?: string };
    now: number;
    deps: EndpointDeps;
  },
): Promise<{ endpoint: Endpoint } | Problems | { refused: "not_found" }> {
  const { endpointId, viewer, input, now, deps } = value;
  const row = await endpointRow(tx, businessId, { endpointId, viewer });
  if (!row) return { refused: "not_found" };
  const kept: Address = { url: open(deps.keyring, row.url), host: row.host, authorization: null };
  const address = input.url === undefined ? kept : addressOf(input.url, deps);
  const problems = [
    ...inputProblems(input),
    ...("problem" in address ? [{ field: "url" as const, problem: address.problem }] : []),
  ];
  if ("problem" in address || problems.length > 0) return { problems };
  const [changed] = await tx
    .update(endpoints)
    .set({
      ...written(input),
      ...sealedAddress(address, { headers: input.headers, deps }),
      updatedAt: new Date(now),
    })
    .where(and(eq(endpoints.businessId, businessId), eq(endpoints.id, endpointId)))
    .returning();
  return changed ? { endpoint: toEndpoint(changed) } : { refused: "not_found" };
}

/** Takes an endpoint away with what it has not sent; false when there is none. */
export async function removeEndpoint(
  tx: Tx,
  businessId: string,
  { endpointId, viewer, now }: { endpointId: string; viewer: Viewer; now: number },
): Promise<boolean> {
  return tx.transaction(async (inner) => {
    const row = await endpointRow(inner, businessId, { endpointId, viewer, lock: true });
    if (!row) return false;
    await changeRow(inner, businessId, {
      endpointId,
      set: { active: false, removedAt: new Date(now) },
    });
    await dropUnsent(inner, businessId, { endpointId, now });
    await inner
      .delete(endpointSecrets)
      .where(
        and(eq(endpointSecrets.businessId, businessId), eq(endpointSecrets.endpointId, endpointId)),
      );
    return true;
  });
}

/** On or off. What waits when it goes off is kept, what comes while it is off too: `parkedOf` of the replays offers them. */
export async function setActive(
  tx: Tx,
  businessId: string,
  value: { endpointId: string; viewer: Viewer; active: boolean; now: number },
): Promise<Endpoint | null> {
  const { endpointId, viewer, active, now } = value;
  return tx.transaction(async (inner) => {
    const row = await endpointRow(inner, businessId, { endpointId, viewer, lock: true });
    if (!row) return null;
    if (row.active === active) return toEndpoint(row);
    const set = active ? fresh : { active, offReason: "owner", offAt: new Date(now) };
    await changeRow(inner, businessId, { endpointId, set: { ...set, updatedAt: new Date(now) } });
    if (active) await wakePump(inner, businessId, { endpointId });
    else await parkWaiting(inner, businessId, { endpointId, reason: "off" });
    return toEndpoint({ ...row, ...set });
  });
}

/** A new secret; those before it sign beside it until the overlap (24 h) is over. Shown this once only. */
export async function rotateSecret(
  tx: Tx,
  businessId: string,
  value: {
    endpointId: string;
    viewer: Viewer;
    now: number;
    overlapMs?: number;
    /** When it was asked for: a secret made since then is the one. */
    askedAt?: number;
    deps: EndpointDeps;
  },
): Promise<{ secret: string; until: number } | null> {
  const { endpointId, viewer, now, overlapMs = DAY_MS, askedAt, deps } = value;
  return tx.transaction(async (inner) => {
    if (!(await endpointRow(inner, businessId, { endpointId, viewer, lock: true }))) return null;
    if (askedAt !== undefined) {
      const known = await secretsOf(inner, businessId, { endpointId, keyring: deps.keyring });
      if (known.some(({ createdAt }) => createdAt >= askedAt)) return null;
    }
    const until = now + overlapMs;
    await inner.execute(sql`
      update endpoint_secrets set ends_at = ${new Date(until).toISOString()}::timestamptz
      where business_id = ${businessId} and endpoint_id = ${endpointId} and (ends_at is null or ends_at > ${new Date(until).toISOString()}::timestamptz)`);
    await inner.execute(sql`
      delete from endpoint_secrets where business_id = ${businessId} and endpoint_id = ${endpointId} and id not in (
        select id from endpoint_secrets where endpoint_id = ${endpointId} order by created_at desc limit ${MAX_SECRETS - 1})`);
    return { secret: await addSecret(inner, businessId, { endpointId, now, deps }), until };
  });
}

/** An endpoint begins anew: nothing that was before it was switched on counts. */
const fresh = {
  active: true,
  offReason: null,
  offAt: null,
  failingSince: null,
  givenUp: 0,
  warned: 0,
  failures: 0,
  openUntil: null,
};

function addressOf(url: string, deps: EndpointDeps): Address | { problem: AddressProblem } {
  const address = readAddress(url);
  if (!address) return { problem: url.length > 2048 ? "too_long" : "not_url" };
  const problem = deps.problemOfTarget(address.url);
  return problem ? { problem } : address;
}

function written(input: Omit<EndpointInput, "url">) {
  const { name, events, filter, template, templateText, timeoutS, rate, inFlight } = input;
  const { ordered, batch, redact } = input;
  return {
    name: name.trim(),
    events: [...new Set(events)],
    filter,
    template,
    templateText,
    timeoutS,
    rate,
    inFlight,
    ordered,
    batch,
    redact,
  };
}

/** Who signs in by the address does so by a header: an address is shown, logged and passed on more easily. */
function sealedAddress(
  { url, host, authorization }: Address,
  { headers, deps }: { headers: Record<string, string>; deps: EndpointDeps },
): { url: string; host: string; headers: string | null } {
  const { keyring, random } = deps;
  const rest = Object.entries(headers).filter(
    ([name]) => authorization === null || name.toLowerCase() !== "authorization",
  );
  const all = Object.fromEntries(
    authorization === null ? rest : [...rest, ["Authorization", authorization]],
  );
  return {
    url: seal(keyring, url, random(NONCE_BYTES)),
    host,
    headers:
      Object.keys(all).length === 0
        ? null
        : seal(keyring, JSON.stringify(all), random(NONCE_BYTES)),
  };
}

function openHeaders(keyring: Keyring, sealed: string | null): Record<string, string> {
  if (sealed === null) return {};
  const headers: Record<string, string> = JSON.parse(open(keyring, sealed));
  return headers;
}

async function addSecret(
  tx: Tx,
  businessId: string,
  { endpointId, now, deps }: { endpointId: string; now: number; deps: EndpointDeps },
): Promise<string> {
  const secret = secretOf(deps.random(SECRET_BYTES));
  await tx.insert(endpointSecrets).values({
    businessId,
    endpointId,
    secret: seal(deps.keyring, secret, deps.random(NONCE_BYTES)),
    createdAt: new Date(now),
  });
  return secret;
}
