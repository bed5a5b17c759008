import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { routeLines } from "../../src/route-list.ts";
import { page, read } from "../docs/page.ts";
import { commandIn, instructionsOf, isSeen } from "./dockerfile.ts";

const manual = page("docs/operations.md").text;
const deploy = (name: string): string => readFileSync(resolve("deploy", name), "utf8");
const unit = deploy("frontdesk.service");
const settings = new Set(
  [...read(".env.example").matchAll(/^#([A-Z][A-Z0-9_]+)=/gm)].map(([, name = ""]) => name),
);

function valuesOf(text: string, key: string): string[] {
  return [...text.matchAll(new RegExp(`^${key}=(.*)$`, "gm"))].map(([, value = ""]) => value);
}

test("the unit agrees with the manual about user and folders, and gives the stop its time", () => {
  for (const said of [
    "useradd --system --home-dir /var/lib/frontdesk --shell /usr/sbin/nologin frontdesk",
    "/opt/frontdesk",
    "/etc/frontdesk/frontdesk.env",
    "/var/backups/frontdesk",
  ])
    expect(manual).toContain(said);
  expect(valuesOf(unit, "User")).toEqual(["frontdesk"]);
  expect(valuesOf(unit, "EnvironmentFile")).toEqual(["/etc/frontdesk/frontdesk.env"]);
  expect(valuesOf(unit, "ExecStart")).toEqual(["/usr/bin/node /opt/frontdesk/dist/main.js"]);
  expect(valuesOf(unit, "KillMode")).toEqual(["mixed"]);
  expect(Number(valuesOf(unit, "TimeoutStopSec"))).toBeGreaterThan(10);
  expect(valuesOf(unit, "RestartPreventExitStatus")).toEqual(["2 3"]);
  // Node compiles while it runs.
  expect(unit).not.toContain("MemoryDenyWriteExecute");
});

test("every key of the units stands in a section that knows it", () => {
  const SECTIONS = new Set(["Unit", "Service", "Install", "Timer"]);
  for (const name of ["frontdesk.service", "frontdesk-backup.service", "frontdesk-backup.timer"]) {
    const lines = deploy(name)
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    for (const line of lines)
      if (line.startsWith("[")) expect(SECTIONS).toContain(line.slice(1, -1));
      else expect(line).toMatch(/^[A-Z][A-Za-z]+=/);
  }
});

test.skipIf(!existsSync("/usr/bin/systemd-analyze"))("systemd itself accepts the units", () => {
  const names = ["frontdesk.service", "frontdesk-backup.service", "frontdesk-backup.timer"];
  const said = execFileSync(
    "systemd-analyze",
    ["verify", ...names.map((name) => resolve("deploy", name))],
    { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
  );
  expect(said).toBe("");
});

test("the proxies lead to the port of the default, replace the client's address and hold back no stream", () => {
  const caddy = deploy("Caddyfile");
  const nginx = deploy("nginx.conf");
  for (const text of [caddy, nginx]) {
    expect(text.split("{").length).toBe(text.split("}").length);
    expect(text).toContain("127.0.0.1:3000");
    expect(text).toContain("desk.example.com");
  }
  expect(nginx).toContain("proxy_set_header X-Forwarded-For $remote_addr;");
  expect(nginx).not.toContain("$proxy_add_x_forwarded_for");
  const streamed = [...nginx.matchAll(/location = (\S+) \{[^}]*proxy_buffering off;/g)].map(
    ([, path = ""]) => path,
  );
  expect(streamed).toEqual(["/dashboard/live", "/graphql"]);
  const served = routeLines().map((line) => line.split(/\s+/)[1]);
  for (const path of streamed) expect(served).toContain(path);
});

test("whatever the container and the composition set is a setting of ours", () => {
  const set = [
    ...instructionsOf(deploy("Dockerfile"))
      .filter(({ name }) => name === "ENV")
      .flatMap(({ text }) => [...text.matchAll(/([A-Z_]+)=/g)].map(([, name = ""]) => name)),
    ...[...deploy("compose.yaml").matchAll(/^ {6}([A-Z_]+): /gm)].map(([, name = ""]) => name),
  ];
  const others = new Set(["NODE_ENV", "DOMAIN", "UPSTREAMS", "BUFFER"]);
  const unknown = set.filter(
    (name) => !settings.has(name) && !others.has(name) && !name.startsWith("POSTGRES_"),
  );
  expect(unknown).toEqual([]);
});

test("the build sees what it copies, and no secret", () => {
  const ignore = read(".dockerignore");
  for (const path of [".env", "deploy/.env", "data/encryption.key", ".git/config", "test/db/x.ts"])
    expect(isSeen(ignore, path), path).toBe(false);
  const copied = instructionsOf(deploy("Dockerfile"))
    .filter(({ name, flags }) => name === "COPY" && flags["from"] === undefined)
    .flatMap(({ text }) => text.split(/\s+/).slice(0, -1));
  expect(copied.length).toBeGreaterThan(5);
  for (const path of copied) expect(isSeen(ignore, path), path).toBe(true);
});

test("the container runs as nobody of importance, in exec form, with a stop that reaches the program", () => {
  const steps = instructionsOf(deploy("Dockerfile"));
  const last = (name: string): string => steps.findLast((one) => one.name === name)?.text ?? "";
  expect(last("USER")).toBe("node");
  expect(commandIn(last("CMD"))).toEqual(["node", "dist/main.js"]);
  expect(last("STOPSIGNAL")).toBe("SIGTERM");
  expect(commandIn(last("HEALTHCHECK").replace(/^CMD /, ""))[0]).toBe("node");
});
