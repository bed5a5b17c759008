import type { Middleware } from "koa";
import { AppError, type ErrorKind } from "../lib/app-error.ts";

const STATUS: Record<ErrorKind, number> = {
  invalid: 400,
  unauthorised: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
};

/** Answers every error as JSON; only the unknown is logged. */
export function answerErrors(deps: {
  isUnavailable: (error: unknown) => boolean;
  failed: (error: unknown) => void;
}): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (error instanceof AppError) {
        ctx.status = STATUS[error.kind];
        ctx.body = errorBody(error.code, "The request cannot be carried out.");
      } else if (deps.isUnavailable(error)) {
        ctx.status = 503;
        ctx.set("Retry-After", "5");
        ctx.body = errorBody("unavailable", "The database is away, please repeat.");
      } else if (isAborted(error)) {
        ctx.respond = false;
      } else {
        deps.failed(error);
        ctx.status = 500;
        ctx.body = errorBody("unexpected", "Something went wrong on our side.");
      }
    }
  };
}

export function errorBody(code: string, message: string) {
  return { error: { code, message } };
}

function isAborted(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "ECONNRESET" || error.code === "ERR_STREAM_PREMATURE_CLOSE")
  );
}
