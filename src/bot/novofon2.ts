import { businessOf } from "../business/business-service.ts";
import { tokensOf } from "../business/hook-token-service.ts";
import type { HookToken } from "../business/hook-token.ts";
import { toE164 } from "../lib/phone.ts";
import { addressOf, flatAddressOf } from "../telephony/address-service.ts";
import { linkNovofon2 } from "../telephony/link-service.ts";
import { notificationTemplate, notificationTypes } from "../telephony/novofon2-template.ts";
import { text } from "../texts/bundle.ts";
import { escapeHtml } from "../texts/html.ts";
import { addressNotes } from "./connect.ts";
import type { DeskContext } from "./context.ts";
import { enterForm, form } from "./form.ts";
import { stillLinking, tellLinked } from "./link.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { show, tell } from "./screen.ts";

type NumberState = { businessId: string };

/** Asks for the number that tells one cabinet of Novofon 2.0 from another: it has no key that we could check. */
export const novofon2Form = form<NumberState>("novofon2", async (ctx, state, answer) => {
  const member = await stillLinking(ctx, state.businessId);
  if (!member) return null;
  const { deps } = ctx.desk;
  const business = await businessOf(deps.db, state.businessId);
  const number = business && toE164(answer, business.country);
  if (!number) {
    await tell(ctx, "template-number-bad");
    return state;
  }
  const link = await linkNovofon2(deps.link, state.businessId, number);
  await tellLinked(ctx, member, { link, screen: templateScreen(ctx, link.token) });
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
