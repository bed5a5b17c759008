import type { TextId } from "../texts/bundle.ts";
import type { Action } from "./action.ts";

/** Something to be said, without words: the id of its text and what stands in it. */
export type Saying = {
  /** A text of the room `texts`, "agent-…". */
  id: TextId;
  values?: Record<string, string | number>;
  /** Rows of buttons; titles are finished words in the language of the conversation. */
  buttons?: { title: string; action: Action }[][];
};
