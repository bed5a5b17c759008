import type { CallEvent } from "./call.ts";

export type Verdict = "accepted" | "ignored" | "refused" | "lookup";

/** A raw hook with what we made of it. `raw` are the bytes as they came, but for links; `receivedAt` is epoch ms. */
export type Hook = {
  businessId: string;
  tokenId: string;
  provider: string;
  name: string;
  method: string;
  query: string | null;
  contentType: string | null;
  signature: string | null;
  raw: Uint8Array;
  status: number;
  verdict: Verdict;
  reason: string | null;
  events: readonly CallEvent[];
  /** The sealed link to a recording, which `raw` no longer holds. */
  link?: string | null;
  receivedAt: number;
};

/** A watched token that has just received something. */
export type Watched = { businessId: string; tokenId: string };
