import { randomBytes } from "node:crypto";
import { hookSecret, tokenByHash } from "../business/hook-token-service.ts";
import type { TokenView } from "../business/hook-token.ts";
import type { Inbox } from "../calls/inbox-service.ts";
import type { Hook, Verdict } from "../calls/hook.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import type { Database } from "../db/client.ts";
import { sha256Hex } from "../lib/hmac.ts";
import { seal, type Keyring } from "../lib/secret-box.ts";
import type { Door, Doors } from "./dialect.ts";
import { doors as allDoors } from "./dialects.ts";
import { judge, type Judged } from "./judge.ts";
import { takeLink } from "./link-hook.ts";

/** A hook as the web side received it. `now` is its arrival, epoch ms. */
type Received = {
  /** The name of the door in the table of dialects. */
  provider: string;
  token: string;
  method: "GET" | "POST";
  query: string;
  contentType: string | null;
  encoding?: string | null;
  signature: string | null;
  raw: Uint8Array;
  now: number;
};

/** What to answer the provider; `unknown` is a token nobody owns. */
type HookAnswer =
  | "unknown"
  | {
      status: number;
      body: object | string;
      /** The dialect that the hook was read in. */
      provider: string;
      name: string;
      verdict: Verdict;
      reason: string | null;
    };

export type Telephony = { receive(received: Received): Promise<HookAnswer>; forget(): void };

type Known = { view: TokenView; secret: string | null; until: number };

/** A notification that comes by GET is its query: it is kept as long as Node takes one. */
const MAX_HEAD = 16_384;
/** Changes to a token are seen within this time by every process. */
const KEEP_MS = 2000;

/** Takes hooks in: token, signature, parse, inbox. Answers only after the hook is committed. */
export function createTelephony(deps: {
  db: Database;
  inbox: Inbox;
  keyring: Keyring;
  /** The addresses that are served; all that there are unless told otherwise. */
  doors?: Doors;
}): Telephony {
  const known = new Map<string, Known>();
  const doors: Doors = deps.doors ?? allDoors;
  return {
    forget: () => known.clear(),
    receive: async (received) => {
      const door = doors[received.provider];
      const token = door && (await tokenOf(deps, { known, provider: door.provider }, received));
      if (!token) return "unknown";
      const judged = judge(received, token.view, token.secret, doors);
      await deps.inbox.put(toHook(deps.keyring, { received, view: token.view, judged, door }));
      const body = judged.lookup
        ? await lookUp(deps.db, token.view.businessId, judged.lookup.client)
        : judged.body;
      return {
        status: judged.status,
        body,
        provider: judged.provider,
        name: judged.name,
        verdict: judged.verdict,
        reason: judged.reason,
      };
    },
  };
}

/** The token that opens a provider's address. One that opens nothing here is always looked for, so that it takes the time of an unknown one. */
async function tokenOf(
  deps: { db: Database; keyring: Keyring },
  { known, provider }: { known: Map<string, Known>; provider: string },
  { token, now }: Received,
): Promise<Known | null> {
  const hash = sha256Hex(token);
  const before = known.get(hash);
  const isFresh = before && before.until > now && before.until <= now + KEEP_MS;
  if (isFresh && before.view.provider === provider) return before;
  const view = await tokenByHash(deps.db, hash);
  if (!view) known.delete(hash);
  if (view?.provider !== provider) return null;
  const entry = { view, secret: hookSecret(view, deps.keyring) || null, until: now + KEEP_MS };
  known.set(hash, entry);
  return entry;
}

/** Phonet asks who is calling before it routes; a responsible employee in the answer would route the call, so there is none. */
async function lookUp(db: Database, businessId: string, client: string | null): Promise<object> {
  if (client === null) return {};
  const found = (await clientsByPhones(db, businessId, [client])).get(client);
  return found?.name ? { name: found.name, url: "" } : {};
}

type Seen = { received: Received; view: TokenView; judged: Judged; door: Door };

/** Links are taken out of what is kept: the one to a recording of an accepted call is sealed, and forgotten once it was used. */
function toHook(keyring: Keyring, { received, view, judged, door }: Seen): Hook {
  const query = received.query === "" ? "" : withoutToken(received.query);
  const { kept, link } = takeLink({ ...received, query }, { door, token: view });
  const wanted = judged.verdict === "accepted" ? link : null;
  return {
    businessId: view.businessId,
    tokenId: view.id,
    provider: judged.provider,
    name: judged.name,
    method: received.method,
    query: kept.query === "" ? null : storable(kept.query),
    contentType: kept.contentType === null ? null : storable(kept.contentType),
    signature: received.signature === null ? null : storable(received.signature),
    raw: kept.raw,
    status: judged.status,
    verdict: judged.verdict,
    reason: judged.reason,
    events: judged.events,
    link: wanted === null ? null : seal(keyring, wanted, randomBytes(12)),
    receivedAt: received.now,
  };
}

/** The seed's address carries the token in its query. */
function withoutToken(query: string): string {
  const fields = new URLSearchParams(query);
  fields.delete("user_id");
  return fields.toString();
}

/** Postgres keeps no NUL, and a hook's address is as hostile as its body. */
function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed().slice(0, MAX_HEAD);
}
