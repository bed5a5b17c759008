/** One instruction of a Dockerfile; `args` has its flags, the rest is `text`. */
export type Instruction = { name: string; flags: Record<string, string>; text: string };

/** The instructions of a Dockerfile in order, comments left out and continued lines joined. */
export function instructionsOf(file: string): Instruction[] {
  return file
    .split("\n")
    .filter((line) => !line.trimStart().startsWith("#"))
    .join("\n")
    .replace(/\\\n\s*/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(instructionIn);
}

function instructionIn(line: string): Instruction {
  const [, name = "", rest = ""] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
  if (name === "") throw new Error(`no instruction: ${line}`);
  const flags: Record<string, string> = {};
  const text = rest.replace(/^(?:--[a-z-]+=\S+\s+)+/, (found) => {
    for (const [, key = "", value = ""] of found.matchAll(/--([a-z-]+)=(\S+)/g)) flags[key] = value;
    return "";
  });
  return { name: name.toUpperCase(), flags, text };
}

/** The stages of a Dockerfile, each from its FROM on; what stands before the first belongs to all. */
export function stagesOf(instructions: readonly Instruction[]): Instruction[][] {
  const stages: Instruction[][] = [];
  for (const one of instructions) {
    if (one.name === "FROM") stages.push([]);
    stages.at(-1)?.push(one);
  }
  return stages;
}

/** The command of an instruction in exec form; a shell between would take the signals. */
export function commandIn(text: string): string[] {
  const command: unknown = JSON.parse(text);
  if (!Array.isArray(command)) throw new Error(`no exec form: ${text}`);
  return command.map(String);
}

/** Whether the build may see a path, by the patterns of a .dockerignore: the last that fits decides. */
export function isSeen(ignore: string, path: string): boolean {
  let seen = true;
  for (const line of ignore.split("\n")) {
    const pattern = line.trim();
    if (pattern === "" || pattern.startsWith("#")) continue;
    const back = pattern.startsWith("!");
    if (fits(back ? pattern.slice(1) : pattern, path)) seen = back;
  }
  return seen;
}

/** A pattern fits a path, or a folder above it. */
function fits(pattern: string, path: string): boolean {
  const parts = pattern.split("/").length;
  const head = path.split("/").slice(0, parts).join("/");
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*");
  return new RegExp(`^${escaped}$`).test(head);
}
