import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("a process logs one JSON line a step, without numbers and tokens", () => {
  const program = `
    import { logger, logStep } from "./src/lib/logger.ts";
    logStep("hook.received", { event: "call.dial", status: 200, client: "+380670000001" });
    logStep("failed", { token: "canary-secret", err: new Error("380670000001\\nline two") });
    logger.debug("not at this level");
  `;
  const { stdout } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", program],
    { encoding: "utf8" },
  );
  const lines = stdout.trim().split("\n");
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: 30,
    step: "hook.received",
    event: "call.dial",
    status: 200,
    client: "…0001",
  });
  expect(JSON.parse(lines[1] ?? "")).toMatchObject({
    level: 50,
    step: "failed",
    token: "[hidden]",
    err: { message: "…0001\nline two" },
  });
  expect(stdout).not.toContain("canary");
});
