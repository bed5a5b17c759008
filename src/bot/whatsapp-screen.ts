import type { Business } from "../business/business.ts";
import type { NumberRefusal, WhatsappNumber } from "../channels/whatsapp-number.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { dateNear, dayShort } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

export type WhatsappView = {
  business: Business;
  number: WhatsappNumber | null;
  /** What Meta's dashboard is to be given; `signed`: there is a secret to check events with. */
  hook: { url: string | null; verifyToken: string; signed: boolean };
  now: number;
  said: string | null;
};

/** The number as it is linked, or the three steps to one. */
export function whatsappScreen(language: Language, view: WhatsappView): Screen {
  const { business, number, said } = view;
  const title = [...(said === null ? [] : [said]), html(language, "whatsapp-title")];
  if (number === null)
    return {
      html: [
        ...title,
        html(language, "whatsapp-steps", { business: business.name }),
        view.hook.url === null
          ? html(language, "whatsapp-hook-none")
          : html(language, "whatsapp-after"),
      ].join("\n\n"),
      rows: [
        [{ label: text(language, "whatsapp-key-meta"), url: META }],
        [key(text(language, "whatsapp-key-ask"), { do: "whatsapp_ask", what: "keys" })],
        [agentKey(language)],
      ],
    };
  return {
    html: [...title, stateOf(language, { ...view, number }), hookOf(language, view)].join("\n\n"),
    rows: [
      [
        open(text(language, "whatsapp-key-app"), "app"),
        open(text(language, "whatsapp-key-template"), "template"),
      ],
      [
        key(text(language, "whatsapp-key-other"), { do: "whatsapp_ask", what: "keys" }),
        open(text(language, "whatsapp-key-unlink"), "unlink"),
      ],
      [open(text(language, "whatsapp-key-refresh"), "main"), agentKey(language)],
    ],
  };
}

/** Whose Meta app signs the events. */
export function appScreen(language: Language, { ownApp }: WhatsappNumber): Screen {
  const back = ownApp
    ? [
        [
          key(text(language, "whatsapp-key-app-server"), {
            do: "whatsapp_drop",
            what: "secret",
          }),
        ],
      ]
    : [];
  return {
    html: [
      html(language, "whatsapp-app-about"),
      html(language, ownApp ? "whatsapp-app-is-own" : "whatsapp-app-is-server"),
    ].join("\n\n"),
    rows: [
      [key(text(language, "whatsapp-key-app-own"), { do: "whatsapp_ask", what: "secret" })],
      ...back,
      [open(text(language, "bot-back"), "main")],
    ],
  };
}

/** Asks for a template, with the way out of the one that is set. */
export function templateScreen(language: Language, { template }: WhatsappNumber): Screen {
  const none = key(text(language, "whatsapp-key-template-off"), {
    do: "whatsapp_drop",
    what: "template",
  });
  return {
    html: html(language, "whatsapp-template-ask"),
    rows: template === null ? [] : [[none]],
  };
}

/** What is asked before customers get no more answers there. */
export function unlinkScreen(language: Language, number: WhatsappNumber): Screen {
  return {
    html: html(language, "whatsapp-unlink-sure", { phone: phoneOf(language, number) }),
    rows: [
      [
        key(text(language, "whatsapp-key-unlink-sure"), {
          do: "whatsapp_drop",
          what: "number",
        }),
      ],
      [open(text(language, "bot-back"), "main")],
    ],
  };
}

/** Why keys were not taken, and what to do. */
export function refusalText(language: Language, refusal: NumberRefusal): string {
  return html(language, `whatsapp-refused-${refusal}`);
}

/** The number as people read it; Meta's own id where it did not tell. */
export function phoneOf(language: Language, { phone, numberId }: WhatsappNumber): string {
  const digits = (phone ?? "").replace(/[\s().-]/g, "");
  if (/^\+\d{7,15}$/.test(digits)) return showPhone(digits);
  return cleanName(phone) ?? text(language, "whatsapp-number-unnamed", { id: numberId });
}

const META = "https://developers.facebook.com/apps/";

function key(label: string, action: Action): Button {
  return { label, action };
}

function open(label: string, screen: Extract<Action, { do: "whatsapp" }>["screen"]): Button {
  return { label, action: { do: "whatsapp", screen } };
}

function agentKey(language: Language): Button {
  return key(text(language, "salonbot-key-agent"), { do: "agent", screen: "main" });
}

function stateOf(
  language: Language,
  { business, number, now }: WhatsappView & { number: WhatsappNumber },
): string {
  const { linkedAt, heardAt, error, template } = number;
  const zone = business.timezone;
  const phone = phoneOf(language, number);
  const date = dayShort(language, linkedAt, now, zone);
  const name = cleanName(number.name) ?? business.name;
  const head = error === null ? "whatsapp-linked" : "whatsapp-linked-broken";
  return [
    html(language, head, { phone, name, date }),
    ...(error === null ? [] : [html(language, `whatsapp-error-${error}`)]),
    heardAt === null
      ? html(language, "whatsapp-heard-never")
      : html(language, "whatsapp-heard", { when: dateNear(language, heardAt, now, zone) }),
    template === null
      ? html(language, "whatsapp-template-none")
      : html(language, "whatsapp-template-set", template),
  ].join("\n");
}

function hookOf(language: Language, { hook: { url, verifyToken, signed } }: WhatsappView): string {
  const where =
    url === null
      ? html(language, "whatsapp-hook-none")
      : html(language, "whatsapp-hook", { url, token: verifyToken });
  return signed ? where : `${where}\n\n${html(language, "whatsapp-unsigned")}`;
}
