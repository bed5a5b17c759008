import type { Stage } from "../crm/stage.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

/** The stages of a business, to be changed. */
export function stagesScreen(
  language: Language,
  { stages, most }: { stages: Stage[]; most: number },
): Screen {
  const rows = stages.map((stage, index): Button[] => [
    { label: `${index + 1}. ${stage.name}`, action: { do: "stage", stageId: stage.id } },
  ]);
  const adding: Button = {
    label: text(language, "stages-add"),
    action: { do: "stage_ask", stageId: null },
  };
  return {
    html: html(language, "stages-title"),
    rows: [
      ...rows,
      stages.length < most ? [adding] : [],
      [{ label: text(language, "deal-to-board"), action: { do: "deals" } }],
    ],
  };
}

/** One stage; the first stays first and is never taken away. */
export function stageScreen(
  language: Language,
  { stage, stages }: { stage: Stage; stages: Stage[] },
): Screen {
  const { id: stageId } = stage;
  const movable = stages.filter(({ first }) => !first);
  const at = movable.findIndex(({ id }) => id === stageId);
  const moves: Button[] = [
    ...(at > 0
      ? [{ label: "⬆️", action: { do: "stage_move", stageId, by: -1 } } satisfies Button]
      : []),
    ...(at >= 0 && at < movable.length - 1
      ? [{ label: "⬇️", action: { do: "stage_move", stageId, by: 1 } } satisfies Button]
      : []),
  ];
  const dropping: Button = {
    label: text(language, "stage-drop"),
    action: { do: "stage_drop", stageId },
  };
  return {
    html: html(language, stage.first ? "stage-first-title" : "stage-title", { stage: stage.name }),
    rows: [
      [{ label: text(language, "stage-rename"), action: { do: "stage_ask", stageId } }],
      moves,
      stage.first ? [] : [dropping],
      [{ label: text(language, "bot-back"), action: { do: "stages" } }],
    ],
  };
}

/** Asks before a stage is taken away. */
export function dropScreen(
  language: Language,
  { stage, first, open }: { stage: Stage; first: string; open: number },
): Screen {
  const { id: stageId } = stage;
  return {
    html: html(language, "stage-drop-sure", { stage: stage.name, first, open: String(open) }),
    rows: [
      [
        { label: text(language, "stage-drop-yes"), action: { do: "stage_drop_sure", stageId } },
        { label: text(language, "bot-back"), action: { do: "stage", stageId } },
      ],
    ],
  };
}
