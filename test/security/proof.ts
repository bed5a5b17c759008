import type { Guard } from "./counted.ts";

/** Which tests prove a guard: the files of this folder, and those beside the code that they guard. */
export const proofs: Record<Exclude<Guard, "Supply chain" | "Fuzz">, readonly string[]> = {
  Hooks: [
    "test/security/hook.db.test.ts",
    "test/security/telegram-webhook.db.test.ts",
    "test/web/whatsapp-hook.db.test.ts",
    "test/web/address.db.test.ts",
    "test/telephony/known-token.db.test.ts",
    "test/security/timing.long.ts",
  ],
  Members: [
    "test/security/bot.db.test.ts",
    "test/security/group-press.db.test.ts",
    "test/bot/access.db.test.ts",
    "test/business/role.test.ts",
    "test/business/member.db.test.ts",
  ],
  Cabinet: ["test/cabinet/session.db.test.ts", "test/cabinet/init-data.test.ts"],
  Output: [
    "test/security/log-line.test.ts",
    "test/lib/csv.test.ts",
    "test/lib/scrub.test.ts",
    "test/lib/logger.test.ts",
    "test/gateways/telegram-card.test.ts",
  ],
  "Outbound requests": [
    "test/security/outbound.test.ts",
    "test/security/outbound.long.ts",
    "test/gateways/http.test.ts",
    "test/gateways/http-address.test.ts",
    "test/gateways/webhook-hostile.test.ts",
    "test/gateways/proxy.test.ts",
  ],
  Secrets: [
    "test/flows/security.test.ts",
    "test/security/canary.long.ts",
    "test/house/secret.test.ts",
    "test/house/canary.test.ts",
    "test/lib/secret-box.test.ts",
    "test/business/rotation.db.test.ts",
  ],
  Tenants: [
    "test/security/tenant.long.ts",
    "test/security/leave.long.ts",
    "test/business/schema.test.ts",
    "test/api/subscribe.db.test.ts",
  ],
  Model: [
    "test/agent/mind-read.test.ts",
    "test/agent/model-dialogue.test.ts",
    "test/agent/reply/lie.test.ts",
    "test/agent/step-property.test.ts",
    "test/speech/guard.test.ts",
    "test/speech/quote.test.ts",
  ],
  Limits: [
    "test/security/rate.test.ts",
    "test/api/cost.test.ts",
    "test/webhooks/limit.db.test.ts",
    "test/web/bad-input.db.test.ts",
  ],
  Privacy: [
    "test/bot/find.db.test.ts",
    "test/cabinet/client.db.test.ts",
    "test/speech/recording-ways.db.test.ts",
    "test/calls/clean.db.test.ts",
    "test/cabinet/setting-more.db.test.ts",
  ],
};

/** What only this command runs, because it takes minutes. */
export const longOnes = "test/security/*.long.ts";
