import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { choosePlace, type OsUser } from "../../src/db/embedded-place.ts";
import { findRunning, freePort, shutDown } from "../../src/db/embedded-server.ts";
import { until } from "../db/until.ts";
import { instructionsOf } from "../deploy/dockerfile.ts";
import { buildImage, contextOf, placeIn, type Image } from "../deploy/image.ts";

const project = resolve(".");
let folder: string;
let image: Image;
let user: OsUser | null;
let env: Record<string, string>;
let program: ChildProcess;
let said = "";

/** It installs every package anew: a minute that CI has, and a developer when it is asked for. */
describe.skipIf(!process.env["CI"] && !process.env["CONTAINER"])(
  "the container, without an engine",
  () => {
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), `frontdesk-image-${process.pid}-`));
      chmodSync(folder, 0o755);
      user = choosePlace(folder).user;
      image = buildImage(instructionsOf(readFileSync("deploy/Dockerfile", "utf8")), {
        folder,
        context: contextOf(project, readFileSync(".dockerignore", "utf8")),
        owner: user ? `${user.uid}:${user.gid}` : "",
      });
    }, 600_000);
    afterAll(async () => {
      program?.kill("SIGKILL");
      await shutDown(join(folder, "stage-1/data/postgres"));
      rmSync(folder, { recursive: true, force: true });
    });

    test("the image has the program with its production packages, the mended one among them", () => {
      const packages = placeIn(image, "node_modules");
      expect(readFileSync(join(packages, "postgres/src/connection.js"), "utf8")).toContain(
        "socket ? socket.write(chunk, fn) : false",
      );
      expect(() => readFileSync(join(packages, "vitest/package.json"))).toThrow(/ENOENT/);
      const installed = readFileSync(".ci/run", "utf8");
      for (const name of image.packages) expect(installed).toContain(` ${name} `);
    });

    test("it starts as its own user, is healthy when it is ready and only then, and ends by its signal", async () => {
      env = { ...image.env, PATH: process.env["PATH"] ?? "", PORT: String(await freePort()) };
      expect(isHealthy()).toBe(false);
      program = start();
      const ended = new Promise<number | null>((done) => void program.once("exit", done));
      await until("the container is healthy", isHealthy, 120_000).catch((error: unknown) => {
        throw new Error(`${String(error)}\n${said}`);
      });
      const block = `embedded PostgreSQL in ${placeIn(image, "/data")}`;
      await until("the start block", () => said.includes(block));
      const server = findRunning(choosePlace(placeIn(image, "/data")).cluster)?.pid ?? 0;
      expect(server).toBeGreaterThan(0);
      process.kill(program.pid ?? 0, image.stopSignal);
      expect(await ended).toBe(0);
      expect(isHealthy()).toBe(false);
      expect(findRunning(choosePlace(placeIn(image, "/data")).cluster)).toBeNull();
    });
  },
);

function start(): ChildProcess {
  const [file = "", ...args] = image.command;
  const child = spawn(file, args, {
    ...user,
    cwd: placeIn(image, "."),
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  return child;
}

function isHealthy(): boolean {
  const [file = "", ...args] = image.health;
  return spawnSync(file, args, { ...user, cwd: "/", env, stdio: "ignore" }).status === 0;
}
