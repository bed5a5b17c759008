/** Reads one part of a notification; null where it is missing, empty or not filled in. */
export type Said = (part: Part) => string | null;

const MAX_DEPTH = 4;
const MAX_FIELDS = 300;
const MAX_VALUE = 2000;

/** For each part the names that it goes by, best first: the cabinet's variable, then names that templates give it. */
const names = {
  event: ["event", "eventname", "eventtype"],
  mnemonic: ["notificationmnemonic", "mnemonic", "notificationtype"],
  title: ["notificationname", "notificationtitle"],
  type: ["type", "action"],
  session: ["callsessionid", "sessionid"],
  call: ["callid"],
  communication: ["communicationid"],
  at: ["notificationtime", "eventtime", "datetime", "timestamp", "time"],
  line: ["virtualphonenumber", "virtualphone", "virtualnumber", "linenumber", "called", "did"],
  client: [
    "contactphonenumber",
    "contactphone",
    "contactnumber",
    "clientphone",
    "clientphonenumber",
    "callerphone",
    "callernumber",
    "callerid",
    "contact",
    "caller",
    "phonenumber",
    "phone",
  ],
  clientName: ["contactfullname", "contactname", "clientname"],
  ext: ["extensionphonenumber", "employeeextension", "extensionnumber", "extension", "ext"],
  employeePhone: ["employeephonenumber", "employeephone"],
  employeeId: ["employeeid", "operatorid"],
  employeeName: ["employeefullname", "employeename", "operatorname", "employee"],
  direction: ["direction", "calldirection"],
  talk: ["talktimeduration", "talkduration", "talktime"],
  total: ["totaltimeduration", "totalduration", "totaltime"],
  wait: ["waittimeduration", "waitduration", "waittime"],
  status: ["callstatus", "finishreason", "status"],
  lost: ["islost"],
  file: ["filelink", "fileurl", "recordfilelink", "recordurl", "recordlink", "recordingurl"],
  fileLength: ["fileduration", "callrecordduration", "recordduration"],
  transfer: ["istransfer"],
  lastTalked: ["lasttalkedemployeeid"],
  leg: ["legid"],
  legs: ["legids"],
  rang: ["employeeids"],
} as const satisfies Record<string, readonly string[]>;
type Part = keyof typeof names;

const known: ReadonlySet<string> = new Set(Object.values(names).flat());
/** Inside another object these say what it is about, not what the call is: they count with its name before them. */
const vague: ReadonlySet<string> = new Set([
  "called",
  "caller",
  "contact",
  "did",
  "event",
  "ext",
  "phone",
  "phonenumber",
  "status",
  "time",
  "timestamp",
  "type",
]);
/** Objects that only wrap the whole. */
const wrappers: ReadonlySet<string> = new Set([
  "args",
  "body",
  "call",
  "data",
  "notification",
  "params",
  "payload",
]);

/** The provider's variables, where a query's value ran into the next name because the `&` between them was missing. */
const VARIABLES =
  "notification_(?:name|mnemonic|time)|virtual_phone_number|contact_(?:phone_number|full_name|id)|communication_(?:number|id)|employee_(?:full_name|ids?|phone_number)|extension_phone_number|call_(?:source|session_id|status)|direction|scenario_name|external_id|leg_ids?|(?:talk|total|wait)_time_duration|tag_(?:names|ids)|file_(?:link|duration)|is_transfer|last_talked_employee_id";
const RUN_ON = new RegExp(`^([^]{0,200}?)(?<![?&;_/])(${VARIABLES})=([^]*)$`);

/** Reads a notification whatever its template calls the variables and however it nests them; null for what is no object. */
export function readTemplate(body: unknown): Said | null {
  if (!isObject(body)) return null;
  const fields = new Map<string, string>();
  gather(body, { under: "", depth: 0, fields });
  return (part) => {
    for (const name of names[part]) {
      const value = fields.get(name);
      if (value !== undefined) return value;
    }
    return null;
  };
}

type Place = { under: string; depth: number; fields: Map<string, string> };

function gather(body: Record<string, unknown>, place: Place): void {
  const { depth, fields } = place;
  for (const [written, value] of Object.entries(body).slice(0, MAX_FIELDS)) {
    const name = plain(written);
    if (isObject(value)) {
      if (depth < MAX_DEPTH) gather(value, { ...place, under: name, depth: depth + 1 });
    } else if (Array.isArray(value)) {
      gatherList(name, value, place);
    } else {
      keep(name, value, place);
      if (depth === 0 && typeof value === "string") split(name, value, fields);
    }
  }
}

function keep(name: string, value: unknown, { under, fields }: Place): void {
  const said = scalar(value);
  if (said === null) return;
  const about = under.replace(/(?:info|data|details)$/, "");
  const alone =
    under === "" || wrappers.has(about) || !(vague.has(name) || about.startsWith("last"));
  for (const one of alone ? [name, about + name] : [about + name])
    if (known.has(one) && !fields.has(one)) fields.set(one, said);
}

/** Of a list of people the one who talked; of other lists only that there is one. */
function gatherList(name: string, list: readonly unknown[], place: Place): void {
  const items = list.slice(0, 20);
  const people = items.filter(isObject);
  if (people.length === 0) return keep(name, items.map(scalar).filter(Boolean).join(","), place);
  const talked = people.find((one) => isYes(scalar(one["is_answered"] ?? one["is_talked"])));
  const one = talked ?? (people.length === 1 ? people[0] : undefined);
  if (one && place.depth < MAX_DEPTH)
    gather(one, { ...place, under: name.replace(/s$/, ""), depth: place.depth + 1 });
}

/** "1employee_full_name=Іван" is communication_number 1 and a name. */
function split(name: string, value: string, fields: Map<string, string>): void {
  let found = /^https?:/i.test(value) ? null : RUN_ON.exec(value.slice(0, MAX_VALUE));
  let holder = name;
  for (let step = 0; found && step < 30; step += 1) {
    const [, own = "", next = "", rest = ""] = found;
    if (known.has(holder)) fields.set(holder, own);
    holder = plain(next);
    if (known.has(holder) && !fields.has(holder) && rest !== "") fields.set(holder, rest);
    found = /^https?:/i.test(rest) ? null : RUN_ON.exec(rest);
  }
}

/** "Yes" as templates and cabinets write it. */
export function isYes(value: string | null): boolean {
  return /^(?:true|1|yes|да|так)$/i.test(value ?? "");
}

function scalar(value: unknown): string | null {
  const kept = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  const said = kept ? String(value).slice(0, MAX_VALUE).trim() : "";
  const none = said === "" || /^(?:null|none|undefined)$/i.test(said);
  return none || /^\{\{[^{}]*\}\}$/.test(said) ? null : said;
}

/** "contactPhoneNumber", "contact_phone_number" and "Contact-Phone-Number" are one name. */
function plain(name: string): string {
  return name
    .slice(0, 64)
    .toLowerCase()
    .replace(/[^a-z\d]/g, "");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
