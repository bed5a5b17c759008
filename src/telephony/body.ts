type Refused = { status: 400 | 415; code: string; message: string };

/** The fields of a hook's body, or why it cannot be read. Repairs what public handlers of these providers repair. */
export function readBody(
  raw: Uint8Array,
  contentType: string | undefined,
): { fields: unknown } | { refused: Refused } {
  const { type, charset } = mediaOf(contentType ?? "");
  const text = decode(raw, charset);
  if (type.startsWith("multipart/")) return readMultipart(text);
  if (!isReadable(type)) {
    const message = `The type ${type.slice(0, 64)} is not read here: send JSON or a form.`;
    return { refused: { status: 415, code: "unsupported_type", message } };
  }
  if (text === "") return { fields: {} };
  return /^[[{"]/.test(text) ? readJson(text) : readForm(text, charset);
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
function readJson(text: string): { fields: unknown } | { refused: Refused } {
  try {
    return { fields: JSON.parse(text) };
  } catch {
    const message = "The body looks like JSON and is not valid JSON.";
    return { refused: { status: 400, code: "malformed_json", message } };
  }
}

function readForm(text: string, charset: string): { fields: unknown } | { refused: Refused } {
  const fields = formFields(text, charset);
  const [only, ...more] = fields;
  // curl's default type turns a JSON body into the only name of a form.
  if (only && more.length === 0 && /^[[{]/.test(only[0])) return readJson(only[0]);
  if (!text.includes("=") || fields.every(([name]) => name === "")) {
    const message = "The body is neither JSON nor a form.";
    return { refused: { status: 400, code: "malformed_body", message } };
  }
  return { fields: Object.fromEntries(fields) };
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

/** Novofon sends its SMS event as multipart, with a broken boundary in places; nothing else of that type is expected. */
function readMultipart(text: string): { fields: unknown } | { refused: Refused } {
  const fields = new Map<string, string>();
  for (const part of text.split("\n--")) {
    const head = /\r?\n\r?\n/.exec(part);
    const name = /name="([^"]{1,64})"/.exec(part.slice(0, head?.index ?? 0))?.[1];
    if (head && name) fields.set(name, part.slice(head.index + head[0].length).replace(/\r$/, ""));
  }
  if (fields.has("event")) return { fields: Object.fromEntries(fields) };
  const message = "Multipart bodies are not read here: send JSON or a form.";
  return { refused: { status: 415, code: "unsupported_type", message } };
}
