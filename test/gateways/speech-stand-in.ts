import type { IncomingMessage, ServerResponse } from "node:http";
import { serve } from "./http-stand-in.ts";

/** One request as the endpoint read it; `file` is null where none came. */
export type Asked = {
  authorization: string | null;
  fields: Record<string, string>;
  file: { name: string; type: string; bytes: Buffer } | null;
};
export type Reply = { status?: number; headers?: Record<string, string>; body: unknown };

const MAX_FILE = 26_214_400;
const EXTENSIONS = /\.(?:flac|m4a|mp3|mp4|mpeg|mpga|oga|ogg|wav|webm)$/;
const FIELDS = new Set([
  "model",
  "language",
  "languages[]",
  "prompt",
  "response_format",
  "temperature",
  "timestamp_granularities[]",
  "chunking_strategy",
]);

/** An endpoint that takes what OpenAI takes and refuses the rest; what it takes is answered by `reply`. */
export async function speechStandIn(reply: (asked: Asked, place: number) => Reply) {
  const asked: Asked[] = [];
  const refused: string[] = [];
  const stand = await serve((request, response) => {
    void take(request, response);
  });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const read = readForm(request, Buffer.concat(chunks));
    const problem = typeof read === "string" ? read : problemOf(read);
    if (typeof read === "string" || problem !== null) {
      refused.push(problem ?? "");
      return answer(response, { status: 400, body: { error: { message: problem } } });
    }
    asked.push(read);
    return answer(response, reply(read, asked.length - 1));
  }

  return { url: `${stand.url}v1/audio/transcriptions`, asked, refused };
}

function answer(response: ServerResponse, { status = 200, headers = {}, body }: Reply): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
}

/** RFC 7578 by the letter: a boundary, CRLF everywhere, one disposition a part, nothing before or behind. */
function readForm(request: IncomingMessage, body: Buffer): Asked | string {
  const type = /^multipart\/form-data; boundary=([\w-]{10,70})$/.exec(
    request.headers["content-type"] ?? "",
  );
  if (request.method !== "POST" || !type) return "not a form";
  if (Number(request.headers["content-length"]) !== body.length) return "no length";
  const text = body.toString("latin1");
  const pieces = text.split(`--${type[1]}`);
  if (pieces.shift() !== "" || pieces.pop() !== "--\r\n") return "open boundary";
  const asked: Asked = {
    authorization: request.headers.authorization ?? null,
    fields: {},
    file: null,
  };
  for (const piece of pieces) {
    const part =
      /^\r\ncontent-disposition: form-data; name="([\w[\]]+)"(?:; filename="([\w.-]+)"\r\ncontent-type: ([\w/-]+))?\r\n\r\n([^]*)\r\n$/.exec(
        piece,
      );
    if (!part) return "no part";
    const [, name = "", filename, mime = "", value = ""] = part;
    const bytes = Buffer.from(value, "latin1");
    if (filename === undefined) asked.fields[name] = bytes.toString("utf8");
    else if (name === "file" && !asked.file) asked.file = { name: filename, type: mime, bytes };
    else return "unknown file";
  }
  return asked;
}

function problemOf({ file, fields }: Asked): string | null {
  if (!file) return "file is required";
  if (file.bytes.length > MAX_FILE) return "file is too large";
  if (!EXTENSIONS.test(file.name)) return "Invalid file format.";
  const unknown = Object.keys(fields).find((name) => !FIELDS.has(name));
  if (unknown !== undefined) return `unknown field ${unknown}`;
  if ("timestamp_granularities[]" in fields && fields["response_format"] !== "verbose_json")
    return "timestamp_granularities needs verbose_json";
  return modelProblem(fields);
}

function modelProblem(fields: Record<string, string>): string | null {
  const model = fields["model"] ?? "whisper-1";
  const format = fields["response_format"] ?? "json";
  if (!(formats[model] ?? ["json", "verbose_json"]).includes(format))
    return `response_format '${format}' is not compatible with model '${model}'`;
  if (!model.endsWith("-diarize")) return null;
  if ("prompt" in fields) return "prompt is not supported";
  return fields["chunking_strategy"] === "auto" ? null : "chunking_strategy is required";
}

const formats: Record<string, string[]> = {
  "whisper-1": ["json", "verbose_json"],
  "gpt-transcribe": ["json"],
  "gpt-4o-transcribe": ["json"],
  "gpt-4o-mini-transcribe": ["json"],
  "gpt-4o-transcribe-diarize": ["json", "diarized_json"],
  "a-model-without-times": ["json"],
};
