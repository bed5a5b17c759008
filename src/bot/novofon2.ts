import { tokensOf } from "../business/hook-token-service.ts";
import type { HookToken } from "../business/hook-token.ts";
import { toE164 } from "../lib/phone.ts";
import { isZone } from "../lib/zone.ts";
import { addressOf, flatAddressOf } from "../telephony/address-service.ts";
import { linkNovofon2 } from "../telephony/link-service.ts";
import { notificationTemplate, notificationTypes } from "../telephony/novofon2-template.ts";
import { text } from "../texts/bundle.ts";
import { escapeHtml } from "../texts/html.ts";
import { addressNotes } from "./connect.ts";
import type { DeskContext } from "./context.ts";
import { enterForm, form } from "./form.ts";
import { stillLinking, tellLinked, zoneName } from "./link.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { show, tell } from "./screen.ts";

type NumberState = { businessId: string };

/** Asks for the number that tells one cabinet of Novofon 2.0 from another: it has no key that we could check. */
export const novofon2Form = form<NumberState>("novofon2", async (ctx, state, answer) => {
  const member = await stillLinking(ctx, state.businessId);
  if (!member) return null;
  const { deps, language } = ctx.desk;
  const { said, timezone } = takeZone(answer);
  const number = toE164(said, member.business.country);
  if (!number) {
    await tell(ctx, "template-number-bad");
    return state;
  }
  const link = await linkNovofon2(deps.link, state.businessId, { number, timezone });
  const zone = zoneName(link.account.timezone);
  const linked = html(language, "template-linked", { account: number, zone });
  const screen = templateScreen(ctx, link.token);
  await tellLinked(ctx, member, { link, screen: { html: `${linked}\n\n${screen.html}` } });
  return null;
});

export const novofon2Presses: Presses<"template" | "link_keyless"> = {
  template: {
    right: "link",
    private: true,
    run: async (ctx, { business }, { tokenId }) => {
      const tokens = await tokensOf(ctx.desk.deps.db, business.id);
      const token = tokens.find(({ id }) => id === tokenId);
      if (!token) return tell(ctx, "address-gone");
      const screen = templateScreen(ctx, token);
      const back = { label: text(ctx.desk.language, "bot-back") };
      const rows = [[{ ...back, action: { do: "address", tokenId } as const }]];
      await show(ctx, business.id, { ...screen, rows });
    },
  },
  link_keyless: {
    right: "link",
    private: true,
    run: async (ctx, { business }) => {
      await tell(ctx, "template-ask-number");
      await enterForm(ctx, "novofon2", { businessId: business.id });
    },
  },
};

/** "UTC+3" behind a number is the clock of the cabinet; the signs of the Etc zones are turned. */
function takeZone(answer: string): { said: string; timezone: string | null } {
  const [zone, sign, hours] = /\s+(?:UTC|GMT)\s?([+-])\s?(\d{1,2})\s*$/i.exec(answer) ?? [];
  if (zone === undefined) return { said: answer, timezone: null };
  const name =
    Number(hours) === 0 ? "Etc/UTC" : `Etc/GMT${sign === "+" ? "-" : "+"}${Number(hours)}`;
  return { said: answer.slice(0, -zone.length), timezone: isZone(name) ? name : null };
}

/** What to set up in the cabinet of Novofon 2.0, with the body of its notifications as a block that a tap copies. */
function templateScreen(ctx: DeskContext, token: HookToken) {
  const { deps, language } = ctx.desk;
  const types = notificationTypes.map((type) => `«${type}»`).join(", ");
  const address = addressOf(deps.link, token);
  return {
    html: [
      html(language, "template-steps", { types, address }),
      `<pre>${escapeHtml(notificationTemplate)}</pre>`,
      html(language, "template-flat", { address: flatAddressOf(deps.link, token) }),
      ...addressNotes(ctx),
    ].join("\n\n"),
  };
}
