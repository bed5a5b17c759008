/** Every task and its payload: ids only, the rest is read when the job runs. */
export type Tasks = {
  /** Calls of one business: jobs of one key that wait join their lists. `asIf`: an instant that a clock set back put far off. */
  "call.fold": readonly { businessId: string; callId: number; asIf?: number }[];
  /** Calls of one chat: jobs of one key that wait join their lists. */
  card: readonly { businessId: string; callId: number; chatId: string }[];
  /** What came into a chat without sound is listed when its quiet time ends (epoch ms). */
  "card.list": { businessId: string; chatId: string; until: number };
  /** A chat is told that the topic of its cards is gone. */
  "topic.lost": { businessId: string; chatId: string };
  /** A message of its own leaves; `placed`: its place in Telegram's limits is this moment. */
  notice: { businessId: string; id: string; placed?: boolean };
  /** A follow-up is looked at: overdue, to be reminded of, to be brought before the chats. */
  "followup.due": { businessId: string; followupId: number };
  /** A task's assignee is to be reminded. */
  "task.remind": { businessId: string; taskId: number };
  /** The daily message of one place is due. */
  digest: { businessId: string; digestId: string };
  /** The night's look at the providers' statistics: of all accounts, or of one, from where it was left. */
  reconcile: {
    businessId?: string;
    accountId?: string;
    /** The period in epoch ms, and how many rows of it were taken. */
    from?: number;
    to?: number;
    skip?: number;
    /** How often the provider was out of reach. */
    tries?: number;
  };
  /** The next step of a recording: fetched, turned into text, told. */
  recording: { businessId: string; recordingId: string };
  /** A call's texts are analysed, and what came of it is filled in. `tries`: how often the model gave no answer. */
  analysis: { businessId: string; callId: number; tries?: number };
  /** Due deliveries of an endpoint leave. */
  pump: { businessId: string; endpointId: string };
  /** A customer is told of their visit by the clock: reminded, asked for a review, offered a freed place. */
  "visit.notice": { businessId: string; noticeId: number };
  /** A visit is over for a while: it is completed unless somebody said otherwise. */
  "visit.end": { businessId: string; bookingId: number };
  /** Who waits for a place on a day ("YYYY-MM-DD") is offered what is free now. */
  "wait.offer": { businessId: string; day: string };
  /** What a customer wrote is answered; what is said leaves; a dialogue that fell silent is closed. */
  turn: { businessId: string; conversationId: number };
  say: { businessId: string; conversationId: number };
  /** The model is asked what a customer's burst means, and then takes the turn; an answer's words are phrased by it. */
  think: { businessId: string; conversationId: number };
  phrase: { businessId: string; conversationId: number; utteranceId: number };
  "conversation.close": { businessId: string; conversationId: number };
  /** The operators are told of a conversation: that they answer now, or what the customer wrote. */
  "desk.card": {
    businessId: string;
    conversationId: number;
    what: "handoff" | "lines" | "off";
    utteranceIds: readonly number[];
  };
  /** The cards of an answer that a person is to let through; `instead`: of one that they wanted; `again`: a reminder of it. */
  "desk.draft": {
    businessId: string;
    conversationId: number;
    draftId: number;
    instead: boolean;
    again: boolean;
  };
  /** What Meta posted of one WhatsApp number is worked through, in its order. */
  "whatsapp.fold": { businessId: string; numberId: string };
  /** The dialogue set runs again against a business's changed price list. */
  "agent.trial": { businessId: string };
  /** A visit that was spoken of in a call is looked for in the calendar. */
  "visit.reconcile": { businessId: string; callId: number };
  /** A salon's bot is led here and dressed in the business's languages. */
  "salonbot.check": { businessId: string; salonBotId: string };
  update: { botId: number; updateId: number };
  "telegram.send": { id: string };
  "setup.watch": { businessId: string; tokenId: string };
  clean: Record<string, never>;
};

export type Task = keyof Tasks;

/** What a handler may know of its job; `attempt` counts from 1. */
export type JobContext = { id: string; attempt: number; maxAttempts: number };

type Handler<T extends Task> = (payload: Tasks[T], job: JobContext) => Promise<void>;

/** Any of them, for a job read from the database; a method's type, because its payload is trusted to be the task's. */
export type AnyHandler = { run(payload: unknown, job: JobContext): Promise<void> }["run"];

/** A worker runs the tasks that it has a handler for. */
export type Handlers = { [T in Task]?: Handler<T> };
