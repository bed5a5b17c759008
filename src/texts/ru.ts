import { ruSupport } from "./ru-support.ts";
import { ruAgent } from "./ru-agent.ts";
import { ruBotAgent } from "./ru-bot-agent.ts";
import { ruBotSalon } from "./ru-bot-salon.ts";
import { ruBotVisit } from "./ru-bot-visit.ts";
import { ruBotBusiness } from "./ru-bot-business.ts";
import { ruBotTrial } from "./ru-bot-trial.ts";
import { ruBotAccess } from "./ru-bot-access.ts";
import { ruBotAddress } from "./ru-bot-address.ts";
import { ruBotCallback } from "./ru-bot-callback.ts";
import { ruBotClient } from "./ru-bot-client.ts";
import { ruBotConsole } from "./ru-bot-console.ts";
import { ruBotConversation } from "./ru-bot-conversation.ts";
import { ruBotDeal } from "./ru-bot-deal.ts";
import { ruBotFollowup } from "./ru-bot-followup.ts";
import { ruBotFind } from "./ru-bot-find.ts";
import { ruBotImport } from "./ru-bot-import.ts";
import { ruBotLink } from "./ru-bot-link.ts";
import { ruBotNotify } from "./ru-bot-notify.ts";
import { ruBotPlace } from "./ru-bot-place.ts";
import { ruBotRecording } from "./ru-bot-recording.ts";
import { ruBotPromise } from "./ru-bot-promise.ts";
import { ruBotSchedule } from "./ru-bot-schedule.ts";
import { ruBotSettings } from "./ru-bot-settings.ts";
import { ruBotSpeech } from "./ru-bot-speech.ts";
import { ruBotTask } from "./ru-bot-task.ts";
import { ruBotShadow } from "./ru-bot-shadow.ts";
import { ruBotStats } from "./ru-bot-stats.ts";
import { ruBotTeam } from "./ru-bot-team.ts";
import { ruBotWebhook } from "./ru-bot-webhook.ts";
import { ruBotWhatsapp } from "./ru-bot-whatsapp.ts";
import { ruBotWhy } from "./ru-bot-why.ts";
import { ruBot } from "./ru-bot.ts";
import { ruBotLetter } from "./ru-bot-letter.ts";
import { ruCard } from "./ru-card.ts";
import { ruLib } from "./ru-lib.ts";
import { ruOnePerson } from "./ru-one-person.ts";
import { ruVisit } from "./ru-visit.ts";
import { ruWebDeal } from "./ru-web-deal.ts";
import { ruWebTask } from "./ru-web-task.ts";
import { ruWebCall } from "./ru-web-call.ts";
import { ruWebClient } from "./ru-web-client.ts";
import { ruWebStat } from "./ru-web-stat.ts";
import { ruWebLog } from "./ru-web-log.ts";
import { ruWebTalk } from "./ru-web-talk.ts";
import { ruWebToday } from "./ru-web-today.ts";
import { ruWebWebhook } from "./ru-web-webhook.ts";
import { ruWebBooking } from "./ru-web-booking.ts";
import { ruWeb } from "./ru-web.ts";
import { ruWebCare } from "./ru-web-care.ts";
import { ruWebChatSet } from "./ru-web-chat-set.ts";
import { ruWebSet } from "./ru-web-set.ts";
import { ruWebDoor } from "./ru-web-door.ts";
import { ruWebSetMore } from "./ru-web-set-more.ts";

/** Every text in this language, by subject. */
export const ru = [
  ruAgent,
  ruSupport,
  ruLib,
  ruCard,
  ruBot,
  ruBotAgent,
  ruBotSalon,
  ruBotVisit,
  ruBotAccess,
  ruBotBusiness,
  ruBotTrial,
  ruBotAddress,
  ruBotCallback,
  ruBotClient,
  ruBotConsole,
  ruBotConversation,
  ruBotDeal,
  ruBotFollowup,
  ruBotFind,
  ruBotImport,
  ruBotLink,
  ruBotNotify,
  ruBotPlace,
  ruBotRecording,
  ruBotPromise,
  ruBotSchedule,
  ruBotSettings,
  ruBotSpeech,
  ruBotTask,
  ruBotShadow,
  ruBotStats,
  ruBotTeam,
  ruBotWebhook,
  ruBotWhatsapp,
  ruBotWhy,
  ruBotLetter,
  ruOnePerson,
  ruVisit,
  ruWebBooking,
  ruWeb,
  ruWebCare,
  ruWebChatSet,
  ruWebSet,
  ruWebDoor,
  ruWebSetMore,
  ruWebDeal,
  ruWebTask,
  ruWebCall,
  ruWebClient,
  ruWebStat,
  ruWebLog,
  ruWebTalk,
  ruWebToday,
  ruWebWebhook,
] as const;
