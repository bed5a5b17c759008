import type { AgentRoom } from "./agent-start.ts";
import type { Handlers } from "./jobs/tasks.ts";
import type { SpeechRoom } from "./speech-start.ts";
import type { Webhooks } from "./webhook-start.ts";

/** Work that waits for third parties. It has a worker of its own, so that no card waits behind it. */
export function outsideHandlers({
  speech,
  webhooks,
  agent,
}: {
  speech: SpeechRoom;
  webhooks: Webhooks;
  agent: Pick<AgentRoom, "outside">;
}): Handlers {
  return { ...speech.handlers, ...webhooks.handlers, ...agent.outside };
}
