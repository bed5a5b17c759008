import { sql } from "drizzle-orm";
import type { Database } from "../../src/db/client.ts";

const FIRST =
  "Оксана,Олена,Наталія,Ірина,Марина,Тетяна,Юлія,Анна,Світлана,Катерина,Віталій,Андрій,Сергій,Олег,Іван,Петро,Дмитро,Богдан,Тарас,Роман,Елена,Ольга,Людмила,Галина,Зоряна,Соломія,Вікторія,Дарина,Анастасія,Мирослава";
const LAST =
  "Коваль,Шевченко,Бондар,Ткач,Мельник,Кравець,Гончар,Лисенко,Марченко,Поліщук,Савчук,Ковальчук,Руденко,Мороз,Петренко,Клименко,Левченко,Кравчук,Харченко,Сидоренко,Гайдук,Жук,Панченко,Іваненко,Назаренко,Павленко,Яременко,Зінченко,Остапчук,Дячук,Білик,Демчук,Вовк,Гнатюк,Стець,Ярош,Тищенко,Федорів,Чорний,Щербак";

export type Past = { businessId: string; calls: number; clients: number };

/** Clients with a name and a number each, and their calls over a year and a half as the fold would have left them. */
export async function writeBigPast(
  db: Database,
  { businessId, calls, clients }: Past,
): Promise<void> {
  await db.execute(sql`
    insert into clients (business_id, number, name, name_from, created_at)
    select ${businessId}::uuid, n,
      (string_to_array(${FIRST}, ','))[1 + n % 30] || ' ' || (string_to_array(${LAST}, ','))[1 + (n / 30) % 40] || chr(1072 + (n / 1200) % 32),
      'pbx', now() - n * interval '1 minute'
    from generate_series(1, ${clients}::int) n`);
  await db.execute(sql`
    insert into client_phones (business_id, phone, client_id)
    select business_id, '+380' || (500000000 + number::bigint * 7919 % 499999999), id from clients where business_id = ${businessId}`);
  await db.execute(sql`
    insert into calls (business_id, provider, key, state, direction, outcome, client, line, started_at, ended_at)
    select ${businessId}::uuid, 'phonet', 'past' || n, jsonb_build_object(
        'key', 'past' || n, 'provider', 'phonet', 'direction', way, 'client', phone, 'clientName', null, 'line', '+380440000100',
        'lineName', 'Основна лінія', 'startedAt', (extract(epoch from at) * 1000)::bigint, 'answeredAt', null,
        'endedAt', (extract(epoch from at) * 1000)::bigint + 60000, 'state', 'ended', 'outcome', how, 'reason', null, 'lengthUnknown', false,
        'answeredBy', case when how = 'answered' then '{"ext": "101", "name": "Іван Петренко"}'::jsonb end, 'lastBy', null,
        'employee', null, 'rang', '["101", "102"]'::jsonb, 'rangNames', '[null, null]'::jsonb, 'path', '["101"]'::jsonb, 'ringS', 12, 'talkS', 48,
        'menuS', 0, 'transferred', false, 'records', '[]'::jsonb, 'recorded', false, 'ringingNow', '[]'::jsonb, 'talkingNow', '[]'::jsonb,
        'quietSince', null, 'dueAt', null, 'ours', true, 'heardAt', (extract(epoch from at) * 1000)::bigint, 'ownTimeAt', 0),
      way, how, phone, '+380440000100', at, at + interval '1 minute'
    from (
      select n, now() - n * interval '47 seconds' as at, case when n % 5 = 0 then 'out' else 'in' end as way,
        case when n % 7 = 0 then 'missed' else 'answered' end as how,
        '+380' || (500000000 + (1 + n::bigint * 31337 % ${clients}::int) * 7919 % 499999999) as phone
      from generate_series(1, ${calls}::int) n
    ) past`);
  await db.execute(sql`vacuum analyze`);
}
