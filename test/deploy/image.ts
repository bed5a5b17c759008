import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { commandIn, isSeen, stagesOf, type Instruction } from "./dockerfile.ts";

export type Image = {
  /** What stands for `/` in it. */
  root: string;
  workdir: string;
  env: Record<string, string>;
  user: string;
  command: string[];
  health: string[];
  stopSignal: string;
  /** Packages that its system would install. */
  packages: string[];
};

type Yard = {
  folder: string;
  /** The files that the build may see, by their path from `from`. */
  context: { from: string; files: readonly string[] };
  /** The owner that stands for the image's user. */
  owner: string;
};

/** Carries out the steps of a Dockerfile in folders of this machine: no engine, the same files, the same commands. */
export function buildImage(instructions: readonly Instruction[], yard: Yard): Image {
  const done = new Map<string, Image>();
  let image: Image | null = null;
  for (const [n, stage] of stagesOf(instructions).entries()) {
    image = emptyImage(join(yard.folder, `stage-${n}`));
    for (const one of stage) step(image, one, { yard, done });
    const name = / AS (\S+)$/i.exec(stage[0]?.text ?? "")?.[1];
    if (name !== undefined) done.set(name, image);
  }
  if (!image) throw new Error("no stage");
  return image;
}

/** A path of the image on this machine. */
export function placeIn({ root, workdir }: Pick<Image, "root" | "workdir">, path: string): string {
  return path.startsWith("/") ? join(root, path) : join(root, workdir, path);
}

function emptyImage(root: string): Image {
  mkdirSync(root);
  chmodSync(root, 0o755);
  const nothing = { workdir: "/", env: {}, user: "root", command: [], health: [], packages: [] };
  return { root, stopSignal: "SIGTERM", ...nothing };
}

type Around = { yard: Yard; done: ReadonlyMap<string, Image> };
const NOTHING_TO_DO = new Set(["ARG", "FROM", "LABEL", "EXPOSE", "VOLUME"]);

function step(image: Image, one: Instruction, around: Around): void {
  const doing = STEPS[one.name];
  if (doing) doing(image, one, around);
  else if (!NOTHING_TO_DO.has(one.name)) throw new Error(`an unknown step: ${one.name}`);
}

const STEPS: Record<string, (image: Image, one: Instruction, around: Around) => void> = {
  WORKDIR: (image, { text }) => {
    image.workdir = text;
    mkdirSync(placeIn(image, "."), { recursive: true });
  },
  COPY: copy,
  RUN: run,
  ENV: (image, { text }) => {
    for (const [, name = "", value = ""] of text.matchAll(/([A-Z_]+)=(\S+)/g))
      image.env[name] = value.startsWith("/") ? placeIn(image, value) : value;
  },
  USER: (image, { text }) => void (image.user = text),
  CMD: (image, { text }) => void (image.command = commandIn(text)),
  HEALTHCHECK: (image, { text }) => void (image.health = commandIn(text.replace(/^CMD /, ""))),
  STOPSIGNAL: (image, { text }) => void (image.stopSignal = text),
};

/** Files into a folder, and what is in a folder into another. */
function copy(image: Image, { flags, text }: Instruction, { yard, done }: Around): void {
  const paths = text.split(/\s+/);
  const to = placeIn(image, paths.pop() ?? "");
  const stage = flags["from"] === undefined ? null : done.get(flags["from"]);
  for (const path of paths) {
    if (stage === undefined) throw new Error(`no stage for ${path}`);
    if (stage === null) copySeen(path, to, yard);
    else copyOne(placeIn(stage, path), to);
  }
}

function copySeen(path: string, to: string, { context }: Yard): void {
  const found = context.files.filter((file) => file === path || file.startsWith(`${path}/`));
  if (found.length === 0) throw new Error(`the build does not see ${path}`);
  for (const file of found)
    if (file === path) copyOne(join(context.from, file), to);
    else cpSync(join(context.from, file), join(to, file.slice(path.length + 1)));
}

function copyOne(from: string, to: string): void {
  const folder = existsSync(to) && statSync(to).isDirectory();
  if (statSync(from).isDirectory()) execFileSync("cp", ["-a", `${from}/.`, ensured(to)]);
  else cpSync(from, folder || to.endsWith("/") ? join(to, basename(from)) : to);
}

function ensured(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** What the image's system installs is only noted; anything else runs, its folders and users being those of this machine. */
function run(image: Image, { text }: Instruction, { yard }: Around): void {
  const installed = /apt-get install (?:-\S+ )*([a-z0-9. +-]+?) &&/.exec(text)?.[1];
  if (installed !== undefined) {
    image.packages.push(...installed.split(" "));
    return;
  }
  const here = text
    .replaceAll(/(?<=\s)\/(?=\w)/g, `${image.root}/`)
    .replaceAll("node:node", yard.owner);
  const { status, stdout, stderr } = spawnSync("sh", ["-c", here], {
    cwd: placeIn(image, "."),
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      npm_config_prefer_offline: "true",
      ...image.env,
    },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${text}\n${stdout}${stderr}`);
}

/** The files of the project that its build may see. */
export function contextOf(from: string, ignore: string): Yard["context"] {
  const listed = execFileSync("git", ["ls-files"], { cwd: from, encoding: "utf8" });
  const files = listed.split("\n").filter((file) => file !== "" && isSeen(ignore, file));
  return { from, files: files.filter((file) => existsSync(join(from, file))) };
}
