import type { Provider, Tenant } from "../flows/tenant.ts";

/** A business that takes calls from one provider. */
export type Shop = Tenant & { provider: Provider };

/** A call that the load made, and what of it the product has answered 2xx. */
export type Rung = {
  shop: Shop;
  /** The provider's id of the call. */
  key: string;
  phone: string;
  answered: boolean;
  /** Names of the hooks that were answered 2xx. */
  taken: string[];
  /** Its last hook was answered 2xx. */
  over: boolean;
};

/** A message that a customer wrote to a salon's bot; each customer writes one. */
type Asked = { chat: string; person: number; answered: boolean };

/** Whatever was given to the product, kept apart from what the product says of it. */
export type Ledger = {
  calls: Rung[];
  asked: Asked[];
  /** Answers to hooks that were not 2xx; a connection that was refused or broke is 0. */
  refused: number[];
};

export function newLedger(): Ledger {
  return { calls: [], asked: [], refused: [] };
}

/** How many hooks and messages were taken. */
export function sentIn({ calls, asked }: Ledger): number {
  return calls.reduce((sum, { taken }) => sum + taken.length, asked.length);
}
