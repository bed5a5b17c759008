import type { RouterContext } from "@koa/router";
import type { VNode } from "preact";
import type { Visitor } from "../business/session.ts";
import { AppError } from "../lib/app-error.ts";
import { renderPlain } from "./document.tsx";
import { Icon } from "./icon.tsx";
import { languageOf } from "./request.ts";
import { sayIn, type Say } from "./say.ts";

type ErrorKind = "missing" | "forbidden" | "stale" | "invalid" | "unavailable" | "unexpected";

type Doors = {
  assets: { base: string };
  isUnavailable: (error: unknown) => boolean;
  failed: (error: unknown) => void;
};

/** Errors as pages, in the language of who looks. */
export function refuse(deps: Doors, ctx: RouterContext, error: unknown): void {
  const kind = errorKind(deps, error);
  if (kind === "unexpected") deps.failed(error);
  if (kind === "unavailable") ctx.set("retry-after", "5");
  const given: unknown = ctx.state["visitor"];
  const visitor = isVisitor(given) ? given : null;
  const language = visitor?.language ?? languageOf(ctx);
  const say = sayIn(language);
  ctx.status = STATUS[kind];
  ctx.type = "html";
  // What is left of a body that was not read is not waited for.
  if (kind === "invalid" || kind === "stale") ctx.set("connection", "close");
  ctx.body = renderPlain(
    { language, title: say(`web-error-${kind}`), base: deps.assets.base },
    <ErrorBody kind={kind} say={say} home={visitor !== null} />,
  );
}

const STATUS: Record<ErrorKind, number> = {
  missing: 404,
  forbidden: 403,
  stale: 403,
  invalid: 400,
  unavailable: 503,
  unexpected: 500,
};

function errorKind(deps: Doors, error: unknown): ErrorKind {
  if (deps.isUnavailable(error)) return "unavailable";
  if (error instanceof AppError && error.code === "cabinet.starting") return "unavailable";
  if (!(error instanceof AppError)) return "unexpected";
  if (error.code === "cabinet.stale_form" || error.code === "cabinet.foreign_form") return "stale";
  if (error.kind === "not_found") return "missing";
  if (error.kind === "forbidden" || error.kind === "unauthorised") return "forbidden";
  return error.kind === "invalid" ? "invalid" : "unexpected";
}

function isVisitor(value: unknown): value is Visitor {
  return typeof value === "object" && value !== null && "csrf" in value;
}

/** What went wrong and what to do now. */
function ErrorBody(about: { kind: ErrorKind; say: Say; home: boolean }): VNode {
  const { kind, say, home } = about;
  return (
    <div class="pad stack8">
      <h1>{say(`web-error-${kind}`)}</h1>
      <p>{say(`web-error-${kind}-next`)}</p>
      {home && (
        <a class="btn main" href="/dashboard">
          <Icon name="back" small />
          {say("web-error-home")}
        </a>
      )}
    </div>
  );
}
