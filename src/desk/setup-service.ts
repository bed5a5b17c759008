import { accountsOf } from "../business/account-service.ts";
import type { AccountProvider } from "../business/account.ts";
import { subscribedChats } from "../business/chat-service.ts";
import { tokensOf } from "../business/hook-token-service.ts";
import { employeesOf } from "../business/line-service.ts";
import type { Tx } from "../db/client.ts";
import { speechSettings } from "../speech/settings-service.ts";
import { heardEvents, type Heard } from "./hook-store.ts";
import { checklist, missingEvents, type SetupFacts, type SetupLine } from "./setup.ts";

/** The checklist of one account; `missing` are Novofon's events that have not come yet. */
export type Setup = {
  accountId: string;
  provider: AccountProvider;
  label: string;
  lines: SetupLine[];
  missing: string[];
  done: number;
  /** Recordings are taken. */
  recording: boolean;
};

/** The set-up checklist of every account of a business. */
export async function setup(tx: Tx, businessId: string): Promise<Setup[]> {
  const accounts = await accountsOf(tx, businessId);
  const tokens = await tokensOf(tx, businessId);
  const employees = await employeesOf(tx, businessId);
  const chatSubscribed = (await subscribedChats(tx, businessId)).length > 0;
  const heard = await heardEvents(tx, businessId);
  const { transcribe: recording } = await speechSettings(tx, businessId);
  return accounts.map((account) => {
    const own = tokens.filter((token) => token.accountId === account.id);
    const extensionKnown = employees.length > 0 || own.some((token) => token.ext !== null);
    const facts = {
      tokenAt: own[0]?.createdAt ?? null,
      extensionKnown,
      chatSubscribed,
      ...eventFacts(heard, account.id),
    };
    const lines = checklist(account, facts);
    const { id: accountId, provider, label } = account;
    return {
      accountId,
      provider,
      label,
      lines,
      missing: missingEvents(provider, facts),
      done: lines.filter((line) => line.done).length,
      recording,
    };
  });
}

function eventFacts(
  heard: readonly Heard[],
  accountId: string,
): Pick<SetupFacts, "events" | "endedAt" | "recordedAt"> {
  const own = heard.filter((one) => one.accountId === accountId);
  const recorded = own.filter((one) => one.recorded).map((one) => one.lastAt);
  const ended = own.flatMap((one) => one.endedAt ?? []);
  return {
    events: new Map(own.map(({ name, lastAt }) => [name, lastAt])),
    endedAt: ended.length > 0 ? Math.max(...ended) : null,
    recordedAt: recorded.length > 0 ? Math.max(...recorded) : null,
  };
}
