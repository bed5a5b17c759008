import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { languages } from "../texts/language.ts";
import { pageTexts } from "./page-text.ts";

type Asset = { type: string; body: string };
/** Every file of the page under one content hash, so that each may be cached for ever. */
export type Assets = { hash: string; files: ReadonlyMap<string, Asset> };

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json; charset=utf-8",
};

/** The colours, sizes and parts of the cabinet's pages are this page's too. */
const shared = ["tokens.css", "base.css", "mark.svg"];
const cabinet = join(import.meta.dirname, "../cabinet/assets");

/** The browser code stands beside this file once compiled; from source it is taken out of dist. */
export const compiledClient = import.meta.filename.endsWith(".ts")
  ? join(import.meta.dirname, "../../dist/sandbox")
  : import.meta.dirname;

/** Reads style, pictures, texts and the compiled browser code (`client*.js` of the folder given). */
export function loadAssets(clientFolder: string): Assets {
  const files = new Map<string, Asset>();
  const put = (name: string, body: string) =>
    files.set(name, { type: types[extname(name)] ?? "text/plain", body });
  const own = join(import.meta.dirname, "assets");
  for (const name of readdirSync(own))
    if (/\.(css|svg)$/.test(name)) put(name, readFileSync(join(own, name), "utf8"));
  for (const name of shared) put(name, readFileSync(join(cabinet, name), "utf8"));
  if (existsSync(clientFolder))
    for (const name of readdirSync(clientFolder))
      if (/^client[\w-]*\.js$/.test(name))
        put(name, readFileSync(join(clientFolder, name), "utf8"));
  for (const language of languages)
    put(`texts-${language}.json`, JSON.stringify(pageTexts(language)));
  const hash = createHash("sha256");
  for (const [name, { body }] of files) hash.update(name).update("\0").update(body).update("\0");
  return { hash: hash.digest("hex").slice(0, 12), files };
}
