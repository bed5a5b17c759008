import type { RouterContext } from "@koa/router";
import { AppError } from "../lib/app-error.ts";
import { guessLanguage, languages, type Language } from "../texts/language.ts";
import { readRaw } from "../web/body.ts";

const FORM_LIMIT = 256 * 1024;

/** The fields of a form; refuses what another site sends. */
export async function readForm(ctx: RouterContext): Promise<URLSearchParams> {
  const site = ctx.get("sec-fetch-site");
  if (site !== "" && site !== "same-origin" && site !== "none")
    throw new AppError("cabinet.foreign_form", "forbidden");
  if (ctx.is("application/x-www-form-urlencoded") === false)
    throw new AppError("cabinet.not_a_form", "invalid");
  const raw = await readRaw(ctx.req, FORM_LIMIT);
  if (raw === "too_large") throw new AppError("cabinet.too_large", "invalid");
  return new URLSearchParams(Buffer.from(raw).toString("utf8"));
}

/** After a form the next page is fetched by itself, so that a reload sends nothing again. */
export function leadTo(ctx: RouterContext, to: string): void {
  if (isPart(ctx)) {
    ctx.set("hx-redirect", to);
    ctx.status = 204;
    return;
  }
  ctx.redirect(to);
  ctx.status = 303;
  ctx.body = "";
}

/** The page's own script asks. */
export function isPart(ctx: RouterContext): boolean {
  return ctx.get("hx-request") === "true";
}

/** The language that a browser asks for. */
export function languageOf(ctx: RouterContext): Language {
  const best = ctx.acceptsLanguages([...languages]);
  return best ? guessLanguage(best) : guessLanguage(ctx.acceptsLanguages()[0]);
}
