import { salonOf } from "../booking/salon-service.ts";
import type { Salon } from "../booking/salon.ts";
import type { Tx } from "../db/client.ts";
import { together } from "../lib/together.ts";
import type { StoredConversation } from "./conversation-store.ts";
import type { World } from "./conversation.ts";
import { boundClient } from "./identity-service.ts";
import { agentSettings } from "./setting-service.ts";
import type { AgentSettings } from "./setting.ts";
import type { Doing } from "./turn-do-service.ts";
import type { Utterance } from "./utterance.ts";
import { waitingLines } from "./utterance-store.ts";

/** What a turn looks at beside the conversation itself. */
export type Scene = {
  /** What came and was not answered yet, in its order. */
  burst: Utterance[];
  salon: Salon;
  settings: AgentSettings;
  client: Awaited<ReturnType<typeof boundClient>>;
};

export async function sceneOf(tx: Tx, conversation: StoredConversation): Promise<Scene> {
  const { businessId, id: conversationId } = conversation;
  const [burst, salon, settings, client] = await together([
    waitingLines(tx, businessId, { conversationId }),
    salonOf(tx, businessId),
    agentSettings(tx, businessId),
    boundClient(tx, conversation),
  ]);
  return { burst, salon, settings, client };
}

export function doingOf(
  conversation: StoredConversation,
  { salon, client }: Scene,
  { botId, now }: { botId: number; now: number },
): Doing {
  return { conversation, salon, boundId: client?.id ?? null, botId, now };
}

/** The client that the chat is bound to, as the machine knows them. */
export function knownOf({ client }: Scene): World["client"] {
  return client && { name: client.name, phone: client.phones[0] ?? null };
}
