import type { Router } from "@koa/router";
import { cabinetAssetRouter, loadCabinetAssets } from "./asset.ts";
import { homeCabinetRouter, nowhereRouter } from "./home.tsx";
import { moreRouter } from "./more.tsx";
import { loginRouter, type LoginDeps } from "./login.tsx";
import { dealRouter } from "./deal-route.tsx";
import { taskRouter } from "./task-route.tsx";
import { webhookRouter } from "./webhook-route.tsx";
import type { WebhookDoors } from "./webhook-visit.ts";

export type CabinetDoors = Omit<LoginDeps, "assets"> & { webhooks: WebhookDoors };

/** The cabinet in a browser: the ways in, its pages, and a page for whatever it has not. */
export function cabinetRouters({ webhooks, ...doors }: CabinetDoors): Router[] {
  const deps = { ...doors, assets: loadCabinetAssets() };
  return [
    cabinetAssetRouter(deps.assets),
    loginRouter(deps),
    homeCabinetRouter(deps),
    moreRouter(deps),
    webhookRouter({ ...deps, ...webhooks }),
    dealRouter(deps),
    taskRouter(deps),
    nowhereRouter(deps),
  ];
}
