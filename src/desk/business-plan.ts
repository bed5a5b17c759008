import type {
  BusinessFile,
  FileBooking,
  FileMaster,
  FileService,
  FileWords,
} from "./business-file.ts";
import { kinds, type Kind } from "../business/business.ts";
import type { Wrong } from "./business-file-read.ts";

/** A business as it is, in the words of its file, archived things included. */
export type Present = {
  file: BusinessFile;
  /** Visits of the file that are cancelled or over here: they stay so. */
  ended: ReadonlySet<string>;
  /** "YYYY-MM-DD" on the business's wall: closed days before it are over. */
  today: string;
};

export type Change = { id: string; name: string; how: "new" | "changed" | "archived" };

/** What an import would do. `settings` are keys of the file; each list holds only what changes. */
export type ImportPlan = {
  settings: (typeof settingKeys)[number][];
  services: Change[];
  masters: Change[];
  clients: Change[];
  bookings: Change[];
  /** Everything as it will be, for what changes. */
  become: BusinessFile;
};

/** Compares a sound file with what is there; or says what does not fit together with it. */
export function planImport(
  file: BusinessFile,
  present: Present,
): { plan: ImportPlan } | { problems: Wrong[] } {
  const become = merged(file, present);
  const problems = [...strangers(file, become), ...crowded(file, become, present)];
  if (problems.length > 0) return { problems };
  const settings = settingKeys.filter((key) => differs(become[key], present.file[key]));
  return {
    plan: {
      settings,
      services: changes(become.services, present.file.services, wordsOf),
      masters: changes(become.masters, present.file.masters, wordsOf),
      clients: changes(become.clients, present.file.clients, ({ name }) => name),
      bookings: changes(
        become.bookings?.filter(({ id }) => !present.ended.has(id)),
        present.file.bookings,
        ({ start }) => start.replace("T", " "),
      ),
      become,
    },
  };
}

/** Whether an import would do nothing. */
export function isNothing({ settings, services, masters, clients, bookings }: ImportPlan): boolean {
  return [settings, services, masters, clients, bookings].every((part) => part.length === 0);
}

const settingKeys = [
  "id",
  "type",
  "name",
  "address",
  "timezone",
  "currency",
  "languages",
  "default_language",
  "phone",
  "working_hours",
  "closed_dates",
  "slot_step_min",
  "min_lead_min",
  "horizon_days",
  "free_cancel_hours",
  "faq",
] as const satisfies (keyof BusinessFile)[];

/** The file over what is there: languages, days and answers that it leaves out stay. */
function merged(file: BusinessFile, { file: now, today }: Present): BusinessFile {
  const coming = (file.closed_dates ?? []).filter((date) => date >= today);
  const closed = new Set([...(now.closed_dates ?? []), ...coming]);
  const faq = { ...now.faq };
  for (const [key, said] of Object.entries(file.faq ?? {})) faq[key] = { ...faq[key], ...said };
  return {
    ...now,
    ...file,
    ...(file.type ? { type: kindOf(file.type) } : {}),
    ...(file.name ? { name: { ...now.name, ...file.name } } : {}),
    ...(file.address ? { address: { ...now.address, ...file.address } } : {}),
    ...(file.working_hours
      ? { working_hours: { ...now.working_hours, ...file.working_hours } }
      : {}),
    closed_dates: [...closed].toSorted(),
    faq,
    services: over(now.services, file.services, named),
    masters: over(now.masters, file.masters, named),
    clients: over(now.clients, file.clients, (before, after) => ({ ...before, ...after })),
    bookings: over(now.bookings, file.bookings, (_, after) => after),
  };
}

/** What sort of business a file's type is of ours: "beauty_salon", "dental_clinic", "flower_shop". */
function kindOf(type: string): Kind {
  const words = type.toLowerCase().split(/[^\p{L}]+/u);
  const known = kinds.find((kind) => words.includes(kind));
  return (
    known ?? (words.some((word) => /^barber|spa$|studio|beauty/.test(word)) ? "salon" : "other")
  );
}

/** Something that the file names without saying that it is archived is not. */
function named<T extends { name: FileWords; archived?: boolean | undefined }>(
  before: T | undefined,
  after: T,
): T {
  return { ...before, archived: false, ...after, name: { ...before?.name, ...after.name } };
}

function over<T extends { id: string }>(
  now: readonly T[] = [],
  given: readonly T[] = [],
  join: (before: T | undefined, after: T) => T,
): T[] {
  const all = new Map(now.map((one) => [one.id, one]));
  for (const one of given) all.set(one.id, join(all.get(one.id), one));
  return [...all.values()];
}

/** Masters of services, and visits of services, masters and clients, that nobody knows. */
function strangers(file: BusinessFile, become: BusinessFile): Wrong[] {
  const services = new Set(become.services?.map(({ id }) => id));
  const masters = new Map(become.masters?.map((master) => [master.id, master]));
  const clients = new Set(become.clients?.map(({ id }) => id));
  const skills = (file.masters ?? []).flatMap(({ services: done }, i) =>
    done.flatMap((id, k): Wrong[] =>
      services.has(id) ? [] : [{ path: ["masters", i, "services", k], wrong: "service" }],
    ),
  );
  const visits = (file.bookings ?? []).flatMap((booking, i): Wrong[] => {
    const at = (key: keyof FileBooking) => ["bookings", i, key];
    const master = masters.get(booking.master);
    if (!master) return [{ path: at("master"), wrong: "master" }];
    if (!services.has(booking.service)) return [{ path: at("service"), wrong: "service" }];
    if (booking.client !== undefined && !clients.has(booking.client))
      return [{ path: at("client"), wrong: "client" }];
    return master.services.includes(booking.service)
      ? []
      : [{ path: at("service"), wrong: "skill" }];
  });
  return [...skills, ...visits];
}

/** Visits of one master at once; only those of the file are at fault. */
function crowded(file: BusinessFile, become: BusinessFile, { ended }: Present): Wrong[] {
  const length = new Map(become.services?.map((service) => [service.id, minutesOf(service)]));
  const place = new Map(file.bookings?.map(({ id }, i) => [id, i]));
  const placed = (become.bookings ?? [])
    .filter(({ id }) => !ended.has(id))
    .map(({ id, master, service, start }) => {
      // One wall without clock changes is enough to compare what stands on it.
      const from = Date.parse(`${start}Z`) / 60_000;
      return { id, master, from, to: from + (length.get(service) ?? 1) };
    })
    .toSorted((a, b) => (a.master < b.master ? -1 : a.master > b.master ? 1 : a.from - b.from));
  return placed.flatMap((one, i): Wrong[] => {
    const before = placed[i - 1];
    if (!before || before.master !== one.master || one.from >= before.to) return [];
    const index = place.get(one.id) ?? place.get(before.id);
    return index === undefined ? [] : [{ path: ["bookings", index, "start"], wrong: "overlap" }];
  });
}

function minutesOf({ duration_min, buffer_min = 0 }: FileService): number {
  return duration_min + buffer_min;
}

function changes<T extends { id: string; archived?: boolean | undefined }>(
  become: readonly T[] = [],
  now: readonly T[] = [],
  nameOf: (one: T) => string,
): Change[] {
  const before = new Map(now.map((one) => [one.id, one]));
  return become.flatMap((one): Change[] => {
    const old = before.get(one.id);
    if (old && !differs(one, old)) return [];
    const how = old ? (one.archived && !old.archived ? "archived" : "changed") : "new";
    return [{ id: one.id, name: nameOf(one), how }];
  });
}

function wordsOf({ name }: FileService | FileMaster): string {
  return name.uk ?? name.ru ?? name.en ?? "";
}

/** Whether two values say different things: an empty list, false, zero and nothing say the same. */
function differs(a: unknown, b: unknown): boolean {
  return plain(a) !== plain(b);
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "" : `[${value.map(plain).join(",")}]`;
  if (typeof value !== "object" || value === null)
    return value === undefined || value === null || value === false || value === 0
      ? ""
      : JSON.stringify(value);
  const parts = Object.entries(value)
    .map(([key, one]) => [key, plain(one)] as const)
    .filter(([, one]) => one !== "")
    .toSorted(([x], [y]) => (x < y ? -1 : 1));
  return parts.length === 0 ? "" : `{${parts.map(([key, one]) => `${key}:${one}`).join(",")}}`;
}
