import type { TokenHolder } from "../business/api-token-service.ts";
import type { Business } from "../business/business.ts";
import { dealsWith } from "../crm/deal-list-service.ts";
import type { Deal } from "../crm/deal.ts";
import type { Database } from "../db/client.ts";
import { callAnalyses, clientFacts, type ClientFact } from "../desk/program-service.ts";
import { talkMessages, type MessageFact } from "../desk/program-talk-service.ts";
import type { Tail } from "../events/tail-service.ts";
import { AppError } from "../lib/app-error.ts";
import { isoWithOffset } from "../lib/iso.ts";
import { parseWall } from "../lib/zone.ts";
import type { AnalyzedData } from "../speech/analysis.ts";
import { transcriptsOf } from "../speech/transcript-service.ts";
import type { Transcript } from "../speech/transcript.ts";
import { loaderOf } from "./loader.ts";

/** What the API reaches. */
export type ApiDeps = {
  db: Database;
  now: () => number;
  tail: Tail;
  /** Something may have happened: its event is numbered at once. */
  happened: () => void;
  /** Who tells owners; null while there is no bot. */
  botId: () => number | null;
};

/** One request: who asks, and what its items ask for together. */
export type ApiContext = ApiDeps & {
  holder: TokenHolder;
  business: Business;
  load: Loaders;
  /** Ends with the connection, the token or the process. */
  signal: AbortSignal;
  /** Resolves once what was told before has left. */
  ready: () => Promise<void>;
};

type Load<V> = (key: number) => Promise<V | null>;
type Loaders = {
  client: Load<ClientFact>;
  deal: Load<Deal>;
  transcript: Load<Transcript[]>;
  analysis: Load<AnalyzedData>;
  messages: (last: number) => Load<MessageFact[]>;
};

export function loadersOf({ db }: Pick<ApiDeps, "db">, businessId: string): Loaders {
  const messages = new Map<number, Load<MessageFact[]>>();
  return {
    client: loaderOf((ids) => clientFacts(db, businessId, ids)),
    deal: loaderOf(async (ids) => {
      const deals = await dealsWith(db, businessId, ids);
      return new Map(deals.filter(({ removed }) => !removed).map((deal) => [deal.id, deal]));
    }),
    transcript: loaderOf((ids) => transcriptsOf(db, businessId, ids)),
    analysis: loaderOf((ids) => callAnalyses(db, businessId, ids)),
    messages: (last) => {
      const known = messages.get(last);
      if (known) return known;
      const made = loaderOf((ids) => talkMessages(db, businessId, { ids, last }));
      messages.set(last, made);
      return made;
    },
  };
}

/** An instant with the business's offset. */
export function timeOf(ctx: Pick<ApiContext, "business">, at: number): string;
export function timeOf(ctx: Pick<ApiContext, "business">, at: number | null): string | null;
export function timeOf(
  { business }: Pick<ApiContext, "business">,
  at: number | null,
): string | null {
  return at === null ? null : isoWithOffset(at, business.timezone);
}

const TIME = /^((\d{4})-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(?:\.\d{1,6})?(z|[+-]\d\d:?\d\d)?$/i;

/** The instant of a time as a program writes it; without an offset it is the business's wall time. Throws `api.bad_time`. */
export function instantOf({ business }: Pick<ApiContext, "business">, written: string): number {
  const [, day = "", year = "", seconds = ":00", offset] = TIME.exec(written) ?? [];
  const wall = `${day}${seconds}`;
  const at =
    offset === undefined ? parseWall(wall, business.timezone) : Date.parse(`${wall}${offset}`);
  if (at === null || Number.isNaN(at) || Number(year) < 1970 || Number(year) > 2100)
    throw new AppError("api.bad_time", "invalid");
  return at;
}
