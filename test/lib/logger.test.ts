import { spawnSync } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";

test("a process logs one JSON line a step, without numbers and tokens", () => {
  const program = `
    import { logger, logStep } from "./src/lib/logger.ts";
    logStep("hook.received", { event: "call.dial", status: 200, client: "+380670000001" });
    logStep("failed", { token: "canary-secret", err: new Error("380670000001\\nline two") });
    logger.debug("not at this level");
  `;
  const { stdout } = run(program);
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

test("in a terminal each step has the sign and the words of the seed documents", () => {
  const program = `
    process.stdout.isTTY = true;
    const { logStep } = await import("./src/lib/logger.ts");
    logStep("hook.received", { msg: "NOTIFY_END", status: 200 });
    logStep("call.processed", { call: 7, outcome: "missed" });
    logStep("message.in", { msg: "от 101" });
    logStep("message.out", { msg: "в «Чат +380670000001»" });
    logStep("failed", { msg: "a hook could not be folded\\u202e", err: new Error("full") });
  `;
  const { stdout } = run(program);
  const lines = stdout.split("\n").map((line) => stripVTControlCharacters(line));
  const said = (sign: string): string => lines.find((line) => line.includes(sign)) ?? "";
  expect(said("📞")).toContain("📞 Received call webhook: NOTIFY_END, status: 200");
  expect(lines).toContainEqual(expect.stringContaining("✅ Call processed successfully!"));
  expect(said("📱")).toContain("📱 Получено Telegram сообщение от 101");
  expect(lines).toContainEqual(
    expect.stringContaining("✅ Telegram сообщение отправлено в «Чат …0001»"),
  );
  expect(said("❌")).toContain("❌ Ошибка a hook could not be folded·");
});

function run(program: string): { stdout: string } {
  return spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    encoding: "utf8",
  });
}
