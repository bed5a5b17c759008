import { Router } from "@koa/router";
import { retestLater } from "../agent/trial-service.ts";
import { agentSettings, changeAgent } from "../agent/setting-service.ts";
import { listMasters } from "../booking/master-service.ts";
import { listServices } from "../booking/price-service.ts";
import { changeReminders, reminderSettings } from "../booking/reminder-service.ts";
import { subscribedChats } from "../business/chat-service.ts";
import { salonBotOf } from "../channels/salon-bot-service.ts";
import { agentFields, readAgent } from "./care-agent-form.ts";
import { AgentPage } from "./care-agent-page.tsx";
import { freshEdit, isChanged, typedEdit, type Edit, type Wrongs } from "./care-edit.ts";
import { masterRoutes } from "./care-master.tsx";
import { serviceRoutes } from "./care-service.tsx";
import { sayIn } from "./say.ts";
import { reading, writing, type Answer, type CabinetDeps, type Visit } from "./visit.tsx";

/** The agent's settings, the price list and the masters. */
export function careRouter(deps: CabinetDeps): Router {
  const router = new Router();
  router.get(
    "/dashboard/agent",
    reading(deps, "settings", (visit) => look(deps, visit)),
  );
  router.post(
    "/dashboard/agent",
    writing(deps, "settings", (visit) => save(deps, visit)),
  );
  router.post(
    "/dashboard/agent/switch",
    writing(deps, "settings", async ({ visitor, form }) => {
      await changeAgent(deps.db, visitor.business.id, { enabled: form.get("on") === "yes" });
      return { to: "/dashboard/agent?done=saved" };
    }),
  );
  serviceRoutes(router, deps);
  masterRoutes(router, deps);
  return router;
}

async function keptOf(deps: CabinetDeps, { visitor }: Visit) {
  const { id } = visitor.business;
  const [agent, reminders] = await Promise.all([
    agentSettings(deps.db, id),
    reminderSettings(deps.db, id),
  ]);
  return { agent, reminders, fields: agentFields({ agent, reminders }, visitor.language) };
}

async function save(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { id } = visitor.business;
  const kept = await keptOf(deps, visit);
  const read = readAgent(form, { ...kept, hasModel: deps.desk().mind.on });
  const wrongs: Wrongs = "wrongs" in read ? read.wrongs : {};
  if ("wrongs" in read || isChanged(form, kept.fields))
    return look(deps, visit, typedEdit(visit, kept.fields, wrongs));
  const changed = await changeAgent(deps.db, id, read.agent);
  if ("refused" in changed) {
    const gone: Wrongs = { chat: { id: "web-care-wrong-chat" } };
    return look(deps, visit, typedEdit(visit, kept.fields, gone));
  }
  await changeReminders(deps.db, id, read.reminders);
  await retestLater(deps.db, id, now);
  return { to: "/dashboard/agent?done=saved" };
}

async function look(deps: CabinetDeps, visit: Visit, typed: Edit | null = null): Promise<Answer> {
  const { visitor, query } = visit;
  const { id } = visitor.business;
  const say = sayIn(visitor.language);
  const [kept, bot, chats, services, masters] = await Promise.all([
    keptOf(deps, visit),
    salonBotOf(deps.db, id),
    subscribedChats(deps.db, id),
    listServices(deps.db, id, { archived: true }),
    listMasters(deps.db, id, { archived: true }),
  ]);
  const { agent } = kept;
  const hasModel = deps.desk().mind.on;
  const edit = typed ?? freshEdit(kept.fields);
  return {
    status: typed === null ? 200 : typed.changed ? 409 : 422,
    page: {
      title: say("web-agent"),
      section: "agent",
      styles: ["care"],
      lead: say(agent.enabled ? "web-care-lead-on" : "web-care-lead-off"),
      done: query.get("done") === "saved" ? say("web-care-saved") : null,
      body: (
        <AgentPage {...{ visitor, say, agent, bot, chats, hasModel, services, masters, edit }} />
      ),
    },
  };
}
