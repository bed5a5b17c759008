import type { ApiMethods, Opts } from "grammy/types";
import type { Params } from "./check.ts";
import type { Poll } from "./poll.ts";
import type { Bot } from "./person.ts";
import { badRequest } from "./refusal.ts";
import { isUpload } from "./upload.ts";
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
export type Player<P = Params> = { play(call: Call, params: P): unknown }["play"];
/** The description's check has made the parameters what grammY's types say. */
export type Plays = { [M in keyof ApiMethods]?: Player<Opts<M>> };

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
  const file = name === undefined ? value : call.given[name];
  if (isUpload(file) || (typeof file === "string" && name === undefined)) return file;
  throw badRequest(`there is no file "${name}" in the request`);
}
