import type { VNode } from "preact";
import { shadowSteps, tones, type AgentSettings } from "../agent/setting.ts";
import { wordsIn } from "../booking/salon.ts";
import type { ListedMaster } from "../booking/master-service.ts";
import type { ListedService } from "../booking/price-service.ts";
import { workText } from "../bot/hours.ts";
import { lengthOf, priceOf } from "../bot/salon-words.ts";
import type { Chat } from "../business/chat.ts";
import type { Visitor } from "../business/session.ts";
import type { SalonBot } from "../channels/salon-bot.ts";
import type { Edit } from "./care-edit.ts";
import { ChosenField, EditForm, TickField, TypedField, WordsFields } from "./care-field.tsx";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";
import { Badge, Empty, Sheet } from "./sheet.tsx";

export type AgentPageView = {
  visitor: Visitor;
  say: Say;
  agent: AgentSettings;
  bot: SalonBot | null;
  chats: readonly Chat[];
  hasModel: boolean;
  services: readonly ListedService[];
  masters: readonly ListedMaster[];
  edit: Edit;
};

const DAY_HOURS = "24";
const NEAR_HOURS = "2";

/** How the agent answers, and what it may offer. */
export function AgentPage(view: AgentPageView): VNode {
  return (
    <div class="split care">
      <div class="stack">
        <Manner view={view} />
      </div>
      <div class="stack">
        <State view={view} />
        <Services view={view} />
        <Masters view={view} />
      </div>
    </div>
  );
}

function State({ view }: { view: AgentPageView }): VNode {
  const { visitor, say, agent, bot, services, masters } = view;
  const ready = services.length > 0 && masters.length > 0;
  const username = bot?.username ?? "";
  return (
    <Sheet id="state" title={say("web-agent")}>
      <div class="pad stack8">
        <p>{say(agent.enabled ? "web-care-lead-on" : "web-care-lead-off")}</p>
        {bot === null && <p class="warn small">{say("web-care-bot-none")}</p>}
        {bot !== null && (
          <p class={bot.error === null ? "small muted" : "small bad"}>
            {say(bot.error === null ? "web-care-bot" : "web-care-bot-broken", { username })}
          </p>
        )}
        {!ready && <p class="warn small">{say("web-care-setup")}</p>}
        <form method="post" action="/dashboard/agent/switch">
          <Csrf token={visitor.csrf} />
          <input type="hidden" name="on" value={agent.enabled ? "no" : "yes"} />
          <button class={agent.enabled ? "btn" : "btn main"}>
            {say(agent.enabled ? "web-care-turn-off" : "web-care-turn-on")}
          </button>
        </form>
        <p class="small muted">{say("web-care-trial")}</p>
      </div>
    </Sheet>
  );
}

function Manner({ view }: { view: AgentPageView }): VNode {
  const { visitor, say, edit, chats, hasModel } = view;
  const chosen = chats.map(({ id, title }): [string, string] => [id, title]);
  return (
    <Sheet id="manner" title={say("web-care-manner")}>
      <EditForm action="/dashboard/agent" csrf={visitor.csrf} edit={edit} say={say}>
        <div class="form">
          <ChosenField
            edit={edit}
            name="tone"
            label={say("web-care-tone")}
            options={tones.map((tone) => [tone, say(`desk-agent-tone-${tone}`)])}
            say={say}
          />
          <TypedField
            edit={edit}
            name="hours"
            label={say("web-care-hours")}
            help={say("web-care-hours-help")}
            say={say}
          />
          <div class="span2">
            <TypedField
              edit={edit}
              name="restrictions"
              label={say("web-care-restrictions")}
              rows={3}
              say={say}
            />
          </div>
          <WordsFields
            edit={edit}
            name="greeting"
            label="web-care-greeting"
            help={say("web-care-line-help")}
            say={say}
          />
          <span class="only-wide" />
          <WordsFields
            edit={edit}
            name="offLine"
            label="web-care-off-line"
            help={say("web-care-line-help")}
            say={say}
          />
        </div>
        <h3 class="pad">{say("web-care-people")}</h3>
        <div class="form">
          <TypedField
            edit={edit}
            name="minutes"
            label={say("web-care-minutes")}
            mode="numeric"
            say={say}
          />
          <ChosenField
            edit={edit}
            name="chat"
            label={say("web-care-chat")}
            options={[["", say("web-care-chat-own")], ...chosen]}
            say={say}
          />
          <TickField edit={edit} name="shadow" label={say("web-care-shadow")} />
          <ChosenField
            edit={edit}
            name="shadowAfter"
            label={say("web-care-shadow-after")}
            options={shadowSteps.map((steps) => [
              String(steps),
              steps === 0 ? say("web-care-shadow-never") : String(steps),
            ])}
            say={say}
          />
          {hasModel && <TickField edit={edit} name="model" label={say("web-care-model")} />}
        </div>
        <h3 class="pad">{say("web-care-reminders")}</h3>
        <div class="form">
          <TickField edit={edit} name="day" label={say("desk-remind-day", { hours: DAY_HOURS })} />
          <TickField
            edit={edit}
            name="near"
            label={say("desk-remind-near", { hours: NEAR_HOURS })}
          />
          <TickField edit={edit} name="review" label={say("desk-remind-review")} />
          <TypedField edit={edit} name="reviewUrl" label={say("web-care-review-url")} say={say} />
          <TypedField
            edit={edit}
            name="comeback"
            label={say("web-care-comeback")}
            help={say("web-care-comeback-help")}
            mode="numeric"
            say={say}
          />
        </div>
      </EditForm>
    </Sheet>
  );
}

function Services({ view }: { view: AgentPageView }): VNode {
  const { visitor, say, services } = view;
  const { business, language } = visitor;
  const add = <NewLink to="/dashboard/agent/services/new" label={say("web-care-service-new")} />;
  return (
    <Sheet id="services" title={say("web-care-services")} count={services.length} actions={add}>
      {services.length === 0 && <Empty words={say("web-care-services-none")} />}
      <ul class="rows">
        {services.map((service) => (
          <li>
            <a class="plain row" href={`/dashboard/agent/services/${service.slug}`}>
              <span class="grow">
                <b class="strong">{wordsIn(service.names, language, business)}</b>{" "}
                {service.archivedAt !== null && <Badge>{say("web-care-gone")}</Badge>}
                <span class="small muted block">{lengthOf(language, service.durationMin)}</span>
              </span>
              <span class="num">{priceOf(language, service.price, business.currency)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Masters({ view }: { view: AgentPageView }): VNode {
  const { visitor, say, masters } = view;
  const { business, language } = visitor;
  const add = <NewLink to="/dashboard/agent/masters/new" label={say("web-care-master-new")} />;
  return (
    <Sheet id="masters" title={say("web-care-masters")} count={masters.length} actions={add}>
      {masters.length === 0 && <Empty words={say("web-care-masters-none")} />}
      <ul class="rows">
        {masters.map((master) => (
          <li>
            <a class="plain" href={`/dashboard/agent/masters/${master.slug}`}>
              <b class="strong">{wordsIn(master.names, language, business)}</b>{" "}
              {master.archivedAt !== null && <Badge>{say("web-care-gone")}</Badge>}
              <span class="small muted block">{workText(language, master.hours)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function NewLink({ to, label }: { to: string; label: string }): VNode {
  return (
    <a class="btn quiet" href={to}>
      <Icon name="plus" small />
      {label}
    </a>
  );
}
