import { execFileSync } from "node:child_process";
import type { Page } from "./page.ts";

/** What a page gives to be typed into a shell, block by block. */
export function shellBlocks({ text }: Page): string[] {
  return [...text.matchAll(/^( *)```sh\n([^]*?)^ *```$/gm)].map(([, indent = "", code = ""]) =>
    code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  );
}

export type Request = {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
};

/** The requests that a block makes with curl, as the shell hands them over; nothing is sent. */
export function requestsIn(block: string): Request[] {
  const said = execFileSync(
    "sh",
    ["-c", `curl() { printf '%s\\0' "$@"; printf '\\036'; }\n${block}`],
    {
      env: { PATH: process.env["PATH"], TOKEN: "fd_token" },
      encoding: "utf8",
    },
  );
  return said
    .split("\u001e")
    .filter((one) => one !== "")
    .map((one) => requestOf(one.split("\0").slice(0, -1)));
}

function requestOf(args: readonly string[]): Request {
  const read: Request = { url: "", method: "", headers: {}, body: "" };
  for (let i = 0; i < args.length; i += 1) {
    const flag = args[i] ?? "";
    if (flag === "-s" || flag === "-N") continue;
    if (!flag.startsWith("-")) {
      read.url = flag;
      continue;
    }
    i += 1;
    const value = args[i] ?? "";
    if (flag === "-X") read.method = value;
    else if (flag === "-d") read.body = value;
    else if (flag === "-H") {
      const [name = "", said = ""] = value.split(/: (.*)/);
      read.headers[name.toLowerCase()] = said;
    } else throw new Error(`curl ${flag} is not known here`);
  }
  return { ...read, method: read.method || (read.body === "" ? "GET" : "POST") };
}
