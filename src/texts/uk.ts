import { ukSupport } from "./uk-support.ts";
import { ukAgent } from "./uk-agent.ts";
import { ukBotAgent } from "./uk-bot-agent.ts";
import { ukBotSalon } from "./uk-bot-salon.ts";
import { ukBotVisit } from "./uk-bot-visit.ts";
import { ukBotBusiness } from "./uk-bot-business.ts";
import { ukBotTrial } from "./uk-bot-trial.ts";
import { ukBotAccess } from "./uk-bot-access.ts";
import { ukBotAddress } from "./uk-bot-address.ts";
import { ukBotCallback } from "./uk-bot-callback.ts";
import { ukBotClient } from "./uk-bot-client.ts";
import { ukBotConsole } from "./uk-bot-console.ts";
import { ukBotConversation } from "./uk-bot-conversation.ts";
import { ukBotDeal } from "./uk-bot-deal.ts";
import { ukBotFollowup } from "./uk-bot-followup.ts";
import { ukBotFind } from "./uk-bot-find.ts";
import { ukBotImport } from "./uk-bot-import.ts";
import { ukBotLink } from "./uk-bot-link.ts";
import { ukBotNotify } from "./uk-bot-notify.ts";
import { ukBotPlace } from "./uk-bot-place.ts";
import { ukBotRecording } from "./uk-bot-recording.ts";
import { ukBotPromise } from "./uk-bot-promise.ts";
import { ukBotSchedule } from "./uk-bot-schedule.ts";
import { ukBotSettings } from "./uk-bot-settings.ts";
import { ukBotSpeech } from "./uk-bot-speech.ts";
import { ukBotTask } from "./uk-bot-task.ts";
import { ukBotShadow } from "./uk-bot-shadow.ts";
import { ukBotStats } from "./uk-bot-stats.ts";
import { ukBotTeam } from "./uk-bot-team.ts";
import { ukBotWebhook } from "./uk-bot-webhook.ts";
import { ukBotWhatsapp } from "./uk-bot-whatsapp.ts";
import { ukBotWhy } from "./uk-bot-why.ts";
import { ukBot } from "./uk-bot.ts";
import { ruBotLetter } from "./ru-bot-letter.ts";
import { ukCard } from "./uk-card.ts";
import { ukLib } from "./uk-lib.ts";
import { ukOnePerson } from "./uk-one-person.ts";
import { ukVisit } from "./uk-visit.ts";
import { ukWebDeal } from "./uk-web-deal.ts";
import { ukWebTask } from "./uk-web-task.ts";
import { ukWebCall } from "./uk-web-call.ts";
import { ukWebClient } from "./uk-web-client.ts";
import { ukWebStat } from "./uk-web-stat.ts";
import { ukWebLog } from "./uk-web-log.ts";
import { ukWebTalk } from "./uk-web-talk.ts";
import { ukWebToday } from "./uk-web-today.ts";
import { ukWebWebhook } from "./uk-web-webhook.ts";
import { ukWebBooking } from "./uk-web-booking.ts";
import { ukWeb } from "./uk-web.ts";
import { ukWebCare } from "./uk-web-care.ts";
import { ukWebChatSet } from "./uk-web-chat-set.ts";
import { ukWebSet } from "./uk-web-set.ts";
import { ukWebDoor } from "./uk-web-door.ts";
import { ukWebSetMore } from "./uk-web-set-more.ts";

/** Every text in this language, by subject. */
export const uk = [
  ukAgent,
  ukSupport,
  ukLib,
  ukCard,
  ukBot,
  ukBotAgent,
  ukBotSalon,
  ukBotVisit,
  ukBotAccess,
  ukBotBusiness,
  ukBotTrial,
  ukBotAddress,
  ukBotCallback,
  ukBotClient,
  ukBotConsole,
  ukBotConversation,
  ukBotDeal,
  ukBotFollowup,
  ukBotFind,
  ukBotImport,
  ukBotLink,
  ukBotNotify,
  ukBotPlace,
  ukBotRecording,
  ukBotPromise,
  ukBotSchedule,
  ukBotSettings,
  ukBotSpeech,
  ukBotTask,
  ukBotShadow,
  ukBotStats,
  ukBotTeam,
  ukBotWebhook,
  ukBotWhatsapp,
  ukBotWhy,
  ruBotLetter,
  ukOnePerson,
  ukVisit,
  ukWebBooking,
  ukWeb,
  ukWebCare,
  ukWebChatSet,
  ukWebSet,
  ukWebDoor,
  ukWebSetMore,
  ukWebDeal,
  ukWebTask,
  ukWebCall,
  ukWebClient,
  ukWebStat,
  ukWebLog,
  ukWebTalk,
  ukWebToday,
  ukWebWebhook,
] as const;
