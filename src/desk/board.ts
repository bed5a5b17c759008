/** A column of the board: a stage by its id, or what is over. */
export type BoardKey = number | "won" | "lost";

/** How many deals a column has, and what they are worth in each currency. */
export type ColumnCount = {
  key: BoardKey;
  count: number;
  sums: { currency: string; amount: number }[];
};

/** What is to be done for a deal, and who does it. Instants are epoch ms. */
export type NextStep = {
  /** The most urgent open task. */
  task: { title: string; dueAt: number | null } | null;
  /** Whoever has that task, else who made the deal. */
  owner: string | null;
  /** The client rang and nobody answered: when, and until when they are to be called back. */
  missed: { at: number; dueAt: number | null } | null;
  /** Since when the client is on the phone. */
  talksSince: number | null;
  /** The client's next visit, or the one that goes on. */
  visit: { at: number; running: boolean } | null;
};
