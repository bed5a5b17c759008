import { Router } from "@koa/router";
import { botRoutes } from "./setting-bot-press.ts";
import { businessRoutes } from "./setting-business.tsx";
import { followupRoutes } from "./setting-followup.tsx";
import { chatRoutes } from "./setting-chat.tsx";
import { hoursRoutes } from "./setting-hours.tsx";
import { eraseRoutes } from "./setting-keep-erase.tsx";
import { keepRoutes } from "./setting-keep.tsx";
import { employeeRoutes } from "./setting-line-employee.tsx";
import { lineRoutes } from "./setting-line.tsx";
import { accountRoutes } from "./setting-phone-press.ts";
import { SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { speechRoutes } from "./setting-speech.tsx";
import { tokenRoutes } from "./setting-token.tsx";
import { whatsappRoutes } from "./setting-whatsapp-press.ts";
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
  speechRoutes(router, deps);
  keepRoutes(router, deps);
  eraseRoutes(router, deps);
  accountRoutes(router, deps);
  chatRoutes(router, deps);
  botRoutes(router, deps);
  whatsappRoutes(router, deps);
  teamRoutes(router, deps);
  tokenRoutes(router, deps);
  return router;
}
