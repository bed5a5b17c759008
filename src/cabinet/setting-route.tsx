import { Router } from "@koa/router";
import { businessRoutes } from "./setting-business.tsx";
import { followupRoutes } from "./setting-followup.tsx";
import { hoursRoutes } from "./setting-hours.tsx";
import { employeeRoutes } from "./setting-line-employee.tsx";
import { lineRoutes } from "./setting-line.tsx";
import { accountRoutes } from "./setting-phone-press.ts";
import { SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { tokenRoutes } from "./setting-token.tsx";
import { setupPage } from "./setup-page.tsx";
import { teamRoutes } from "./team-press.ts";
import { reading } from "./visit.tsx";

/** Everything that is set up: the guide, and a page for each section. */
export function settingRouter(deps: SettingDeps): Router {
  const router = new Router();
  router.get(
    SETTINGS,
    reading(deps, "settings", (visit) => setupPage(deps, visit)),
  );
  businessRoutes(router, deps);
  hoursRoutes(router, deps);
  followupRoutes(router, deps);
  lineRoutes(router, deps);
  employeeRoutes(router, deps);
  accountRoutes(router, deps);
  teamRoutes(router, deps);
  tokenRoutes(router, deps);
  return router;
}
