import { mendJson } from "./mend.ts";

type Refused = { status: 400 | 415; code: string; message: string };
type Read = { fields: unknown } | { refused: Refused };

/**
 * The fields of a hook's body, or why it cannot be read. `written` where people write the bodies themselves: what public
 * handlers of such bodies repair is repaired.
 */
export function readBody(raw: Uint8Array, contentType: string | undefined, written = false): Read {
  const { type, charset } = mediaOf(contentType ?? "");
  const text = decode(raw, charset);
  if (type.startsWith("multipart/")) return readMultipart(text, written);
  if (!isReadable(type)) {
    const message = `The type ${type.slice(0, 64)} is not read here: send JSON or a form.`;
    return { refused: { status: 415, code: "unsupported_type", message } };
  }
  if (text === "") return { fields: {} };
  const plain = written && /^%7b/i.test(text) ? unescape(text, decoderOf(charset)) : text;
  return /^[[{"]/.test(plain) ? readJson(plain, written) : readForm(plain, charset, written);
}

function mediaOf(contentType: string): { type: string; charset: string } {
  const [type = "", ...parameters] = contentType.toLowerCase().split(";");
  const charset = parameters.map((part) => /^\s*charset\s*=\s*"?([\w.:-]+)/.exec(part)?.[1]);
  return { type: type.trim(), charset: charset.find((name) => name !== undefined) ?? "utf-8" };
}

function isReadable(type: string): boolean {
  return (
    ["", "application/json", "application/x-www-form-urlencoded", "text/plain"].includes(type) ||
    type.endsWith("+json")
  );
}

function decode(raw: Uint8Array, charset: string): string {
  return decoderOf(charset).decode(raw).trim();
}

/** A charset nobody knows is read as UTF-8; a byte order mark is dropped by the decoder. */
function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

/** JSON whatever type was declared: senders get the header wrong more often than the body. */
function readJson(text: string, written: boolean): Read {
  try {
    const fields: unknown = JSON.parse(text);
    // A body that was made JSON of twice.
    if (written && typeof fields === "string" && fields.trim().startsWith("{"))
      return readJson(fields.trim(), false);
    return { fields };
  } catch {
    const mended = written ? mendJson(text) : null;
    if (mended) return { fields: mended };
    const message = "The body looks like JSON and is not valid JSON.";
    return { refused: { status: 400, code: "malformed_json", message } };
  }
}

function readForm(text: string, charset: string, written: boolean): Read {
  const fields = formFields(text, charset);
  const [only] = fields;
  // curl's default type turns a JSON body into the only name of a form, or into pieces of it.
  if (only && /^[[{]/.test(only[0]) && (written || fields.length === 1))
    return readJson(fields.map(joined).join("&"), written);
  if (!text.includes("=") || fields.every(([name]) => name === "")) {
    const message = "The body is neither JSON nor a form.";
    return { refused: { status: 400, code: "malformed_body", message } };
  }
  return { fields: Object.fromEntries(fields) };
}

function joined([name, value]: [string, string]): string {
  return value === "" ? name : `${name}=${value}`;
}

function formFields(text: string, charset: string): [string, string][] {
  if (/^utf-?8$/.test(charset)) return [...new URLSearchParams(text)];
  const decoder = decoderOf(charset);
  return text.split("&").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return [unescape(name, decoder), unescape(value.join("="), decoder)];
  });
}

function unescape(text: string, decoder: TextDecoder): string {
  return text
    .replaceAll("+", " ")
    .replace(/(?:%[\da-f]{2})+/gi, (escaped) =>
      decoder.decode(Buffer.from(escaped.replaceAll("%", ""), "hex")),
    );
}

/** Novofon sends its SMS event as multipart, with a broken boundary in places; else only who writes bodies by hand does. */
function readMultipart(text: string, written: boolean): Read {
  const fields = new Map<string, string>();
  for (const part of text.split("\n--")) {
    const head = /\r?\n\r?\n/.exec(part);
    const name = /name="([^"]{1,64})"/.exec(part.slice(0, head?.index ?? 0))?.[1];
    if (head && name) fields.set(name, part.slice(head.index + head[0].length).replace(/\r$/, ""));
  }
  if (fields.has("event") || (written && fields.size > 0))
    return { fields: Object.fromEntries(fields) };
  const message = "Multipart bodies are not read here: send JSON or a form.";
  return { refused: { status: 415, code: "unsupported_type", message } };
}
