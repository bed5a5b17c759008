import { sha256Hex } from "../lib/hmac.ts";

/** What stands in a message; `html` is Telegram HTML, `keyboard` rows of buttons with opaque references. */
export type CardContent = {
  html: string;
  keyboard: { text: string; callback_data: string }[][] | null;
};

/** «⋯» below a card leads to what can be done with it; a chat for information has no buttons. */
export function withButton(
  html: string,
  { buttons, button }: { buttons: boolean; button: string | null },
): CardContent {
  const shown = buttons && button !== null;
  return { html, keyboard: shown ? [[{ text: "⋯", callback_data: button }]] : null };
}

/** Equal for messages that look the same. */
export function digestOf({ html, keyboard }: CardContent): string {
  return sha256Hex(keyboard === null ? html : `${html}\n${JSON.stringify(keyboard)}`);
}
