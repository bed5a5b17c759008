import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";

type Line = { url: string; telegram: string; phonet: string; novofon: string };

const children: ChildProcessWithoutNullStreams[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill("SIGKILL")));

function spawnSandbox(env: Record<string, string>): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ["--import", "tsx", "src/sandbox/main.ts"], {
    env: { ...process.env, SANDBOX_OPEN: "1", SANDBOX_PORT: "0", ...env },
  });
  children.push(child);
  return child;
}

async function started(child: ChildProcessWithoutNullStreams): Promise<Line> {
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error("no line");
}

test("the process prints one line with its addresses, plays Telegram there and stops on SIGTERM", async () => {
  const child = spawnSandbox({});
  const line = await started(child);
  expect(line).toEqual({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    telegram: `${line.url}/sandbox/telegram`,
    phonet: `${line.url}/sandbox/phonet`,
    novofon: `${line.url}/sandbox/novofon`,
    stt: `${line.url}/sandbox/stt/v1/audio/transcriptions`,
    llm: `${line.url}/sandbox/llm/v1`,
    gigachat: {
      oauth: `${line.url}/sandbox/gigachat/oauth`,
      api: `${line.url}/sandbox/gigachat/v1`,
    },
    whatsapp: `${line.url}/sandbox/whatsapp/v26.0`,
  });
  const me = await fetch(`${line.telegram}/bot7000000009:any-token/getMe`);
  expect(await me.json()).toMatchObject({ ok: true, result: { id: 7_000_000_009, is_bot: true } });
  const pages = await Promise.all(
    ["/sandbox", "/sandbox/api/pbx", "/sandbox/api/accounts"].map((path) => fetch(line.url + path)),
  );
  expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
}, 30_000);

test("tied to its parent it ends when stdin closes; a taken port is told plainly", async () => {
  const child = spawnSandbox({ SANDBOX_TIED: "1" });
  const { url } = await started(child);
  const second = spawnSandbox({ SANDBOX_PORT: new URL(url).port });
  let told = "";
  second.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
  expect(await once(second, "exit")).toEqual([1, null]);
  expect(told).toContain("the sandbox cannot listen: listen EADDRINUSE");
  child.stdin.end();
  expect(await once(child, "exit")).toEqual([0, null]);
}, 30_000);
