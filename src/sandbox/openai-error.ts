import type { Answered } from "./service-log.ts";

type Wrong = { status: number; message: string; param: string | null; code: string | null };

/** An error as OpenAI words it. */
export function openAiError({ status, message, param, code }: Wrong): Answered {
  const type = status >= 500 || status === 413 ? "server_error" : "invalid_request_error";
  return { status, body: { error: { message, type, param, code } } };
}

/** The planted refusals of OpenAI's endpoints. */
export function openAiRefusal(status: number): Answered {
  if (status === 502) return { status, type: "text/html", body: "<html>upstream</html>" };
  const [message, code = null, type = null] = refusals[status] ?? ["The request was refused."];
  if (type !== null) return { status, body: { error: { message, type, param: null, code } } };
  return openAiError({ status, message, param: null, code });
}

/** A key without money answers 429 as well, and is told apart by its code. */
export const noBalance: Answered = {
  status: 429,
  body: {
    error: {
      message: "You exceeded your current quota, please check your plan and billing details.",
      type: "insufficient_quota",
      param: null,
      code: "insufficient_quota",
    },
  },
};

const refusals: Record<number, readonly [string, (string | null)?, (string | null)?]> = {
  401: ["Incorrect API key provided: sk-***.", "invalid_api_key"],
  402: ["Insufficient credits", "insufficient_credits"],
  403: ["You are not allowed to use this model."],
  404: ["The model does not exist or you do not have access to it.", "model_not_found"],
  413: ["Maximum content size limit (26214400) exceeded"],
  429: ["Rate limit reached for requests.", "rate_limit_exceeded", "requests"],
  500: ["The server had an error while processing your request."],
};
