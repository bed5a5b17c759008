import type { Router } from "@koa/router";
import { cabinetAssetRouter, loadCabinetAssets } from "./asset.ts";
import { bookingRouter } from "./booking-route.tsx";
import { callRouter } from "./call-route.tsx";
import { clientRouter } from "./client-route.tsx";
import { exportRouter } from "./export-route.tsx";
import { statRouter } from "./stat-route.tsx";
import { findRouter } from "./find.tsx";
import { liveRouter, type LiveDoors } from "./live.ts";
import { nowhereRouter } from "./nowhere.ts";
import { careRouter } from "./care-route.tsx";
import { settingRouter } from "./setting-route.tsx";
import { moreRouter } from "./more.tsx";
import { loginRouter, type LoginDeps } from "./login.tsx";
import { dealRouter } from "./deal-route.tsx";
import { talkRouter } from "./talk-route.tsx";
import { taskRouter } from "./task-route.tsx";
import { todayRouter } from "./today.tsx";
import { webhookRouter } from "./webhook-route.tsx";
import type { WebhookDoors } from "./webhook-visit.ts";

export type CabinetDoors = Omit<LoginDeps, "assets"> & {
  webhooks: WebhookDoors;
  live: LiveDoors;
};

/** The cabinet in a browser: the ways in, its pages, and a page for whatever it has not. */
export function cabinetRouters({ webhooks, live, ...doors }: CabinetDoors): Router[] {
  const deps = { ...doors, assets: loadCabinetAssets() };
  // Telegram puts a bot's id before its secret.
  const botId = Number.parseInt(doors.botToken, 10);
  return [
    cabinetAssetRouter(deps.assets),
    loginRouter(deps),
    todayRouter(deps),
    liveRouter(deps, live),
    findRouter(deps),
    talkRouter({ ...deps, botId }),
    careRouter(deps),
    settingRouter({ ...deps, botId }),
    moreRouter(deps),
    webhookRouter({ ...deps, ...webhooks }),
    dealRouter(deps),
    taskRouter(deps),
    callRouter(deps),
    clientRouter({ ...deps, botId }),
    statRouter(deps),
    exportRouter(deps),
    bookingRouter(deps),
    nowhereRouter(deps),
  ];
}
