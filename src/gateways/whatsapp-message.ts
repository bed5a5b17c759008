/** The part of a message that is its own, as Meta wants it beside `messaging_product` and the recipient. */
export type WhatsappContent =
  | { type: "text"; text: { preview_url: false; body: string } }
  | { type: "interactive"; interactive: Interactive }
  | {
      type: "template";
      template: {
        name: string;
        language: { code: string };
        components: { type: "body"; parameters: { type: "text"; text: string }[] }[];
      };
    };

type Interactive =
  | {
      type: "button";
      body: { text: string };
      action: { buttons: { type: "reply"; reply: { id: string; title: string } }[] };
    }
  | {
      type: "list";
      body: { text: string };
      action: { button: string; sections: { rows: Row[] }[] };
    };

type Row = { id: string; title: string; description?: string };

/** What is to be brought over: buttons in their order. `choose` is the word on a list's own button. */
export type Wish = {
  text: string;
  buttons: readonly { title: string; data: string }[];
  choose: string;
};

const TEXT = 4096;
const BUTTONS_BODY = 1024;
const BUTTONS = 3;
const BUTTON_TITLE = 20;
const BUTTON_ID = 256;
const ROWS = 10;
const ROW_ID = 200;
const ROW_TITLE = 24;
const ROW_DESCRIPTION = 72;
const PARAMETER = 1024;

/**
 * A message within Meta's limits; nothing that was offered vanishes: up to three short titles are buttons, more of them a list
 * of ten and the rest below the text, and where titles fit into neither, all are numbered lines that a customer may answer.
 */
export function messageOf({ text, buttons, choose }: Wish): WhatsappContent {
  const said = text.trim() === "" ? "…" : text;
  if (buttons.length === 0) return textOf(said);
  return buttonsOf(said, buttons) ?? listOf(said, buttons, choose) ?? numbered(said, buttons);
}

/** An approved template with one parameter in its body. */
export function templateOf(
  { name, language }: { name: string; language: string },
  brief: string,
): WhatsappContent {
  const text = cut(plain(brief), PARAMETER);
  return {
    type: "template",
    template: {
      name,
      language: { code: language },
      components: [{ type: "body", parameters: [{ type: "text", text }] }],
    },
  };
}

type Button = Wish["buttons"][number];

function textOf(body: string): WhatsappContent {
  return { type: "text", text: { preview_url: false, body: cut(body, TEXT) } };
}

function buttonsOf(text: string, buttons: readonly Button[]): WhatsappContent | null {
  const replies = buttons.map(({ title, data }) => ({ id: data, title: plain(title) }));
  const fits = replies.every(
    ({ id, title }) => title.length <= BUTTON_TITLE && id.length <= BUTTON_ID,
  );
  if (!fits || buttons.length > BUTTONS || text.length > BUTTONS_BODY || !distinct(replies))
    return null;
  return {
    type: "interactive",
    interactive: {
      type: "button",
      body: { text },
      action: { buttons: replies.map((reply) => ({ type: "reply", reply })) },
    },
  };
}

/** What does not fit into the rows is written below the text. */
function listOf(text: string, buttons: readonly Button[], choose: string): WhatsappContent | null {
  const rows = buttons.slice(0, ROWS).map(rowOf);
  const kept = rows.filter((row) => row !== null);
  const rest = buttons.slice(ROWS).map(({ title }) => `• ${plain(title)}`);
  const body = [text, ...rest].join("\n");
  if (kept.length < rows.length || body.length > TEXT || !distinct(kept)) return null;
  return {
    type: "interactive",
    interactive: {
      type: "list",
      body: { text: body },
      action: { button: cut(plain(choose), BUTTON_TITLE), sections: [{ rows: kept }] },
    },
  };
}

/** A title that is too long stands whole in the row's description. */
function rowOf({ title, data }: Button): Row | null {
  const whole = plain(title);
  if (data.length > ROW_ID || whole.length > ROW_DESCRIPTION) return null;
  if (whole.length <= ROW_TITLE) return { id: data, title: whole };
  return { id: data, title: cut(whole, ROW_TITLE), description: whole };
}

/** The text gives way to what is offered. */
function numbered(text: string, buttons: readonly Button[]): WhatsappContent {
  const lines = buttons.map(({ title }, index) => `${index + 1}. ${plain(title)}`).join("\n");
  const room = Math.max(TEXT - lines.length - 2, 1);
  return textOf(`${cut(text, room)}\n\n${lines}`);
}

/** Meta refuses equal ids and equal titles in one message. */
function distinct(shown: readonly { id: string; title: string }[]): boolean {
  const ids = new Set(shown.map(({ id }) => id));
  const titles = new Set(shown.map(({ title }) => title));
  return ids.size === shown.length && titles.size === shown.length;
}

/** One line without what could not be seen; Meta takes no empty title. */
function plain(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line === "" ? "…" : line;
}

/** At most `limit` long by Meta's stricter count, UTF-16 units, and never in the middle of a character. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = "";
  for (const sign of text) {
    if (kept.length + sign.length > limit - 1) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}
