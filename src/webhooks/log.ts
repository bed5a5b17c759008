/** What the owner may know of a failure: whatever keeps a request from a server has one name, or it would show which ports are open. */
export type ErrorMessage =
  | "unreachable"
  | "no_answer"
  | "redirect"
  | "status"
  | "item"
  | "erased"
  | "payload_too_large";

export type Trigger = "schedule" | "manual" | "test" | "probe";

/** One attempt, under the seed's names. */
export type LogLine = {
  id: number;
  deliveryId: number;
  event: string;
  sequence: number | null;
  statusCode: number | null;
  responseTimeMs: number;
  isSuccess: boolean;
  errorMessage: string | null;
  attempt: number;
  trigger: string;
  at: number;
  /** Of the delivery as it is now: waiting, leased, done, given_up, parked, dropped; null once it is gone. */
  state: string | null;
  /** When it is tried again, while it waits. */
  dueAt: number | null;
  /** What was sent is kept, so that it can be sent again. */
  kept: boolean;
};

export type LogDetail = LogLine & { payload: string | null; response: string | null };

export type LogFilter = {
  event?: string;
  success?: boolean;
  deliveryId?: number;
  from?: number;
  to?: number;
};

export type Statistics = {
  attempts: number;
  succeeded: number;
  failed: number;
  first: number;
  retries: number;
  manual: number;
  /** Of answers, in ms; null when there was none. */
  p50: number | null;
  p95: number | null;
  p99: number | null;
  waiting: number;
  parked: number;
  /** How long the oldest delivery that is due has waited, in ms. */
  queueAgeMs: number;
  byEvent: { event: string; attempts: number; failed: number; p95: number | null }[];
  /** Hours with attempts, the earliest first; `at` is the beginning of the hour. */
  hourly: { at: number; attempts: number; failed: number; p95: number | null }[];
};
