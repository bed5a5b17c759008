import { Router } from "@koa/router";
import { AppError } from "../lib/app-error.ts";
import { reading, type CabinetDeps } from "./visit.tsx";

/** Behind every other router: an address of the cabinet that leads nowhere is told as a page. */
export function nowhereRouter(deps: CabinetDeps): Router {
  const router = new Router();
  const missing = reading(deps, null, () =>
    Promise.reject(new AppError("cabinet.not_found", "not_found")),
  );
  router.get("/dashboard/*path", missing);
  router.get("/webhook/*path", missing);
  return router;
}
