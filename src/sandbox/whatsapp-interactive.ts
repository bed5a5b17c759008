import { z } from "zod";
import { filled } from "./whatsapp-phrase.ts";

/**
 * Limits of Meta's pages "Interactive Reply Buttons Messages" and "Interactive List Messages" (Nov 2025): three buttons with
 * titles that differ, ten rows in all sections together.
 */
const BUTTONS = 3;
const ROWS = 10;

const header = z.strictObject({ type: z.literal("text"), text: filled("Header text", 60) });
const footer = z.strictObject({ text: filled("Footer text", 60) });

const button = z.strictObject({
  type: z.literal("reply"),
  reply: z.strictObject({ id: filled("Button ID", 256), title: filled("Button title", 20) }),
});
const row = z.strictObject({
  id: filled("Row ID", 200),
  title: filled("Row title", 24),
  description: filled("Row description", 72).optional(),
});
const section = z.strictObject({
  title: filled("Section title", 24).optional(),
  rows: z.array(row).min(1, "Section rows must have at least 1 item"),
});

const shapes = {
  button: z.strictObject({
    type: z.literal("button"),
    header: header.optional(),
    body: z.strictObject({ text: filled("Body text", 1024) }),
    footer: footer.optional(),
    action: z.strictObject({
      buttons: z
        .array(button)
        .min(1, "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3")
        .max(BUTTONS, "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3"),
    }),
  }),
  list: z.strictObject({
    type: z.literal("list"),
    header: header.optional(),
    body: z.strictObject({ text: filled("Body text", 4096) }),
    footer: footer.optional(),
    action: z.strictObject({
      button: filled("List button", 20),
      sections: z.array(section).min(1).max(10, "Section count exceeds 10"),
    }),
  }),
  cta_url: z.strictObject({
    type: z.literal("cta_url"),
    header: header.optional(),
    body: z.strictObject({ text: filled("Body text", 1024) }),
    footer: footer.optional(),
    action: z.strictObject({
      name: z.literal("cta_url"),
      parameters: z.strictObject({
        display_text: filled("Display text", 20),
        url: z.url({ protocol: /^https?$/ }),
      }),
    }),
  }),
};

export const interactive = z.discriminatedUnion("type", [
  shapes.button,
  shapes.list,
  shapes.cta_url,
]);
export type Interactive = z.infer<typeof interactive>;

/** What a shape alone cannot tell: rows of all sections, titles that are needed, ids and titles that must differ. */
export function wrongInteractive(message: Interactive): string | null {
  if (message.type === "button") {
    const replies = message.action.buttons.map(({ reply }) => reply);
    if (!differ(replies.map(({ id }) => id))) return "Button IDs must be unique";
    return differ(replies.map(({ title }) => title)) ? null : "Button titles must be unique";
  }
  if (message.type === "cta_url") return null;
  const { sections } = message.action;
  const rows = sections.flatMap((one) => one.rows);
  if (rows.length > ROWS) return `Total row count exceed max allowed count: ${ROWS}`;
  if (sections.length > 1 && sections.some(({ title }) => title === undefined))
    return "Section title is required when there is more than one section";
  return differ(rows.map(({ id }) => id)) ? null : "Row IDs must be unique";
}

function differ(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}
