import { conversations } from "@grammyjs/conversations";
import { Bot, GrammyError, type Context, type MiddlewareFn, type NextFunction } from "grammy";
import { seePerson } from "../business/person-service.ts";
import { clientOptions } from "../gateways/telegram.ts";
import { outcomeOf } from "../gateways/telegram-outcome.ts";
import { AppError } from "../lib/app-error.ts";
import { accessComposer, accessPresses } from "./access-request.ts";
import { errorText } from "./apology.ts";
import { agentForm } from "./agent-form.ts";
import { agentComposer, agentPresses } from "./agent.ts";
import { addressPresses, scopeForm } from "./address.ts";
import { bookingComposer, bookingPresses } from "./booking.ts";
import { calendarComposer, calendarPresses } from "./calendar.ts";
import { callbackPresses } from "./callback.ts";
import { callsComposer, callsPresses } from "./calls.ts";
import { cardPresses } from "./card-more.ts";
import { chatsPresses } from "./chats.ts";
import { clientForm } from "./client-form.ts";
import { clientPresses } from "./client-press.ts";
import { clientComposer } from "./client.ts";
import { isOwnCommand } from "./commands.ts";
import { commentComposer, commentForm, commentPresses } from "./comment.ts";
import { connectComposer, connectPresses } from "./connect.ts";
import { conversationForm, conversationPresses } from "./conversation.ts";
import type { BotDeps, DeskContext } from "./context.ts";
import { dashboardComposer } from "./dashboard.ts";
import { dealCardPresses } from "./deal-card.ts";
import { dealForm } from "./deal-form.ts";
import { dealComposer, dealPresses } from "./deal.ts";
import { cardReplyComposer, deskReplyComposer } from "./desk-reply.ts";
import { digestComposer, digestPresses } from "./digest.ts";
import { eraseComposer, erasePresses } from "./erase.ts";
import { exportComposer, exportPresses } from "./export.ts";
import { fallbackComposer } from "./fallback.ts";
import { findComposer, findPresses } from "./find.ts";
import { fixForm, fixPresses } from "./fix.ts";
import { followupPresses } from "./followup.ts";
import { formStore, FORM_VERSION } from "./form-store.ts";
import { healthComposer, healthPresses } from "./health.ts";
import { helpComposer } from "./help.ts";
import { masterForm } from "./master-form.ts";
import { masterComposer, masterPresses } from "./master.ts";
import { chatComposer, greetingComposer, tellNobody } from "./membership.ts";
import { missedComposer, missedPresses } from "./missed.ts";
import { notifyForm } from "./notify-form.ts";
import { notifyComposer, notifyPresses } from "./notify.ts";
import { novofon2Form, novofon2Presses } from "./novofon2.ts";
import { importComposer, importPresses } from "./import.ts";
import { extensionForm, linkPresses, novofonComposer, novofonForm } from "./novofon.ts";
import { phonetComposer, phonetForm } from "./phonet.ts";
import { placeForm, placePresses } from "./place-press.ts";
import { chatOfferPresses } from "./chat-offer.ts";
import { visitQuestionPresses } from "./visit-question.ts";
import { pressComposer } from "./press.ts";
import { promiseComposer, promisePresses } from "./promise.ts";
import { recheckPresses } from "./recheck.ts";
import { salonbotComposer, salonbotForm, salonbotPresses } from "./salonbot.ts";
import { send } from "./screen.ts";
import { serviceForm } from "./service-form.ts";
import { serviceComposer, servicePresses } from "./service.ts";
import { settingsComposer, settingsForm, settingsPresses } from "./settings.ts";
import { speechForm, speechSettingPresses } from "./settings-speech.ts";
import { draftForm, shadowPresses } from "./shadow.ts";
import { speechPresses } from "./speech.ts";
import { stageForm, stagePresses } from "./stage.ts";
import { businessForm, startComposer, startPresses } from "./start.ts";
import { extForm, extPresses } from "./team-ext.ts";
import { taskCallPresses } from "./task-call.ts";
import { taskForm } from "./task-form.ts";
import { taskComposer, taskPresses } from "./task.ts";
import { statsComposer, statsPresses } from "./stats.ts";
import { todayComposer, todayPresses } from "./today.ts";
import { teamComposer, teamPresses } from "./team.ts";
import { trialComposer, trialPresses } from "./trial.ts";
import { visitClientForm } from "./visit-new.ts";
import { visitPresses } from "./visit.ts";
import { doctorForm, webhookDoctorPresses } from "./webhook-doctor.ts";
import { webhookLogPresses } from "./webhook-log.ts";
import { webhookForm, webhookNewPresses } from "./webhook-new.ts";
import { webhookParkedPresses } from "./webhook-parked.ts";
import { webhookTestPresses } from "./webhook-test.ts";
import { webhookComposer, webhookPresses } from "./webhook.ts";
import { whatsappComposer, whatsappForm, whatsappPresses } from "./whatsapp.ts";

/** The bot with all its screens. It takes updates by `handleUpdate`, one at a time of a chat; what a handler throws, the caller sees. */
export function createBot(deps: BotDeps): Bot<DeskContext> {
  const bot = new Bot<DeskContext>(deps.token, {
    botInfo: deps.botInfo,
    client: clientOptions(deps),
  });
  bot.api.config.use(deps.transformer);
  bot.use(chatComposer(deps));
  bot.use(meet(deps));
  bot.use(
    conversations<DeskContext, Context>({
      storage: { type: "context", version: FORM_VERSION, adapter: formStore },
    }),
  );
  bot.use(guard);
  bot.use(leaveForm);
  bot.use(cardReplyComposer);
  bot.use(businessForm, phonetForm, novofonForm, novofon2Form, extensionForm, scopeForm);
  bot.use(settingsForm, speechForm, notifyForm, extForm);
  bot.use(taskForm, commentForm, fixForm);
  bot.use(dealForm, stageForm, clientForm, webhookForm, doctorForm);
  bot.use(serviceForm, masterForm, visitClientForm, placeForm);
  bot.use(agentForm, salonbotForm, whatsappForm, conversationForm, draftForm);
  bot.use(startComposer, connectComposer, phonetComposer, novofonComposer, notifyComposer);
  bot.use(
    settingsComposer,
    callsComposer,
    missedComposer,
    healthComposer,
    teamComposer,
    statsComposer,
    digestComposer,
    helpComposer,
    greetingComposer,
    accessComposer,
  );
  bot.use(dealComposer, promiseComposer, clientComposer, dashboardComposer, webhookComposer);
  bot.use(serviceComposer, masterComposer, calendarComposer, bookingComposer);
  bot.use(agentComposer, trialComposer, salonbotComposer, whatsappComposer);
  bot.use(findComposer, todayComposer, exportComposer, importComposer, eraseComposer);
  bot.use(
    pressComposer({
      ...dealPresses,
      ...clientPresses,
      ...dealCardPresses,
      ...stagePresses,
      ...startPresses,
      ...connectPresses,
      ...chatsPresses,
      ...linkPresses,
      ...novofon2Presses,
      ...addressPresses,
      ...recheckPresses,
      ...notifyPresses,
      ...settingsPresses,
      ...speechPresses,
      ...speechSettingPresses,
      ...callbackPresses,
      ...callsPresses,
      ...todayPresses,
      ...exportPresses,
      ...importPresses,
      ...findPresses,
      ...erasePresses,
      ...cardPresses,
      ...followupPresses,
      ...missedPresses,
      ...healthPresses,
      ...teamPresses,
      ...statsPresses,
      ...digestPresses,
      ...promisePresses,
      ...fixPresses,
      ...taskPresses,
      ...taskCallPresses,
      ...commentPresses,
      ...extPresses,
      ...accessPresses,
      ...webhookPresses,
      ...webhookNewPresses,
      ...webhookTestPresses,
      ...webhookLogPresses,
      ...webhookParkedPresses,
      ...webhookDoctorPresses,
      ...servicePresses,
      ...masterPresses,
      ...calendarPresses,
      ...bookingPresses,
      ...visitPresses,
      ...visitQuestionPresses,
      ...chatOfferPresses,
      ...placePresses,
      ...agentPresses,
      ...trialPresses,
      ...salonbotPresses,
      ...whatsappPresses,
      ...conversationPresses,
      ...shadowPresses,
    }),
  );
  bot.use(deskReplyComposer, taskComposer, commentComposer);
  bot.use(fallbackComposer);
  return bot;
}

/** Remembers who writes. Channels, other bots and who writes in the name of a chat are nobody we could answer. */
function meet(deps: BotDeps): MiddlewareFn<DeskContext> {
  return async (ctx, next) => {
    const { from, message } = ctx;
    if (message?.sender_chat) {
      if (!message.is_automatic_forward && isOwnCommand(message.text ?? "", ctx.me.username))
        await tellNobody(deps, ctx, "bot-anonymous");
      return;
    }
    if (!from || from.is_bot || ctx.chat?.type === "channel") return;
    const person = await seePerson(deps.db, {
      id: from.id,
      firstName: from.first_name,
      username: from.username,
      languageCode: from.language_code,
      now: deps.clock.now(),
    });
    ctx.desk = { deps, person, language: person.language, failed: false, leftForm: false };
    await next();
  };
}

/** A broken expectation is told to the person; anything else fails the update whole, its form included. */
async function guard(ctx: DeskContext, next: NextFunction): Promise<void> {
  try {
    await next();
  } catch (error) {
    if (isClosed(error)) return;
    if (!(error instanceof AppError)) {
      ctx.desk.failed = true;
      throw error;
    }
    await send(ctx, null, { html: errorText(ctx.desk.language, error) });
  }
}

/** Blocked, kicked or muted while we were answering: trying again helps nobody. */
function isClosed(error: unknown): boolean {
  if (!(error instanceof GrammyError)) return false;
  const outcome = outcomeOf(error);
  return "dead" in outcome || "lost" in outcome || "moved" in outcome;
}

/** Any command leaves the form that is being filled. */
async function leaveForm(ctx: DeskContext, next: NextFunction): Promise<void> {
  const isCommand =
    ctx.message?.entities?.some((entity) => entity.type === "bot_command" && entity.offset === 0) ??
    false;
  if (isCommand && Object.keys(ctx.conversation.active()).length > 0) {
    await ctx.conversation.exitAll();
    ctx.desk.leftForm = true;
  }
  await next();
}
