import type { HeardKind } from "../channels/heard.ts";
import { actionShape, type Action } from "./action.ts";

export type UtteranceKind = HeardKind;
export type Author = "customer" | "agent" | "operator";

/** Buttons under what the agent said, row by row as one list: a press names the place in it. */
export type SaidButton = { title: string; action: Action; row: number };

/** What was said in a conversation. Instants are epoch ms. */
export type Utterance = {
  id: number;
  author: Author;
  kind: UtteranceKind;
  text: string;
  action: Action | null;
  at: number;
};

/** Telegram gives a button 64 bytes; these stay below 24. */
export function buttonData(utteranceId: number, index: number): string {
  return `${utteranceId}:${index}`;
}

/** Which button of which utterance was pressed; null for data that is none of ours. */
export function readButtonData(data: string): { utteranceId: number; index: number } | null {
  const [, utterance, index] = /^(\d{1,15}):(\d{1,3})$/.exec(data) ?? [];
  if (utterance === undefined || index === undefined) return null;
  return { utteranceId: Number(utterance), index: Number(index) };
}

/** Buttons as they were stored; what another version wrote and nobody can read is left out. */
export function readButtons(
  stored: readonly { title: string; action: unknown; row?: unknown }[] | null,
) {
  return (stored ?? []).flatMap(({ title, action, row }): SaidButton[] => {
    const read = actionShape.safeParse(action);
    return read.success
      ? [{ title, action: read.data, row: typeof row === "number" ? row : 0 }]
      : [];
  });
}
