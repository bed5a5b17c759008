import type { Action } from "./action.ts";

/** Something to be said, without words: the id of its text and what stands in it. */
export type Saying = {
  /** A text of the room `texts`, "agent-…". */
  id: string;
  values?: Record<string, string | number>;
  /** Rows of buttons; titles are finished words (a time, a service's name) or text ids. */
  buttons?: { title: string; action: Action }[][];
};
