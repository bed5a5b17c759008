import { enBotAddress } from "./en-bot-address.ts";
import { enBotCallback } from "./en-bot-callback.ts";
import { enBotDeal } from "./en-bot-deal.ts";
import { enBotLink } from "./en-bot-link.ts";
import { enBotNotify } from "./en-bot-notify.ts";
import { enBotPlace } from "./en-bot-place.ts";
import { enBotSchedule } from "./en-bot-schedule.ts";
import { enBotSettings } from "./en-bot-settings.ts";
import { enBotTeam } from "./en-bot-team.ts";
import { enBotWhy } from "./en-bot-why.ts";
import { enBot } from "./en-bot.ts";
import { ruBotLetter } from "./ru-bot-letter.ts";
import { enCard } from "./en-card.ts";
import { enLib } from "./en-lib.ts";

/** Every text in this language, by subject. */
export const en = [
  enLib,
  enCard,
  enBot,
  enBotAddress,
  enBotCallback,
  enBotDeal,
  enBotLink,
  enBotNotify,
  enBotPlace,
  enBotSchedule,
  enBotSettings,
  enBotTeam,
  enBotWhy,
  ruBotLetter,
] as const;
