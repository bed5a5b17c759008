import type { Account, AccountSecret } from "../business/account.ts";
import type { NovofonCalls } from "../gateways/novofon.ts";
import type { PhonetCalls } from "../gateways/phonet.ts";
import type { Country } from "../lib/phone.ts";
import { phonetCalls } from "./phonet-history.ts";
import { novofonCalls, wallText, type RecalledCall } from "./statistics.ts";

/** A period of an account's statistics (epoch ms) and how many of its rows were taken. */
export type Progress = { from: number; to: number; skip: number };
type Page = { rows: unknown[] } | { limited: true } | { refused: string } | { unreachable: string };

/** How one provider's statistics are asked for and read. */
export type Source = {
  /** Kept with what comes from here, as a hook's event has a name. */
  name: string;
  /** Rows in a full page, and how many pages are asked for before others have their turn. */
  limit: number;
  pages: number;
  page(progress: Progress): Promise<Page>;
  calls(rows: readonly unknown[], now: number): RecalledCall[];
  /** Other dialects of the same PBX, in which a call has another id. */
  siblings: readonly string[];
};

/** Three requests a minute are allowed; one is left for somebody else. */
const NOVOFON_PAGES = 2;
const PHONET_PAGES = 10;

export function sourceOf(
  gateways: { phonet: PhonetCalls; novofon: NovofonCalls },
  { label, timezone: zone }: Pick<Account, "label" | "timezone">,
  { secret, country }: { secret: AccountSecret; country: Country },
): Source {
  if ("apiKey" in secret)
    return {
      name: "company.api",
      limit: 50,
      pages: PHONET_PAGES,
      siblings: [],
      page: ({ from, to, skip: offset }) =>
        gateways.phonet.calls({ domain: label, ...secret }, { from, to, offset, limit: 50 }),
      calls: (rows) => phonetCalls(rows, { country }),
    };
  return {
    name: "statistics",
    limit: 1000,
    pages: NOVOFON_PAGES,
    siblings: ["novofon2", "flat"],
    page: ({ from, to, skip }) => {
      const period = { start: wallText(from, zone), end: wallText(to, zone), skip, limit: 1000 };
      return gateways.novofon.statistics({ key: label, ...secret }, period);
    },
    calls: (rows, now) => novofonCalls(rows, { arrivedAt: now, country, zone }),
  };
}
