import { expect, test } from "vitest";
import { targetProblem } from "../src/gateways/webhook-target.ts";
import { webhookRules } from "../src/webhook-start.ts";

const base = (): string => "http://127.0.0.1:3000";
const settings = { outboundAllow: [], publicUrl: null };
const problem = (url: string, sandbox: boolean): string | null =>
  targetProblem(new URL(url), webhookRules({ ...settings, sandbox }, base));

test("in the sandbox its own bins are open, and nothing else on this machine", () => {
  expect(problem("http://127.0.0.1:3000/sandbox/catch/mine", true)).toBeNull();
  for (const near of [
    "http://127.0.0.1:3000/api/health",
    "http://127.0.0.1:3000/sandbox/api/reset",
    "http://127.0.0.1:3000/sandbox/catch/../api/reset",
    "http://127.0.0.1:3000/sandbox/catch",
    "http://127.0.0.1:3001/sandbox/catch/mine",
    "http://127.0.0.1:30000/sandbox/catch/mine",
    "https://127.0.0.1:3000/sandbox/catch/mine",
    "http://127.0.0.2:3000/sandbox/catch/mine",
    "http://localhost:3000/sandbox/catch/mine",
    "http://10.0.0.1/sandbox/catch/mine",
  ])
    expect([near, problem(near, true)]).toEqual([near, "refused"]);
});

test("with a bot of its own there is no bin to be open", () => {
  expect(problem("http://127.0.0.1:3000/sandbox/catch/mine", false)).toBe("refused");
});
