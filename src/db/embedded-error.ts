import { AppError } from "../lib/app-error.ts";

export type EmbeddedFault =
  | "unwritable"
  | "foreign_cluster"
  | "no_os_user"
  | "no_binaries"
  | "binaries_do_not_run"
  | "disk_full"
  | "initdb_failed"
  | "other_version"
  | "no_settings"
  | "start_failed";

/** A start that cannot go on; the cause's message is a sentence for the person at the terminal. */
export function embeddedError(fault: EmbeddedFault, sentence: string, cause?: unknown): AppError {
  return new AppError(
    `embedded.${isFull(`${sentence} ${String(cause)}`) ? "disk_full" : fault}`,
    "conflict",
    {
      cause: new Error(sentence, { cause }),
    },
  );
}

function isFull(text: string): boolean {
  return /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|wrote only \d+ of \d+/i.test(
    text,
  );
}
