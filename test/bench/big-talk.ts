import { sql } from "drizzle-orm";
import type { Database } from "../../src/db/client.ts";

/** What people say on the telephone; the further down, the more seldom. */
const SAID = [
  "добрий день, салон краси, слухаю вас",
  "скажіть, будь ласка, скільки коштує манікюр з покриттям гель-лак",
  "манікюр з покриттям шістсот п'ятдесят гривень, триває півтори години",
  "а на п'ятницю після шостої вечора є вільний час",
  "на п'ятницю вже все зайнято, можу запропонувати суботу на одинадцяту",
  "добре, запишіть мене на суботу, мене звати оксана",
  "дякую, чекаємо на вас, гарного дня",
  "чи можна розрахуватися карткою або терміналом",
  "підкажіть адресу, як до вас краще доїхати від метро",
  "у нас діє знижка десять відсотків на перше відвідування",
  "мені потрібне нарощування вій, майстер марина ще працює",
  "хочу перенести запис на наступний тиждень, бо захворіла дитина",
  "передзвоніть мені завтра зранку, я зараз за кермом",
  "а фарбування коренів разом зі стрижкою коштує скільки",
  "скасуйте, будь ласка, мій візит, я не встигаю",
  "чи є у вас подарункові сертифікати на масаж",
];
/** Each of these in one text of so many. */
const SELDOM = [
  [50, "кератинове вирівнювання"],
  [500, "ламінування брів"],
  [5000, "дерматолог відмовив"],
] as const;

/** Texts of the newest of every so many calls of a past, a dozen turns each. */
export async function writeBigTalks(
  db: Database,
  { businessId, talks }: { businessId: string; talks: number },
): Promise<void> {
  const seldom = SELDOM.map(
    ([every, words]) => sql`case when n % ${every}::int = 7 then ${` ${words}`}::text else '' end`,
  );
  await db.execute(sql`
    insert into transcripts (recording_id, business_id, call_id, source, language, turns, guessed, text, at)
    select gen_random_uuid(), ${businessId}::uuid, id, 'stt', 'uk', turns, false,
      (select string_agg(turn->>'text', ' ') from jsonb_array_elements(turns) turn), started_at
    from (
      select id, n, started_at, (
        select jsonb_agg(jsonb_build_object('speaker', case when t % 2 = 0 then 'employee' else 'client' end, 'startS', t * 5, 'endS', t * 5 + 4,
          'text', (string_to_array(${SAID.join("|")}, '|'))[1 + least(n::bigint * 7919 * (t + 1) % 16, (n + t * 31) % 16)::int]
            || case when t = 5 then ${sql.join(seldom, sql` || `)} else '' end) order by t)
        from generate_series(0, 11) t) as turns
      from (select id, started_at, row_number() over (order by started_at desc) as n from calls where business_id = ${businessId} order by started_at desc limit ${talks}) c
    ) made`);
  await db.execute(sql`vacuum analyze transcripts`);
}
