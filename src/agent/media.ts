import type { TextId } from "../texts/bundle.ts";
import type { Saying } from "./saying.ts";

/** What is said to a message that has no words. */
export function mediaSaying(kind: string): Saying {
  return { id: media[kind] ?? "agent-media-other" };
}

const media: Partial<Record<string, TextId>> = {
  photo: "agent-media-photo",
  voice: "agent-media-voice",
  sticker: "agent-media-sticker",
  location: "agent-media-location",
  file: "agent-media-photo",
  contact: "agent-media-contact",
};
