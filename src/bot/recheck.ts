import { accountsOf } from "../business/account-service.ts";
import { recheckAccount } from "../telephony/link-service.ts";
import { showAccount } from "./connect.ts";
import { showHealth } from "./health.ts";
import type { Presses } from "./press.ts";
import { keyReason } from "./reason.ts";
import { html } from "./say.ts";
import { tell } from "./screen.ts";
import { accountName } from "./account-screen.ts";

export const recheckPresses: Presses<"recheck"> = {
  recheck: {
    right: "see_health",
    private: true,
    run: async (ctx, member, { accountId, on }) => {
      const { deps, language } = ctx.desk;
      const { business } = member;
      const account = (await accountsOf(deps.db, business.id)).find(({ id }) => id === accountId);
      const outcome = account && (await recheckAccount(deps.link, business.id, accountId));
      if (!outcome) return tell(ctx, "link-gone");
      const note =
        "ok" in outcome
          ? html(language, "check-ok", { account: accountName(account) })
          : keyReason(language, account, outcome.refused);
      if (on === "health") return showHealth(ctx, member, [note]);
      await showAccount(ctx, business.id, accountId, [note]);
    },
  },
};
