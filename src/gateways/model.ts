import type { z } from "zod";

/** What a model is asked; its answer is an object of the schema. */
export type ModelRequest<T> = {
  system: string;
  user: string;
  schema: z.ZodType<T>;
  /** What is taken, where that is wider than what is asked for. */
  taken?: z.ZodType<T>;
  maxTokens: number;
  /** For all tries together. */
  deadlineMs: number;
  /** An answer that is none is not asked for again. */
  once?: boolean;
};

/** Why a model gave no answer and will give none to the same question soon. */
export type ModelCause =
  | "model_key"
  | "model_balance"
  | "model_busy"
  | "model_down"
  | "model_answer"
  | "model_refused";

export type ModelAnswer<T> =
  | { object: T; model: string; usage: { input: number | null; output: number | null } }
  /** Worth another try so many milliseconds later. */
  | { retry: number; cause: ModelCause }
  /** `filtered`: the model's own filter lets this not be spoken of. */
  | { failed: ModelCause; filtered?: true };

/** A language model, whoever serves it. */
export type Model = {
  name: string;
  answer<T>(request: ModelRequest<T>): Promise<ModelAnswer<T>>;
};
