const SECRET_NAMES =
  "token|secret|secret_?token|api_?key|apikey|password|passwd|authorization|cookie|signature|user_?key|key|keys|encryption_?keys?|database_?url|x-telegram-bot-api-secret-token";
const JSON_STRING = `"(?:[^"\\\\]|\\\\.)*"`;
const SECRET_FIELD = new RegExp(`("(?:${SECRET_NAMES})":)(?:${JSON_STRING}|\\[[^\\]]*\\])`, "gi");
/** A phone number that a provider sent as a JSON number. */
const NUMBERS = /:(380\d{9}|375\d{9}|998\d{9}|[78]\d{10})(?=[,}])/g;
const STRINGS = new RegExp(JSON_STRING, "g");

/** Takes secrets, Telegram tokens and phone numbers out of one JSON log line; the line stays JSON. */
export function scrub(line: string): string {
  return line
    .replace(SECRET_FIELD, '$1"[hidden]"')
    .replace(STRINGS, cleanText)
    .replace(NUMBERS, (_, number: string) => `:"${lastFour(number)}"`);
}

/** "…0001": as much of a number as a log may hold. */
export function lastFour(phone: string): string {
  return `…${phone.replace(/\D/g, "").slice(-4)}`;
}

function cleanText(text: string): string {
  return text
    .replace(/\d{5,}:[\w-]{30,}/g, "[hidden]")
    .replace(/(\/webhooks\/(?:phonet|novofon|telegram)\/)[\w-]{16,}/g, "$1[hidden]")
    .replace(/([?&](?:user_id|token|key|apiKey)=)[^&"\s\\]+/gi, "$1[hidden]")
    .replace(/(\w+:\/\/[^:/"\s]+:)[^@/"\s]+@/g, "$1[hidden]@")
    .replace(
      /\+\d{9,15}|(?<![\w-])(?:380\d{9}|375\d{9}|998\d{9}|[78]\d{10}|0\d{9})(?![\w-])/g,
      lastFour,
    )
    .replace(/\\u00[01][\da-f]/gi, "·");
}
