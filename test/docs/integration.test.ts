import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import type { EventName } from "../../src/events/event.ts";
import { envelopeOf } from "../../src/webhooks/envelope.ts";
import type { JsonRecord } from "../../src/webhooks/json.ts";
import { samples } from "../../src/webhooks/sample.ts";
import { secretOf, signedHeaders } from "../../src/webhooks/sign.ts";
import { render, templateProblem, type TemplateName } from "../../src/webhooks/template.ts";
import { page, section } from "./page.ts";

const shown = page("docs/integrations.md");
/** A field of Slack's message, and Telegram's text: what these services take at most. */
const SLACK_TEXT = 40_000;
const TELEGRAM_TEXT = 4096;

test("Slack gets what the page says, as an object with a text and nothing else", () => {
  const [usual = "", own = "", filled = ""] = blocksOf("Slack");
  expect(sent("slack", null, "task.created")).toBe(usual);
  expect(templateProblem("slack", own)).toBeNull();
  expect(sent("slack", own, "call.missed")).toBe(filled);
  for (const event of names()) {
    const body: { text: string } = JSON.parse(sent("slack", null, event));
    expect(Object.keys(body)).toEqual(["text"]);
    expect(body.text.length).toBeGreaterThan(event.length);
    expect(body.text.length).toBeLessThan(SLACK_TEXT);
  }
});

test("a name that calls a whole channel stays a name in Slack", () => {
  const body = render(
    { template: "slack", text: null },
    envelope("task.created", { title: "<!channel> & co" }),
  );
  expect(body).toBe('{"text":"*task.created* &lt;!channel&gt; &amp; co"}');
});

test("Telegram gets what the page says, and no more than it takes", () => {
  const [own = "", filled = ""] = blocksOf("Telegram");
  expect(templateProblem("telegram", own)).toBeNull();
  expect(sent("telegram", own, "deal.won")).toBe(filled);
  const long = envelope("comment.added", { text: "&".repeat(TELEGRAM_TEXT) });
  const body: { text: string } = JSON.parse(render({ template: "telegram", text: own }, long));
  expect(body.text.replaceAll(/<[^>]+>/g, "").replaceAll("&amp;", "&").length).toBeLessThan(
    TELEGRAM_TEXT,
  );
});

test("Zapier and Make get one flat object", () => {
  const [flat = ""] = blocksOf("Zapier");
  expect(JSON.parse(sent("flow", null, "task.created"))).toEqual(JSON.parse(flat));
  for (const event of names())
    for (const value of Object.values<unknown>(JSON.parse(sent("flow", null, event))))
      expect(value === null || typeof value !== "object" || Array.isArray(value)).toBe(true);
});

test.skipIf(!isThere("php") && !process.env["CI"])(
  "the receiver in PHP takes a delivery once, and what we did not sign never",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "frontdesk-php-"));
    const secret = secretOf(Buffer.alloc(32, 7));
    const port = await freePort();
    for (const name of ["receiver.php"])
      writeFileSync(
        join(folder, name),
        readFileSync(resolve(import.meta.dirname, "../../docs/receivers", name)),
      );
    writeFileSync(join(folder, "frontdesk.php"), blocksOf("PHP")[0] ?? "");
    const server = spawn("php", ["-S", `127.0.0.1:${port}`, "-t", folder], {
      env: { PATH: process.env["PATH"], WEBHOOK_SECRET: secret, WEBHOOK_FOLDER: folder },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const ended = new Promise((done) => void server.once("close", done));
    try {
      await new Promise((done) => void server.stderr.once("data", done));
      const body = sent("plain", null, "task.created");
      const about = { id: "9f1c", event: "task.created", sequence: 7, attempt: 1, body };
      const headers = signedHeaders({ ...about, secrets: [secret], now: Date.now() });
      const post = async (given: string) => {
        const answer = await fetch(`http://127.0.0.1:${port}/frontdesk.php`, {
          method: "POST",
          headers,
          body: given,
        });
        return `${answer.status} ${await answer.text()}`;
      };
      expect(await post(body)).toBe("200 ok");
      expect(await post(body)).toBe("200 again");
      expect(await post(body.replace("Sample", "Forged"))).toBe("401 signature");
      expect(readFileSync(join(folder, "log.txt"), "utf8")).toBe("task.created\n");
    } finally {
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

/** The blocks of code under a heading, without their fences. */
function blocksOf(heading: string): string[] {
  return [...section(shown, heading).matchAll(/^```\w+\n([^]*?)\n```$/gm)].map(
    ([, code = ""]) => code,
  );
}

function sent(template: TemplateName, text: string | null, event: EventName): string {
  return render({ template, text }, envelope(event, {}));
}

function envelope(event: EventName, changes: JsonRecord): JsonRecord {
  const told = {
    id: "0197f2c4-5a1e-7c3b-9d52-2f6f0c1b7a10",
    businessId: "5b0c8d5e-7a43-4c86-a1a4-0d8f6d2d3c55",
    event,
    at: 1_771_592_400_000,
    data: { ...samples[event], ...changes },
  };
  return envelopeOf(told, 42);
}

function names(): EventName[] {
  return Object.keys(samples).filter((name): name is EventName => Object.hasOwn(samples, name));
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer().once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const at = probe.address();
      probe.close(() => done(at !== null && typeof at === "object" ? at.port : 0));
    });
  });
}

function isThere(interpreter: string): boolean {
  try {
    execFileSync(interpreter, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
