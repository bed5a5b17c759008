import { chatReason } from "../bot/reason.ts";
import { showPhone } from "../lib/phone.ts";
import { dateNear } from "../texts/format.ts";
import { plain, SETTINGS } from "./setting-frame.tsx";
import type { Group, GuideLine, Look } from "./setup-line.ts";
import type { SetupState } from "./setup-read.ts";
import { stateOf } from "./webhook-word.ts";

/** What is set up beside the telephony: chats, people, ways to customers, webhooks. */
export function moreGroups(look: Look, known: SetupState): Group[] {
  const { say } = look;
  const hooks = hookLines(look, known);
  return [
    { id: "chats", title: say("web-chats"), lines: chatLines(look, known) },
    { id: "team", title: say("web-set-team"), lines: teamLines(look, known) },
    { id: "customers", title: say("web-set-customers"), lines: customerLines(look, known) },
    ...(hooks.length > 0 ? [{ id: "hooks", title: say("web-webhooks"), lines: hooks }] : []),
  ];
}

function chatLines({ visitor, say }: Look, { chats }: SetupState): GuideLine[] {
  if (chats.length === 0)
    return [{ state: "todo", title: say("web-set-chats-none"), fact: say("web-set-chats-how") }];
  return chats.map(({ id, title, unreachable, filter }): GuideLine => {
    const cure = { label: say("web-set-filter"), href: `${SETTINGS}/chats/${id}` };
    if (unreachable !== null) {
      const fact = `${chatReason(visitor.language, unreachable.reason)} ${say("web-chats-lost")}`;
      return { state: "bad", title, fact, cure };
    }
    const fact = say(filter.missedOnly ? "web-set-chat-missed" : "web-set-chat-on");
    return { state: "ok", title, fact, cure };
  });
}

function teamLines({ say }: Look, { members, digest }: SetupState): GuideLine[] {
  const names = members.slice(0, 5).map(({ name }) => name);
  const more = members.length > names.length ? "…" : "";
  return [
    {
      state: "ok",
      title: say("web-set-people", { count: members.length }),
      fact: names.join(", ") + more,
      cure: { label: say("web-set-invite"), href: `${SETTINGS}/team` },
    },
    digest === null
      ? {
          state: "todo",
          title: say("web-set-digest"),
          fact: say("web-set-off"),
          optional: true,
          cure: { label: say("web-set-open"), href: `${SETTINGS}/chats#digest` },
        }
      : {
          state: "ok",
          title: say("web-set-digest-at", { at: digest.at }),
          fact: say("web-set-digest-own"),
        },
  ];
}

function customerLines(look: Look, known: SetupState): GuideLine[] {
  return [botLine(look, known), whatsappLine(look, known), agentLine(look, known)];
}

function botLine({ visitor, say }: Look, { state: { salonBot } }: SetupState): GuideLine {
  const href = `${SETTINGS}/telegram`;
  if (salonBot === null)
    return {
      state: "todo",
      title: say("web-set-bot"),
      fact: say("web-set-off"),
      optional: true,
      cure: { label: say("web-set-connect"), href },
    };
  const title = say("web-care-bot", { username: salonBot.username });
  if (salonBot.error === null) return { state: "ok", title, fact: say("web-set-bot-on") };
  const fact = plain(visitor.language, `salonbot-error-${salonBot.error}`);
  return { state: "bad", title, fact, cure: { label: say("web-set-token"), href } };
}

function whatsappLine(look: Look, { state: { whatsapp } }: SetupState): GuideLine {
  const { visitor, now, say } = look;
  const { language, business } = visitor;
  const href = `${SETTINGS}/whatsapp`;
  if (whatsapp === null)
    return {
      state: "todo",
      title: "WhatsApp",
      fact: say("web-set-off"),
      optional: true,
      cure: { label: say("web-set-connect"), href },
    };
  const { error, heardAt } = whatsapp;
  const title = ["WhatsApp", phoneOf(whatsapp.phone)].filter((part) => part !== null).join(" ");
  if (error !== null)
    return {
      state: "bad",
      title,
      fact: plain(language, `whatsapp-error-${error}`),
      cure: { label: say("web-set-token"), href },
    };
  if (heardAt === null)
    return {
      state: "wait",
      title,
      fact: say("web-set-whatsapp-wait"),
      cure: { label: say("web-set-open"), href },
    };
  const when = dateNear(language, heardAt, now, business.timezone);
  return { state: "ok", title, fact: say("web-telephony-last", { when }) };
}

/** As people write it, where Meta told only digits. */
function phoneOf(phone: string | null): string | null {
  return phone !== null && /^\+\d{7,15}$/.test(phone) ? showPhone(phone) : phone;
}

function agentLine({ say }: Look, { agent }: SetupState): GuideLine {
  const { enabled, shadow, shadowUnchanged: sent, shadowAfter: all } = agent;
  const cure = { label: say("web-set-tune"), href: "/dashboard/agent" };
  const title = say("web-agent");
  if (!enabled) return { state: "todo", title, fact: say("web-set-off"), optional: true, cure };
  const fact = shadow ? say("web-set-shadow", { sent, all }) : say("web-set-answers");
  return { state: "ok", title, fact, cure };
}

function hookLines({ now, say }: Look, { endpoints }: SetupState): GuideLine[] {
  return endpoints.map((endpoint): GuideLine => {
    const { tone, label } = stateOf(endpoint, now, say);
    const cure = { label: say("web-set-open"), href: `/webhook/${endpoint.id}` };
    const state = tone === "ok" ? "ok" : tone === "bad" ? "bad" : tone === "warn" ? "wait" : "todo";
    return { state, title: endpoint.name, fact: label, cure, optional: state === "todo" };
  });
}
