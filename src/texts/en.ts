import { enSupport } from "./en-support.ts";
import { enAgent } from "./en-agent.ts";
import { enBotAgent } from "./en-bot-agent.ts";
import { enBotSalon } from "./en-bot-salon.ts";
import { enBotVisit } from "./en-bot-visit.ts";
import { enBotBusiness } from "./en-bot-business.ts";
import { enBotTrial } from "./en-bot-trial.ts";
import { enBotAccess } from "./en-bot-access.ts";
import { enBotAddress } from "./en-bot-address.ts";
import { enBotCallback } from "./en-bot-callback.ts";
import { enBotClient } from "./en-bot-client.ts";
import { enBotConsole } from "./en-bot-console.ts";
import { enBotConversation } from "./en-bot-conversation.ts";
import { enBotDeal } from "./en-bot-deal.ts";
import { enBotFollowup } from "./en-bot-followup.ts";
import { enBotFind } from "./en-bot-find.ts";
import { enBotImport } from "./en-bot-import.ts";
import { enBotLink } from "./en-bot-link.ts";
import { enBotNotify } from "./en-bot-notify.ts";
import { enBotPlace } from "./en-bot-place.ts";
import { enBotRecording } from "./en-bot-recording.ts";
import { enBotPromise } from "./en-bot-promise.ts";
import { enBotSchedule } from "./en-bot-schedule.ts";
import { enBotSettings } from "./en-bot-settings.ts";
import { enBotSpeech } from "./en-bot-speech.ts";
import { enBotTask } from "./en-bot-task.ts";
import { enBotShadow } from "./en-bot-shadow.ts";
import { enBotStats } from "./en-bot-stats.ts";
import { enBotTeam } from "./en-bot-team.ts";
import { enBotWebhook } from "./en-bot-webhook.ts";
import { enBotWhatsapp } from "./en-bot-whatsapp.ts";
import { enBotWhy } from "./en-bot-why.ts";
import { enBot } from "./en-bot.ts";
import { ruBotLetter } from "./ru-bot-letter.ts";
import { enCard } from "./en-card.ts";
import { enLib } from "./en-lib.ts";
import { enOnePerson } from "./en-one-person.ts";
import { enVisit } from "./en-visit.ts";
import { enWebDeal } from "./en-web-deal.ts";
import { enWebTask } from "./en-web-task.ts";
import { enWebCall } from "./en-web-call.ts";
import { enWebClient } from "./en-web-client.ts";
import { enWebStat } from "./en-web-stat.ts";
import { enWebLog } from "./en-web-log.ts";
import { enWebTalk } from "./en-web-talk.ts";
import { enWebToday } from "./en-web-today.ts";
import { enWebWebhook } from "./en-web-webhook.ts";
import { enWebBooking } from "./en-web-booking.ts";
import { enWeb } from "./en-web.ts";
import { enWebCare } from "./en-web-care.ts";
import { enWebChatSet } from "./en-web-chat-set.ts";
import { enWebSet } from "./en-web-set.ts";
import { enWebDoor } from "./en-web-door.ts";
import { enWebSetMore } from "./en-web-set-more.ts";

/** Every text in this language, by subject. */
export const en = [
  enAgent,
  enSupport,
  enLib,
  enCard,
  enBot,
  enBotAgent,
  enBotSalon,
  enBotVisit,
  enBotAccess,
  enBotBusiness,
  enBotTrial,
  enBotAddress,
  enBotCallback,
  enBotClient,
  enBotConsole,
  enBotConversation,
  enBotDeal,
  enBotFollowup,
  enBotFind,
  enBotImport,
  enBotLink,
  enBotNotify,
  enBotPlace,
  enBotRecording,
  enBotPromise,
  enBotSchedule,
  enBotSettings,
  enBotSpeech,
  enBotTask,
  enBotShadow,
  enBotStats,
  enBotTeam,
  enBotWebhook,
  enBotWhatsapp,
  enBotWhy,
  ruBotLetter,
  enOnePerson,
  enVisit,
  enWebBooking,
  enWeb,
  enWebCare,
  enWebChatSet,
  enWebSet,
  enWebDoor,
  enWebSetMore,
  enWebDeal,
  enWebTask,
  enWebCall,
  enWebClient,
  enWebStat,
  enWebLog,
  enWebTalk,
  enWebToday,
  enWebWebhook,
] as const;
