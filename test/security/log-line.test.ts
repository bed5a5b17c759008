import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { scrub } from "../../src/lib/scrub.ts";

/** What a process says that runs these lines with our logger. */
function saidBy(lines: string): string {
  const program = `import { logger } from "./src/lib/logger.ts";\nlogger.level = "trace";\n${lines}`;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", program],
    { encoding: "utf8" },
  );
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout;
}

test("an error that carries the update, the request and the context is told without them", () => {
  const said = saidBy(`
    import { Bot, GrammyError } from "grammy";
    const bot = new Bot("7000000001:canary-token-canary-token-canary-token", {
      botInfo: { id: 1, is_bot: true, first_name: "x", username: "x" },
    });
    const refusal = { ok: false, error_code: 502, description: "Bad Gateway" };
    bot.use((ctx) => {
      ctx.desk = { deps: { keyring: { sealing: { bytes: Buffer.from("canary-key") } } } };
      throw new GrammyError("Call to 'sendMessage' failed!", refusal, "sendMessage", { text: "canary-answer" });
    });
    const message = { message_id: 1, date: 1, chat: { id: 5, type: "private", first_name: "canary-name" }, text: "/phonet canary-secret" };
    await bot.handleUpdate({ update_id: 1, message }).catch((err) => logger.error({ err }, "failed"));
  `);
  expect(JSON.parse(said)).toMatchObject({
    msg: "failed",
    err: {
      type: "BotError",
      cause: { type: "GrammyError", message: expect.stringContaining("Bad Gateway") },
    },
  });
  expect(said).not.toContain("canary");
  expect(said).not.toContain([...Buffer.from("canary-key")].join(","));
});

test("a failed query is told without its parameters, however deep it is wrapped", () => {
  const said = saidBy(`
    const cause = Object.assign(new Error("duplicate key"), { code: "23505", detail: "canary-row" });
    const query = Object.assign(new Error("Failed query: insert into x values ($1)\\nparams: canary-a,canary\\n-b"), { cause });
    const outer = new Error("Error in middleware: " + query.message, { cause: query });
    logger.warn({ err: outer }, "failed");
  `);
  expect(JSON.parse(said)).toMatchObject({
    err: {
      message: "Error in middleware: Failed query: insert into x values ($1)",
      cause: { cause: { code: "23505" } },
    },
  });
  expect(said).not.toContain("canary");
});

test("a line of many megabytes costs the process nothing but that line", () => {
  const said = saidBy(`
    logger.info({ canary: "\\\\".repeat(8_000_000) }, "a long one");
    logger.info("the next one");
  `);
  const lines = said
    .trim()
    .split("\n")
    .map((line): { msg: string } => JSON.parse(line));
  expect(lines.map(({ msg }) => msg)).toEqual([
    expect.stringMatching(/^a long one \(\d+ characters/),
    "the next one",
  ]);
});

test.each([
  ["as a card shows it", "+380 67 123 45 67"],
  ["as a card shows a Russian one", "+7 (916) 123-45-67"],
  ["with narrow blanks", "+380\u202f67\u202f123\u202f45\u202f67"],
  ["as a form carries it", "caller_id=%2B380671234567"],
  ["as people write it at home", "067 123 45 67"],
])("a number %s is not in a log", (_how, phone) => {
  const line = scrub(JSON.stringify({ msg: `call ${phone}.` }));
  expect(line).toContain("…4567");
  expect(line).not.toMatch(/123.?45/);
});

test("the code of an invitation and a password with odd signs are not in a log", () => {
  const code = "canaryCANARY-canary_CANARY";
  const line = scrub(
    JSON.stringify({
      msg: `https://t.me/desk_bot?start=join_${code}`,
      url: "postgres://desk:ca/na@ry@db:5432/desk",
    }),
  );
  expect(line).not.toContain(code);
  expect(JSON.parse(line)).toMatchObject({ url: "postgres://desk:[hidden]@db:5432/desk" });
});

test("nothing that comes from outside begins a new line, steers a terminal or turns its direction", () => {
  const hostile = "a\nb\r\u0085c\u2028d\u009b31me\u001b[2Jf\u202eg\u2066h";
  const line = scrub(JSON.stringify({ chat: hostile }));
  expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
  expect(line).not.toContain("\\u001b");
  expect(JSON.parse(line)).toEqual({ chat: "a\nb\r·c·d·31me·[2Jf·g·h" });
});
