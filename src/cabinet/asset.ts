import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { Router } from "@koa/router";

type Asset = { type: string; body: string };
/** Every file that pages load, under one content hash, so that each may be cached for ever. */
export type CabinetAssets = { base: string; files: ReadonlyMap<string, Asset> };

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};
const require = createRequire(import.meta.url);
const FOR_EVER = "public, max-age=31536000, immutable";

/** Reads the cabinet's own files and htmx from its package. */
export function loadCabinetAssets(): CabinetAssets {
  const files = new Map<string, Asset>();
  const put = (name: string, body: string): void => {
    const type = types[extname(name)];
    if (type !== undefined) files.set(name, { type, body });
  };
  const own = join(import.meta.dirname, "assets");
  for (const name of readdirSync(own)) put(name, readFileSync(join(own, name), "utf8"));
  put("htmx.js", readFileSync(require.resolve("htmx.org/dist/htmx.min.js"), "utf8"));
  const hash = createHash("sha256");
  for (const [name, { body }] of files) hash.update(name).update("\0").update(body).update("\0");
  return { base: `/dashboard/assets/${hash.digest("hex").slice(0, 12)}`, files };
}

/** `GET /dashboard/assets/:hash/:name`: the same for everybody, so that no session is asked for. */
export function cabinetAssetRouter({ base, files }: CabinetAssets): Router {
  const router = new Router();
  router.get("/dashboard/assets/:hash/:name", async (ctx, next) => {
    const { hash = "", name = "" } = ctx.params;
    const asset = files.get(name);
    if (!asset) return next();
    ctx.set({
      "cache-control": base.endsWith(`/${hash}`) ? FOR_EVER : "no-cache",
      "x-content-type-options": "nosniff",
    });
    ctx.type = asset.type;
    ctx.body = asset.body;
    return undefined;
  });
  return router;
}
