import { agentSettings } from "../agent/setting-service.ts";
import { subscribedChats } from "../business/chat-service.ts";
import { digestAt } from "../business/digest-service.ts";
import { membersOf } from "../business/member-service.ts";
import { health } from "../desk/health-service.ts";
import { setup } from "../desk/setup-service.ts";
import { listEndpoints } from "../webhooks/endpoint-service.ts";
import type { SettingDeps } from "./setting-frame.tsx";
import type { Visit } from "./visit.tsx";

export type SetupState = Awaited<ReturnType<typeof readSetup>>;

/** Everything that the guide tells of, without asking anybody outside. */
export async function readSetup({ db, botId }: SettingDeps, { visitor }: Visit) {
  const { business, personId } = visitor;
  const own = { botId, telegramId: personId, threadId: null };
  const [state, setups, chats, members, digest, agent, endpoints] = await Promise.all([
    health(db, business.id),
    setup(db, business.id),
    subscribedChats(db, business.id),
    membersOf(db, business.id),
    digestAt(db, business.id, own),
    agentSettings(db, business.id),
    listEndpoints(db, business.id, { personId, admin: true }),
  ]);
  return { state, setups, chats, members, digest, agent, endpoints };
}
