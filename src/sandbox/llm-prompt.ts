/** A prompt: everything that instructs, and everything that is asked. */
export type Prompt = { system: string; user: string };
