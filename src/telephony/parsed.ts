import type { CallEvent } from "../calls/call.ts";
import type { Country } from "../lib/phone.ts";

/** What a hook's body turned out to be; `name` is the provider's own name of the event. */
export type Parsed =
  | { events: CallEvent[]; name: string }
  | { ignored: string; name: string }
  | { refused: string; detail: string }
  /** The PBX asks who calls before it routes the call (Phonet). */
  | { lookup: { client: string | null; line: string | null } };

/** What a parser cannot know from the body: arrival in epoch ms, the business's country, the cabinet's IANA zone. */
export type Context = { arrivedAt: number; country?: Country; zone?: string };
