import { describe, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

const TOKEN = `123456789:${"A".repeat(35)}`;

function problemsOf(env: Record<string, string>): string[] {
  const read = readConfig(env);
  return "problems" in read ? read.problems : [];
}

describe("the environment", () => {
  test("nothing set: the sandbox on loopback, with windows short enough to watch", () => {
    const read = readConfig({});
    expect(read).toMatchObject({
      config: {
        sandbox: true,
        host: "127.0.0.1",
        port: 3000,
        databaseUrl: null,
        windows: { settleMs: 10_000, ringingMs: 30_000, talkingMs: 30_000 },
      },
    });
  });

  test("with a bot's token: every address, the windows of real calls", () => {
    expect(readConfig({ TELEGRAM_BOT_TOKEN: TOKEN })).toMatchObject({
      config: {
        sandbox: false,
        host: "0.0.0.0",
        windows: { settleMs: 10_000, ringingMs: 180_000, talkingMs: 14_400_000 },
      },
    });
  });

  test("Meta's Graph API is the default; the app's secret and verify token are taken as given", () => {
    expect(readConfig({})).toMatchObject({
      config: {
        whatsapp: {
          apiUrl: "https://graph.facebook.com/v26.0",
          appSecret: null,
          verifyToken: null,
        },
      },
    });
    const given = {
      WHATSAPP_API_URL: "http://127.0.0.1:9/v26.0/",
      WHATSAPP_APP_SECRET: "0123456789abcdef0123456789abcdef",
      WHATSAPP_VERIFY_TOKEN: "a-token-nobody-can-guess",
    };
    expect(readConfig(given)).toMatchObject({
      config: {
        whatsapp: {
          apiUrl: "http://127.0.0.1:9/v26.0",
          appSecret: given.WHATSAPP_APP_SECRET,
          verifyToken: given.WHATSAPP_VERIFY_TOKEN,
        },
      },
    });
    expect(
      problemsOf({ WHATSAPP_APP_SECRET: "a b", WHATSAPP_VERIFY_TOKEN: "short" }).map(
        (problem) => problem.split(":")[0],
      ),
    ).toEqual(["WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN"]);
  });

  test("an empty value is the same as none", () => {
    expect(problemsOf({ PORT: "", PUBLIC_URL: "", ENCRYPTION_KEYS: "" })).toEqual([]);
  });

  test("every problem is told at once, by name and without its value", () => {
    const problems = problemsOf({
      PORT: "abc",
      DB_POOL: "1",
      DATABASE_URL: "mysql://u:hunter2@db/x",
      TELEGRAM_BOT_TOKEN: "hunter2",
      ENCRYPTION_KEYS: "hunter2",
      LOG_LEVEL: "loud",
    });
    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "PORT",
      "DATABASE_URL",
      "DB_POOL",
      "ENCRYPTION_KEYS",
      "TELEGRAM_BOT_TOKEN",
      "LOG_LEVEL",
    ]);
    expect(problems.join()).not.toContain("hunter2");
  });

  test.each([
    [{ PUBLIC_URL: "http://desk.example.com" }, ["PUBLIC_URL"]],
    [{ PUBLIC_URL: "http://127.0.0.1:3000", TELEGRAM_API_ROOT: "http://127.0.0.1:8081" }, []],
    [{ PUBLIC_URL: "https://desk.example.com/" }, []],
    [{ PUBLIC_URL: "desk.example.com" }, ["PUBLIC_URL"]],
  ])("%o", (env, names) => {
    expect(problemsOf(env).map((problem) => problem.split(":")[0])).toEqual(names);
  });

  test("a trailing slash of an address is not kept", () => {
    expect(readConfig({ PUBLIC_URL: "https://desk.example.com/" })).toMatchObject({
      config: { publicUrl: "https://desk.example.com" },
    });
  });
});
