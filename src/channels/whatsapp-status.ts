const ranks = { sent: 1, delivered: 2, read: 3, played: 4, failed: 5 } as const;
type Stage = keyof typeof ranks;

/** What Meta tells of the way of a message that left. */
export type WhatsappStatus = {
  /** Meta's own id of the message. */
  externalId: string;
  /** Ours, where the message carried it (`biz_opaque_callback_data`). */
  utteranceId: number | null;
  status: Stage;
  /** Of a failed one: the code of Meta's table. */
  code: number | null;
  at: number | null;
};

export function isWhatsappStatus(status: string): status is Stage {
  return Object.hasOwn(ranks, status);
}

/** Statuses come in no order: a later stage stays, and failed is the last one. */
export function isFurther(stage: Stage, before: string | null): boolean {
  return before === null || !isWhatsappStatus(before) || ranks[stage] > ranks[before];
}
