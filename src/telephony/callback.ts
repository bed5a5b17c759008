/** A call back that is written down and not asked for yet. */
export type Callback = { id: string; accountId: string; ext: string; phone: string };

/** `colleague`: somebody is calling this client already, `own` when it is the same person. */
export type Prepared =
  | { ready: Callback }
  | { refused: "gone" | "hidden" | "number" | "do_not_call" | "no_account" | "no_extension" }
  | { colleague: string | null; own: boolean }
  /** The press was handled before; null where that was interrupted and nobody knows whether it rang. */
  | { repeated: CallbackResult | null };
export type CallbackResult = "ringing" | "limited" | "unreachable" | "unknown" | Refusal;
/** What a PBX says no for. */
type Refusal = "key" | "extension" | "number" | "busy" | "money" | "other";
