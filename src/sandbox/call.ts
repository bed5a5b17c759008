import type { ApiMethods, Opts } from "grammy/types";
import type { Params } from "./check.ts";
import type { Poll } from "./poll.ts";
import type { Bot } from "./person.ts";
import type { Upload } from "./upload.ts";
import type { World } from "./world.ts";

/** One checked request to the Bot API. */
export type Call = {
  world: World;
  bot: Bot;
  method: string;
  /** The parameters as they came, for `attach://` files. */
  given: Params;
  poll: Poll;
  /** Ends when the client went away. */
  signal: AbortSignal;
};

/** Plays one method: gives its result, or throws a Refusal. */
export type Play<M extends keyof ApiMethods> = (call: Call, params: Opts<M>) => unknown;
export type Plays = { [M in keyof ApiMethods]?: Play<M> };

/** A result that Telegram accompanies with a description. */
export class Described {
  readonly result: unknown;
  readonly description: string;

  constructor(result: unknown, description: string) {
    this.result = result;
    this.description = description;
  }
}

/** A file parameter: uploaded, uploaded under another name (attach://name), or the id of a stored one. */
export function fileOf(call: Call, value: unknown): Upload | string {
  const name =
    typeof value === "string" && value.startsWith("attach://") ? value.slice(9) : undefined;
  return (name === undefined ? value : call.given[name]) as Upload | string;
}
