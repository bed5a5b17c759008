/** A call with somebody outside that has ended, as far as clients and deals care. Instants are epoch ms. */
export type EndedCall = {
  callId: number;
  direction: "in" | "out";
  /** Incoming, and nobody talked. */
  missed: boolean;
  /** It had been announced with another end before. */
  corrected: boolean;
  /** First heard of long after its end. */
  recovered: boolean;
  outcome: "answered" | "missed" | "busy" | "no_answer" | "failed" | "unknown";
  /** The provider's raw disposition. */
  reason: string | null;
  /** E.164, else digits as they came; null when hidden. */
  phone: string | null;
  /** The name that the PBX gave. */
  name: string | null;
  line: string | null;
  startedAt: number;
  endedAt: number;
  /** Null when not known. */
  talkS: number | null;
  waitedS: number | null;
};
