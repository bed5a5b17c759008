import type { Handlers } from "./jobs/tasks.ts";
import type { SpeechRoom } from "./speech-start.ts";

/** Work that waits for third parties. It has a worker of its own, so that no card waits behind it. */
export function outsideHandlers({ speech }: { speech: SpeechRoom }): Handlers {
  return { ...speech.handlers };
}
