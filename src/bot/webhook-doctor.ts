import { may } from "../business/role.ts";
import { text } from "../texts/bundle.ts";
import { escapeName } from "../texts/html.ts";
import { examine } from "../webhooks/doctor-service.ts";
import type { Diagnosis } from "../webhooks/doctor.ts";
import { ruleTexts, warningTexts } from "../webhooks/word.ts";
import type { Language } from "../texts/language.ts";
import { actingFor, whoMay } from "./access.ts";
import { ask, enterForm, form } from "./form.ts";
import type { Presses } from "./press.ts";
import { send, tell } from "./screen.ts";
import { endpointHere, viewerOf } from "./webhook-show.ts";

type Asked = { businessId: string; endpointId: string; headers: string | null };

/** Takes the headers and then the body that a receiver got, and says which rule of the signature failed. */
export const doctorForm = form<Asked>("webhook_doctor", async (ctx, state, answer) => {
  const { deps, language } = ctx.desk;
  const acting = await actingFor(ctx, state.businessId);
  if (!acting || !may(acting.role, "settings")) {
    await tell(ctx, "bot-no-right", { who: whoMay(language, "settings") });
    return null;
  }
  if (state.headers === null) {
    await ask(ctx, text(language, "console-ask-body"));
    return { ...state, headers: answer };
  }
  const { endpointId, headers, businessId } = state;
  const diagnosis = await examine(deps.db, businessId, {
    endpointId,
    viewer: viewerOf(ctx),
    pasted: { headers, body: answer },
    keyring: deps.keyring,
    now: deps.clock.now(),
  });
  const html = diagnosis ? verdict(language, diagnosis) : text(language, "console-gone");
  const again = { do: "webhook_doctor", endpointId } as const;
  const back = { do: "webhook", endpointId } as const;
  await send(ctx, businessId, {
    html,
    rows: [
      [{ label: text(language, "console-doctor-again"), action: again }],
      [{ label: text(language, "bot-back"), action: back }],
    ],
  });
  return null;
});

export const webhookDoctorPresses: Presses<"webhook_doctor"> = {
  webhook_doctor: {
    right: "settings",
    private: true,
    run: async (ctx, acting, { endpointId }) => {
      const endpoint = await endpointHere(ctx, acting, endpointId);
      if (!endpoint) return;
      const lead = text(ctx.desk.language, "console-ask-headers");
      await ask(ctx, `🩺 <b>${escapeName(endpoint.name)}</b>\n\n${lead}`);
      const state: Asked = { businessId: acting.business.id, endpointId, headers: null };
      await enterForm(ctx, "webhook_doctor", state);
    },
  },
};

function verdict(language: Language, diagnosis: Diagnosis): string {
  if (diagnosis.verdict === "wrong") return `❌ ${text(language, ruleTexts[diagnosis.rule])}`;
  const { warning } = diagnosis;
  if (warning === null) return `✅ ${text(language, "wh-doctor-valid")}`;
  return `⚠️ ${text(language, warningTexts[warning])}`;
}
