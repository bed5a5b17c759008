const SECRET_NAMES =
  "token|secret|secret_?token|api_?key|apikey|password|passwd|authorization|cookie|signature|user_?key|key|keys|encryption_?keys?|database_?url|x-telegram-bot-api-secret-token";
const JSON_STRING = `"(?:[^"\\\\]|\\\\.)*"`;
/** A list without further lists or objects in it: what those hold has names and signs of its own. */
const JSON_LIST = `\\[(?:${JSON_STRING}|[^"[\\]{}])*\\]`;
const SECRET_FIELD = new RegExp(`("(?:${SECRET_NAMES})":)(?:${JSON_STRING}|${JSON_LIST})`, "gi");
/** A phone number that a provider sent as a JSON number. */
const NUMBERS = /:(380\d{9}|375\d{9}|998\d{9}|[78]\d{10})(?=[,}])/g;
const STRINGS = new RegExp(JSON_STRING, "g");
/** With a plus also as cards and people write it, in groups, and as a form carries it; else by the countries' lengths. */
const PHONES =
  /(?:\+|%2B)\d(?:[ ().\u00a0\u202f-]{0,2}\d){8,14}(?!\d)|(?<![\w-])(?:(?:380|375|998)\d{9}|[78]\d{10}|0\d{9}|0\d{2} \d{3}[ -]\d{2}[ -]\d{2})(?![\w-])/gi;
/** Escapes of control characters, those of eight bits, line separators, and marks that turn the direction of a line. */
const STEERING =
  /\\u00[01][\da-f]|[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gi;

const LONGEST_LINE = 262_144;

/** Something of what every pattern here needs: a line without any of it has nothing to hide, as nearly all lines. */
const SUSPECT =
  /[+%?&@\\\u007f-\uffff]|\d{9}|\d \d|\d{5}:|webhooks|join_|:\/\/|token|secret|key|passw|authorization|cookie|signature|database/i;

/** Takes secrets, Telegram tokens and phone numbers out of one JSON log line; the line stays JSON. */
export function scrub(line: string): string {
  return line.length > LONGEST_LINE || SUSPECT.test(line) ? cleaned(line) : line;
}

/** The same without the quick look. */
export function cleaned(line: string): string {
  return (line.length > LONGEST_LINE ? headOf(line) : line)
    .replace(SECRET_FIELD, '$1"[hidden]"')
    .replace(STRINGS, cleanText)
    .replace(NUMBERS, (_, number: string) => `:"${lastFour(number)}"`);
}

/** A pattern that repeats runs out of stack after some megabytes, and nobody reads such a line. */
function headOf(line: string): string {
  const { level, time, step, msg }: Record<string, unknown> = JSON.parse(line);
  const said = `${typeof msg === "string" ? msg.slice(0, 200) : ""} (${line.length} characters left out)`;
  return `${JSON.stringify({ level, time, step, msg: said.trim() })}\n`;
}

/** "…0001": as much of a number as a log may hold. */
export function lastFour(phone: string): string {
  return `…${phone.replace(/\D/g, "").slice(-4)}`;
}

/** No pattern looks further than some hundred characters, so that a long line costs no more than its length. */
function cleanText(text: string): string {
  return text
    .replace(/(?<!\d)\d{5,20}:[\w-]{30,}/g, "[hidden]")
    .replace(/(\/webhooks\/(?:phonet|novofon|telegram)\/)[\w-]{16,}/g, "$1[hidden]")
    .replace(/([?&](?:user_id|token|key|apiKey)=)[^&"\s\\]+/gi, "$1[hidden]")
    .replace(/(?<!\w)(\w{1,20}:\/\/[^:/"\s]{1,100}:)[^"\s]{1,200}@/g, "$1[hidden]@")
    .replace(/(join_)[\w-]{16,}/g, "$1[hidden]")
    .replace(PHONES, lastFour)
    .replace(STEERING, "·");
}
