import { shadowSteps, type AgentSettings } from "../agent/setting.ts";
import { text, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";
import { ticked } from "./settings-view.ts";

type Set = { shadow: boolean } | { shadowAfter: (typeof shadowSteps)[number] } | { model: boolean };

/** Whether a person lets the agent's answers through, and until when. */
export function shadowScreen(
  language: Language,
  { shadow, shadowAfter, shadowUnchanged }: AgentSettings,
): Screen {
  return {
    html: [
      html(language, "shadow-setting-title"),
      shadow ? html(language, "shadow-setting-count", { count: shadowUnchanged }) : null,
      html(language, "shadow-setting-choose"),
    ]
      .filter((part) => part !== null)
      .join("\n\n"),
    rows: [
      [switchKey(language, shadow, { shadow: !shadow })],
      shadowSteps.map((steps) => stepKey(language, steps, steps === shadowAfter)),
      backKey(language),
    ],
  };
}

/** Whether the server's model reads what customers write. */
export function modelScreen(language: Language, { model }: AgentSettings): Screen {
  return {
    html: `${html(language, "model-setting-title")}\n\n${modelLine(language, model)}`,
    rows: [[switchKey(language, model, { model: !model })], backKey(language)],
  };
}

/** Both as lines of the agent's own screen; the model's only where the server has one. */
export function readerLines(
  language: Language,
  { settings, hasModel }: { settings: AgentSettings; hasModel: boolean },
): string[] {
  const { shadow, shadowAfter: after, shadowUnchanged: count, model } = settings;
  return [
    shadow
      ? html(language, "shadow-setting-on", { after, count })
      : html(language, "shadow-setting-off"),
    ...(hasModel ? [modelLine(language, model)] : []),
  ];
}

export function readerKeys(language: Language, { hasModel }: { hasModel: boolean }): Button[] {
  const go = (id: TextId, screen: "shadow" | "model"): Button => ({
    label: text(language, id),
    action: { do: "agent", screen },
  });
  return [
    go("shadow-setting-key", "shadow"),
    ...(hasModel ? [go("model-setting-key", "model")] : []),
  ];
}

function modelLine(language: Language, model: boolean): string {
  return html(language, model ? "model-setting-yes" : "model-setting-no");
}

function switchKey(language: Language, on: boolean, set: Set): Button {
  const id = on ? "shadow-setting-key-off" : "shadow-setting-key-on";
  return { label: text(language, id), action: { do: "agent_set", set } };
}

function stepKey(language: Language, steps: (typeof shadowSteps)[number], chosen: boolean): Button {
  const label = steps === 0 ? text(language, "shadow-setting-never") : String(steps);
  return {
    label: ticked(label, chosen),
    action: { do: "agent_set", set: { shadowAfter: steps } },
  };
}

function backKey(language: Language): Button[] {
  return [{ label: text(language, "bot-back"), action: { do: "agent", screen: "main" } }];
}
