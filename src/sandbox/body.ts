import type { IncomingMessage } from "node:http";
import type { Params } from "./check.ts";
import type { Upload } from "./upload.ts";

const MAX_BODY = 52 * 1024 * 1024;

/** The whole body, or null when it is larger than a bot may upload. */
export async function readBytes(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
  }
  return size > MAX_BODY ? null : Buffer.concat(chunks);
}

export type ReadParams = { params: Params } | { wrong: string };

/** Parameters of a body in any of the forms that the Bot API takes. */
export function readParams(body: Buffer, contentType: string): ReadParams {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (body.length === 0) return { params: {} };
  if (type === "application/json") return readJson(body);
  if (type === "multipart/form-data") return readMultipart(body, contentType);
  return { params: Object.fromEntries(new URLSearchParams(body.toString())) };
}

function readJson(body: Buffer): ReadParams {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return { wrong: "JSON object expected" };
    return { params: Object.fromEntries(Object.entries(value)) };
  } catch {
    return { wrong: "Can't parse JSON object" };
  }
}

export type FormEntry = { name: string; value: string | Upload };

/** The parts of a multipart form in their order. */
export function formEntries(
  body: Buffer,
  contentType: string,
): { entries: FormEntry[] } | { wrong: string } {
  if (!/^multipart\/form-data\b/i.test(contentType))
    return { wrong: "multipart/form-data expected" };
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) return { wrong: "boundary not found" };
  const entries: FormEntry[] = [];
  for (const part of partsOf(body, mark)) {
    const headEnd = part.indexOf("\r\n\r\n");
    if (headEnd === -1) return { wrong: "Can't parse multipart body" };
    const head = part.subarray(0, headEnd).toString();
    const name = /[;\s]name="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined) return { wrong: "field name in multipart/form-data not found" };
    const value = part.subarray(headEnd + 4);
    const file = fileName(head);
    entries.push({
      name,
      value: file === undefined ? value.toString() : uploaded(file, head, value),
    });
  }
  return { entries };
}

function readMultipart(body: Buffer, contentType: string): ReadParams {
  const read = formEntries(body, contentType);
  if ("wrong" in read) return read;
  return { params: Object.fromEntries(read.entries.map(({ name, value }) => [name, value])) };
}

/** grammY writes the name without quotes. */
function fileName(head: string): string | undefined {
  const match = /[;\s]filename=(?:"([^"]*)"|([^;\r\n]*))/i.exec(head);
  return match?.[1] ?? match?.[2];
}

/** The parts between the boundary lines, without the line breaks that belong to the boundaries. */
function partsOf(body: Buffer, boundary: string): Buffer[] {
  const line = Buffer.from(`--${boundary}`);
  const parts: Buffer[] = [];
  let from = body.indexOf(line);
  while (from !== -1) {
    const start = from + line.length + 2;
    const end = body.indexOf(Buffer.concat([Buffer.from("\r\n"), line]), start - 2);
    if (end === -1) break;
    parts.push(body.subarray(start, end));
    from = end + 2;
  }
  return parts;
}

function uploaded(name: string, head: string, bytes: Buffer): Upload {
  const mime =
    /^content-type:\s*([^;\r\n]+)/im.exec(head)?.[1]?.trim() ?? "application/octet-stream";
  return { upload: true, name, mime, bytes: Buffer.from(bytes) };
}
