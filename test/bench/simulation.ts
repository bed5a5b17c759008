/** One call of the burst: instants in ms from the first dial. */
export type Planned = { chat: number; dial: number; bridge: number; hangup: number; end: number };

export type Simulated = { finishMs: number; sends: number; edits: number };

type Message = { call: Planned; part: "ring" | "final"; sent: boolean; shown: State };
type State = "rings" | "talks" | "ended";
type Due = { message: Message; since: number; edit: boolean };

const STEP_MS = 5;

/**
 * What Telegram's published limits (core.telegram.org/bots/faq) allow at best: 30 requests a second for a bot, one message a
 * second into a chat, 20 a minute into a group and 20 edits a minute there. Each request leaves as soon as it is due and
 * allowed, the longest due first; an edit brings its message to the call's present state, so that changes collapse.
 * While a call settles, its message is left as it is.
 */
export function simulate(calls: readonly Planned[]): Simulated {
  const messages = calls.flatMap((call): Message[] => [
    { call, part: "ring", sent: false, shown: "rings" },
    { call, part: "final", sent: false, shown: "ended" },
  ]);
  const limits = createLimits();
  const done = { finishMs: 0, sends: 0, edits: 0 };
  const last = Math.max(...calls.map((call) => call.end));
  for (let now = 0; ; now += STEP_MS) {
    const due = messages
      .flatMap((message) => dueOf(message, now))
      .toSorted((a, b) => a.since - b.since);
    if (due.length === 0 && now > last) return done;
    for (const { message, edit } of due) {
      if (!limits.take(message.call.chat, edit, now)) continue;
      message.sent = true;
      message.shown = message.part === "final" ? "ended" : stateOf(message.call, now);
      done[edit ? "edits" : "sends"] += 1;
      done.finishMs = now;
    }
  }
}

function dueOf(message: Message, now: number): Due[] {
  const { call, part, sent, shown } = message;
  if (part === "final")
    return sent || now < call.end ? [] : [{ message, since: call.end, edit: false }];
  // A call that is over before its first message left needs no incoming one.
  if (!sent)
    return now < call.dial || now >= call.end ? [] : [{ message, since: call.dial, edit: false }];
  const state = stateOf(call, now);
  if (state === shown || (now >= call.hangup && now < call.end)) return [];
  return [{ message, since: state === "ended" ? call.end : call.bridge, edit: true }];
}

function stateOf(call: Planned, now: number): State {
  if (now >= call.end) return "ended";
  return now >= call.bridge ? "talks" : "rings";
}

function createLimits() {
  const stamps = new Map<string, number[]>();
  const room = (key: string, count: number, ms: number, now: number): boolean => {
    const recent = (stamps.get(key) ?? []).filter((at) => at > now - ms);
    stamps.set(key, recent);
    return recent.length < count;
  };
  return {
    take(chat: number, edit: boolean, now: number): boolean {
      const windows: [string, number, number][] = [
        ["bot", 30, 1000],
        [`${chat} ${edit ? "edit" : "send"}`, 20, 60_000],
        ...(edit ? [] : ([[`${chat} second`, 1, 1000]] satisfies [string, number, number][])),
      ];
      if (!windows.every(([key, count, ms]) => room(key, count, ms, now))) return false;
      for (const [key] of windows) stamps.get(key)?.push(now);
      return true;
    },
  };
}
