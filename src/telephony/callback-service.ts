import { accountSecret, accountsOf } from "../business/account-service.ts";
import { hasKey, type Account } from "../business/account.ts";
import { memberOf } from "../business/member-service.ts";
import { calledBy } from "../calls/known-service.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import type { Database, Tx } from "../db/client.ts";
import type { Calling } from "../gateways/calling.ts";
import type { NovofonCalls } from "../gateways/novofon.ts";
import type { PhonetCalls } from "../gateways/phonet.ts";
import { AppError } from "../lib/app-error.ts";
import type { Clock } from "../lib/clock.ts";
import type { Keyring } from "../lib/secret-box.ts";
import type { Callback, CallbackResult, Prepared } from "./callback.ts";
import { callerSince, holdNumber, insertCallback, resultOf, setResult } from "./callback-store.ts";

export type CallbackDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  phonet: PhonetCalls;
  novofon: NovofonCalls;
};

export type Wished = {
  /** Telegram's id of the press: one press never rings twice. */
  press: string;
  personId: number;
} & ({ callId: number } | { phone: string });

const SAME_CLIENT_MS = 60_000;
const DIALLABLE = /^\+?\d{5,15}$/;

/** Whether a PBX of the business can be asked to call: one with a key. */
export async function canCallBack(tx: Tx, businessId: string): Promise<boolean> {
  return (await accountsOf(tx, businessId)).some(hasKey);
}

/** Decides whether and from where a client is called back, and writes it down before anything rings. */
export async function prepareCallback(
  { db, clock }: Pick<CallbackDeps, "db" | "clock">,
  businessId: string,
  wished: Wished,
): Promise<Prepared> {
  const { press, personId } = wished;
  const now = clock.now();
  return db.transaction(async (tx): Promise<Prepared> => {
    const to = await clientOf(tx, businessId, wished);
    if ("refused" in to) return to;
    const { phone, callId } = to;
    await holdNumber(tx, businessId, phone);
    const before = await resultOf(tx, businessId, press);
    if (before !== undefined) return { repeated: before === null ? null : toResult(before) };
    const client = (await clientsByPhones(tx, businessId, [phone])).get(phone);
    if (client?.doNotCall === true) return { refused: "do_not_call" };
    const account = accountFor(await accountsOf(tx, businessId), to.provider);
    if (!account) return { refused: "no_account" };
    const ext = (await memberOf(tx, businessId, personId))?.ext ?? null;
    if (ext === null) return { refused: "no_extension" };
    const caller = await callerSince(tx, businessId, { phone, since: now - SAME_CLIENT_MS });
    if (caller) {
      const name = (await memberOf(tx, businessId, caller.personId))?.name ?? null;
      return { colleague: name, own: caller.personId === personId };
    }
    const accountId = account.id;
    const asked = { press, callId, phone, personId, ext, accountId, now };
    return { ready: { id: await insertCallback(tx, businessId, asked), accountId, ext, phone } };
  });
}

/** Asks the PBX, once: what became of a request whose answer was lost nobody knows. */
export async function placeCallback(
  deps: CallbackDeps,
  businessId: string,
  callback: Callback,
): Promise<CallbackResult> {
  const accounts = await accountsOf(deps.db, businessId);
  const account = accounts.find(({ id }) => id === callback.accountId);
  if (!account) throw new AppError("accounts.not_found", "not_found");
  const result = resultIn(await ask(deps, account, callback));
  await setResult(deps.db, businessId, { id: callback.id, result, now: deps.clock.now() });
  return result;
}

async function clientOf(
  tx: Tx,
  businessId: string,
  wished: Wished,
): Promise<
  | { phone: string; callId: number | null; provider: string | null }
  | { refused: "gone" | "hidden" | "number" }
> {
  const call =
    "phone" in wished
      ? { phone: wished.phone, callId: null, provider: null }
      : await calledBy(tx, businessId, wished.callId);
  if (!call) return { refused: "gone" };
  const { phone, callId, provider } = call;
  if (phone === null) return { refused: "hidden" };
  return DIALLABLE.test(phone) ? { phone, callId, provider } : { refused: "number" };
}

/** The PBX that the call came through first; other dialects than Phonet's are Novofon's. */
function accountFor(accounts: readonly Account[], provider: string | null): Account | undefined {
  const able = accounts.filter(hasKey);
  const vendor = provider === "phonet" ? "phonet" : "novofon";
  const own = provider === null ? undefined : able.find((one) => one.provider === vendor);
  return own ?? able[0];
}

async function ask(
  { phonet, novofon, keyring }: CallbackDeps,
  account: Account,
  { ext, phone }: Callback,
): Promise<Calling> {
  const secret = accountSecret(account, keyring);
  if ("apiKey" in secret)
    return phonet.callBack({ domain: account.label, ...secret }, { ext, to: phone });
  // Novofon's own example has no plus.
  const to = phone.replace(/^\+/, "");
  return novofon.callBack({ key: account.label, ...secret }, { ext, to });
}

function resultIn(calling: Calling): CallbackResult {
  if ("calling" in calling) return "ringing";
  if ("refused" in calling) return calling.refused;
  if ("limited" in calling) return "limited";
  return "unknown" in calling ? "unknown" : "unreachable";
}

const results: readonly CallbackResult[] = [
  "ringing",
  "limited",
  "unreachable",
  "unknown",
  "key",
  "extension",
  "number",
  "busy",
  "money",
  "other",
];

function toResult(text: string): CallbackResult {
  return results.find((result) => result === text) ?? "unknown";
}
