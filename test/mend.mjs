import { readFileSync, writeFileSync } from "node:fs";

/**
 * postgres.js 3.4.9 dies, or leaves a connection mute for good, when its server is killed under load: a write waiting in
 * `setImmediate` meets a socket that is gone, and a cleared timer is never set again (porsager/postgres #1208, #1168).
 * Three lines are mended in the installed copy until a release has them; another version stops the build here.
 */
const MENDS = [
  ["const x = socket.write(chunk, fn)", "const x = socket ? socket.write(chunk, fn) : false"],
  [
    "    clearImmediate(nextWriteTimer)\n",
    "    clearImmediate(nextWriteTimer), (chunk = nextWriteTimer = null)\n",
  ],
];

export function mendPostgres(root = "node_modules/postgres") {
  const { version } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
  if (version !== "3.4.9")
    throw new Error(`postgres ${version} is not 3.4.9: look whether test/mend.mjs is still needed`);
  for (const folder of ["src", "cjs/src"]) {
    const path = `${root}/${folder}/connection.js`;
    const source = readFileSync(path, "utf8");
    const mended = MENDS.reduce((text, [from, to]) => mend(text, from, to, path), source);
    if (mended !== source) writeFileSync(path, mended);
  }
}

function mend(text, from, to, path) {
  if (text.includes(to)) return text;
  if (!text.includes(from))
    throw new Error(`${path} does not have the line to mend: ${from.trim()}`);
  return text.replaceAll(from, to);
}
