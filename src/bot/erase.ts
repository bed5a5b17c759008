import { Composer } from "grammy";
import { erasable } from "../desk/erase-service.ts";
import { toE164 } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { allowed, sentToPrivate } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { eraseScreen, erasedScreen } from "./erase-screen.ts";
import { eraseAndWipe } from "./erase-service.ts";
import type { Presses } from "./press.ts";
import { send, show, tell } from "./screen.ts";

export const eraseComposer = new Composer<DeskContext>();

eraseComposer.command("erase", async (ctx) => {
  if (await sentToPrivate(ctx)) return;
  const member = await allowed(ctx, "erase");
  if (!member) return;
  const written = ctx.match.trim();
  if (written === "") return tell(ctx, "erase-usage");
  const { business } = member;
  const phone = toE164(written, business.country) ?? digitsOf(written);
  if (phone === null) return tell(ctx, "erase-wrong");
  const { deps, person, language } = ctx.desk;
  const wish = { phone, by: person.id, now: deps.clock.now() };
  const found = await erasable(deps.db, business.id, wish);
  await send(ctx, business.id, eraseScreen(language, phone, found));
});

export const erasePresses: Presses<"erase_sure" | "erase_keep"> = {
  erase_sure: {
    right: "erase",
    private: true,
    run: async (ctx, { business }, { phone }) => {
      const { deps, person, language } = ctx.desk;
      const wish = { phone, by: person.id, now: deps.clock.now() };
      const given = { ...deps, files: deps.sound.files, botId: deps.botInfo.id };
      const { erased, wiped } = await eraseAndWipe(given, business, wish);
      await show(ctx, business.id, erasedScreen(language, erased, wiped));
    },
  },
  erase_keep: {
    right: "erase",
    private: true,
    run: (ctx, { business }) =>
      show(ctx, business.id, { html: text(ctx.desk.language, "erase-kept"), rows: [] }),
  },
};

/** What is no number of any country may be the digits of an exchange. */
function digitsOf(written: string): string | null {
  const digits = written.replace(/[\s().-]/g, "");
  return /^\+?\d{3,15}$/.test(digits) ? digits : null;
}
