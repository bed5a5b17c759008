import type { Router } from "@koa/router";
import { apiRouter, type ApiDoors } from "./api/route.ts";
import type { Telephony } from "./telephony/service.ts";
import { cabinetRouters, type CabinetDoors } from "./cabinet/route.ts";
import { healthRouter, homeRouter, type Readiness } from "./web/health.ts";
import { hookRouter, type HookDeps } from "./web/hook-route.ts";
import { metricsRouter } from "./web/metrics.ts";
import { salonHookRouter, type SalonDoor } from "./web/salon-hook-route.ts";
import { telegramRouter, type Update } from "./web/telegram-route.ts";
import { whatsappHookRouter, type WhatsappDoor } from "./web/whatsapp-hook-route.ts";

export type Doors = {
  telephony: Telephony;
  now: () => number;
  hookRate: number;
  heard: HookDeps["heard"];
  ready: Readiness;
  home: string;
  metrics: { contentType: string; text: () => Promise<string> };
  metricsToken: string | null;
  telegramSecrets: readonly string[];
  receive: (updates: Update[]) => Promise<void>;
  /** The salon's bot that an address or a token belongs to. */
  openSalon: (shown: string) => Promise<SalonDoor | null>;
  /** The server's Meta app, or the business's own whose address it is. */
  openWhatsapp: (path: string | null) => Promise<WhatsappDoor | null>;
  cabinet: CabinetDoors;
  api: ApiDoors;
};

/** Everything that this process serves beside the sandbox, in the order in which it is looked for. */
export function routersOf(doors: Doors): Router[] {
  const { telephony, now, hookRate, heard, metrics } = doors;
  return [
    hookRouter({ telephony, now, hookRate, heard }),
    healthRouter(doors.ready),
    homeRouter(doors.home),
    metricsRouter({
      token: doors.metricsToken,
      contentType: metrics.contentType,
      text: metrics.text,
    }),
    telegramRouter({ secrets: doors.telegramSecrets, receive: doors.receive }),
    salonHookRouter({ now, open: doors.openSalon }),
    whatsappHookRouter({ now, open: doors.openWhatsapp }),
    apiRouter(doors.api),
    ...cabinetRouters(doors.cabinet),
  ];
}
