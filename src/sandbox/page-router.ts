import { Router, type RouterContext } from "@koa/router";
import { guessLanguage, isLanguage, languages, type Language } from "../texts/language.ts";
import { compiledClient, loadAssets, type Assets } from "./page-asset.ts";
import { pageHtml } from "./page-html.ts";

/** `clientFolder` holds the compiled browser code (`client*.js`); tests that run from source name their own. */
export type PageDeps = { clientFolder?: string };

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
const FOR_EVER = "public, max-age=31536000, immutable";

/** `GET /sandbox` is the web chat with the simulated PBX, `GET /sandbox/assets/:hash/:name` what it loads. */
export function pageRouter({ clientFolder = compiledClient }: PageDeps = {}): Router {
  const router = new Router();
  let loaded: Assets | null = null;
  const assets = () => {
    const found = loaded ?? loadAssets(clientFolder);
    // from source the page may be opened before the browser code is compiled
    if (found.files.has("client.js")) loaded = found;
    return found;
  };

  router.get("/sandbox", (ctx) => {
    ctx.set({
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    ctx.vary("accept-language");
    ctx.type = "html";
    ctx.body = pageHtml(languageOf(ctx), assets());
  });
  router.get("/sandbox/assets/:hash/:name", (ctx) => {
    const { hash, files } = assets();
    const asset = files.get(ctx.params["name"] ?? "");
    if (!asset) return;
    ctx.set({
      "cache-control": ctx.params["hash"] === hash ? FOR_EVER : "no-cache",
      "x-content-type-options": "nosniff",
    });
    ctx.type = asset.type;
    ctx.body = asset.body;
  });
  return router;
}

function languageOf(ctx: RouterContext): Language {
  const asked = String(ctx.query["lang"] ?? "");
  if (isLanguage(asked)) return asked;
  const best = ctx.acceptsLanguages([...languages]);
  return best ? guessLanguage(best) : guessLanguage(ctx.acceptsLanguages()[0]);
}
