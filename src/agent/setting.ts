import type { Words } from "../booking/salon.ts";
import { isOpen, type WorkingHours } from "../business/working-hours.ts";

export const tones = ["warm", "plain", "brief"] as const;
export type Tone = (typeof tones)[number];

/** How often in a row a draft was to be sent unchanged before the agent goes on by itself; 0: it never does. */
export const shadowSteps = [5, 10, 20, 50, 0] as const;

/** How the agent of a business behaves. */
export type AgentSettings = {
  enabled: boolean;
  tone: Tone;
  restrictions: string | null;
  greeting: Words | null;
  /** Said once while it is off; null: the usual line. */
  offLine: Words | null;
  /** When it answers, on the business's wall; null: always. */
  hours: WorkingHours | null;
  /** A person answers within so many minutes of the open door. */
  answerWithinMin: number;
  /** The subscribed chat whose people answer; null: the owner and the admins in private. */
  deskChatId: string | null;
  /** The server's model reads what customers write, where there is one. */
  model: boolean;
  /** Answers are only drafted: a person sends them. */
  shadow: boolean;
  /** After so many drafts in a row that were sent as they were, the agent answers by itself; 0: never. */
  shadowAfter: number;
  /** Drafts in a row that were sent as they were. */
  shadowUnchanged: number;
};

export type AgentChange = Partial<AgentSettings>;

/** Of a business that never set anything. */
export const usualSettings: AgentSettings = {
  enabled: false,
  tone: "warm",
  restrictions: null,
  greeting: null,
  offLine: null,
  hours: null,
  answerWithinMin: 10,
  deskChatId: null,
  model: true,
  shadow: false,
  shadowAfter: 20,
  shadowUnchanged: 0,
};

export function isTone(value: string): value is Tone {
  return (tones as readonly string[]).includes(value);
}

/** Whether the agent answers at this moment. */
export function isOn({ enabled, hours }: AgentSettings, now: number, zone: string): boolean {
  return enabled && (hours === null || isOpen(hours, now, zone));
}
