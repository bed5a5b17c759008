/** What a refused Bot API request is told: Telegram's error_code, description and parameters. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: RefusalParameters;

  constructor(code: number, description: string, parameters: RefusalParameters = {}) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export type RefusalParameters = { retry_after?: number; migrate_to_chat_id?: number };

/** Telegram lowers the first letter of its inner messages, but not of codes such as BUTTON_DATA_INVALID. */
export function badRequest(message: string, parameters?: RefusalParameters): Refusal {
  return new Refusal(400, `Bad Request: ${afterColon(message)}`, parameters);
}

export function forbidden(message: string): Refusal {
  return new Refusal(403, `Forbidden: ${message}`);
}

/** Telegram would do it, the stand-in does not: said plainly instead of pretending. */
export function notPlayed(what: string): Refusal {
  return new Refusal(501, `Not Implemented: the local Telegram knows ${what} but does not play it`);
}

function afterColon(message: string): string {
  return /^.[A-Z_]/.test(message) ? message : message.charAt(0).toLowerCase() + message.slice(1);
}
