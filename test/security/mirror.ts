import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** An answer that says no, or nothing that one can read, and repeats all that it was asked with. */
export const wrongs = ["500", "401", "400", "page", "half", "drop"] as const;
type Wrong = (typeof wrongs)[number];

export type Mirror = Awaited<ReturnType<typeof openMirror>>;

type Plan = { part: string; left: Wrong[] };
type Heard = { method: string; url: string; headers: string; body: Buffer };

/**
 * Everything outside as one address: passes on what it is asked to the stand-in, keeps it, and can answer wrongly in the
 * way that gives most away. It is a bucket, too, at `/bucket`.
 */
export async function openMirror(change: (path: string, headers: Headers) => void) {
  const state = { origin: "", heard: [] as string[], told: [] as string[] };
  const plans: Plan[] = [];
  const struck: Record<string, number> = {};
  const bucket = new Map<string, Buffer>();

  const serve = async (request: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const heard: Heard = {
      method: request.method ?? "GET",
      url: request.url ?? "/",
      headers: JSON.stringify(request.headers),
      body: Buffer.concat(chunks),
    };
    state.heard.push(
      `${heard.url} ${heard.headers} ${basic(request)} ${heard.body.toString("latin1").slice(0, 20_000)}`,
    );
    const plan = plans.find(({ part, left }) => left.length > 0 && heard.url.includes(part));
    const wrong = plan?.left.shift();
    if (plan && wrong !== undefined) {
      struck[plan.part] = (struck[plan.part] ?? 0) + 1;
      return answerWrongly(wrong, heard, answer);
    }
    if (heard.url.startsWith("/bucket")) return keepOrGive(bucket, heard, answer);
    return passOn(request, heard, answer);
  };

  const passOn = async (
    { headers }: IncomingMessage,
    { method, url, body }: Heard,
    answer: ServerResponse,
  ): Promise<void> => {
    const passed = new Headers();
    for (const [name, value] of Object.entries(headers))
      if (!APART.has(name)) passed.set(name, String(value));
    change(url, passed);
    const sent = method === "GET" || method === "HEAD" ? null : new Uint8Array(body);
    const got = await fetch(state.origin + url, { method, headers: passed, body: sent });
    const bytes = Buffer.from(await got.arrayBuffer());
    state.told.push(`${url} ${JSON.stringify([...got.headers])} ${bytes.toString("latin1")}`);
    const own = [...got.headers].filter(([name]) => !APART.has(name) && name !== "set-cookie");
    answer.writeHead(got.status, [
      ...own.flat(),
      ...got.headers.getSetCookie().flatMap((cookie) => ["set-cookie", cookie]),
    ]);
    answer.end(bytes);
  };

  const server = createServer((request, answer) => {
    serve(request, answer).catch(() => answer.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo: (url: string): void => void (state.origin = new URL(url).origin),
    /** The next requests with this part in their address are answered so. */
    plan: (part: string, ...left: Wrong[]): void => void plans.push({ part, left }),
    /** What is planned and has not happened. */
    planned: (): string[] => plans.flatMap(({ part, left }) => left.map(() => part)),
    forget: (): void => void plans.splice(0),
    /** How often each part was answered wrongly. */
    struck,
    /** All that was sent here, and all that was answered rightly. */
    heard: (): string => state.heard.join("\n"),
    told: (): string => state.told.join("\n"),
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const APART = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "content-encoding",
  "accept-encoding",
  "keep-alive",
]);

/** What a login in a header says. */
function basic({ headers }: IncomingMessage): string {
  const login = /^Basic (.+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
  return Buffer.from(login, "base64").toString("utf8");
}

function answerWrongly(wrong: Wrong, heard: Heard, answer: ServerResponse): void {
  const echo = `${heard.method} ${heard.url} ${heard.headers} ${heard.body.toString("latin1").slice(0, 3000)}`;
  const told = JSON.stringify({
    ok: false,
    success: false,
    status: "error",
    error_code: Number(wrong) || 500,
    description: echo,
    message: echo,
    error_message: echo,
    error: { message: echo, code: 190, type: "OAuthException", error_data: { details: echo } },
  });
  if (wrong === "drop") {
    answer.destroy();
    return;
  }
  if (wrong === "page") {
    answer.writeHead(200, { "content-type": "text/html", "x-echo": printable(heard.url) });
    answer.end(`<html><body><h1>It works</h1><pre>${echo}</pre></body></html>`);
    return;
  }
  answer.writeHead(wrong === "half" ? 200 : Number(wrong), { "content-type": "application/json" });
  answer.end(wrong === "half" ? told.slice(0, -20) : told);
}

function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, "");
}

function keepOrGive(
  bucket: Map<string, Buffer>,
  { method, url, body }: Heard,
  answer: ServerResponse,
): void {
  const key = url.split("?")[0] ?? url;
  if (method === "PUT") bucket.set(key, body);
  const kept = bucket.get(key);
  if (method === "DELETE") bucket.delete(key);
  answer.writeHead(method === "GET" && kept === undefined ? 404 : 200);
  answer.end(method === "GET" ? kept : "");
}
