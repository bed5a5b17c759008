import { Logger as WorkerLogger } from "graphile-worker";
import type { Logger } from "pino";

/** What graphile-worker says, in our log: failures in full, its word on every single job at level trace. */
export function workerLogger(logger: Logger): WorkerLogger {
  return new WorkerLogger((scope) => (level, message, meta) => {
    const failure = cause(meta?.["error"]);
    const fields = { worker: scope.label, ...(failure ? { err: failure } : {}) };
    // A failed task's message carries the whole stack; `err` has it already.
    const [headline] = message.split(" with error '");
    const name: string = level;
    switch (name) {
      case "error":
        return logger.error(fields, headline);
      case "warning":
        return logger.warn(fields, headline);
      default:
        return logger.trace(fields, headline);
    }
  });
}

/** Drizzle's own error repeats every parameter of the query, names and numbers included; its cause does not. */
function cause(error: unknown): Error | null {
  if (!(error instanceof Error)) return null;
  return error.message.startsWith("Failed query") && error.cause instanceof Error
    ? error.cause
    : error;
}
