/** Статистика звонков и ежедневная сводка. */
export const ruBotStats = `
command-stats = статистика звонков
command-digest = ежедневная сводка
stats-title = Звонки
stats-none-short = звонков не было
stats-none = Звонков не было.
stats-unknown-time = Данных за это время нет.
stats-unknown-short = данных нет
stats-by-day = По дням
stats-by-week = По неделям
stats-by-hour = По часам
stats-answered = принято, { $count }
stats-missed = пропущено, { $count }
stats-closed = вых.
stats-unheard = н/д
stats-heat = Когда не успеваем ответить
stats-people = Кто принял
stats-talks = разговоры
stats-callbacks = перезвоны
stats-minutes = { $minutes }\u202fмин
stats-nobody = не определено
stats-source = { $business } · { $at }
stats-in = Входящих: <b>{ $all }</b>, пропущено: <b>{ $missed }</b> ({ $share }\u202f%)
stats-lines = Пропущенные по линиям: { $lines }
stats-line-unknown = линия неизвестна
stats-back = Перезвонили: { $back } из { $misses }
stats-back-median = Перезвонили: { $back } из { $misses }, обычно за { $median }
stats-out = Исходящих: { $all }, дозвонились: { $reached }
stats-wait = Ждали ответа: в среднем { $average }, обычно { $median }
stats-short = Очень короткие разговоры: { $count }
stats-unknown = Результат неизвестен: { $count }
stats-gap = ⚠️ { $name }: данных нет, последние { $since }. Пустые дни после этого не значат, что звонков не было.
stats-gap-never = ⚠️ { $name }: данных ещё нет. Пустые дни не значат, что звонков не было.
stats-staffing = 💡 Ещё один человек { $weekday ->
    [0] в понедельник
    [1] во вторник
    [2] в среду
    [3] в четверг
    [4] в пятницу
    [5] в субботу
   *[6] в воскресенье
  } с { $from } до { $to } принял бы { $covered } из { $missed } пропущенных в этот день недели.
stats-today = Сегодня
stats-yesterday = Вчера
stats-week = 7 дней
stats-month = 30 дней
stats-bad = Не понимаю периода. Например: /stats вчера или /stats 1.11-15.11, не дольше 92 дней.
digest-title = ☀️ <b>Сводка за { $period }</b>
digest-anomaly = ⚠️ Пропущенных вдвое больше, чем обычно в этот день недели: { $missed } против { $usual }.
digest-open = ⏰ Ждут звонка: { $count }
digest-open-row = • { $who }, { $at }
digest-open-more = Все: /missed
digest-tasks = ☑️ Просроченных задач: { $count }. Все: /tasks
digest-deals = 💼 Сделки: новых { $made }, выиграно { $won }, проиграно { $lost }
digest-stats = 📊 Статистика
digest-settings = ⚙️ Когда присылать
digest-on = Присылаю сюда каждый день в { $at }, кроме выходных.
digest-on-always = Присылаю сюда каждый день в { $at }, и в выходные тоже.
digest-off = Ежедневная сводка сюда не приходит.
digest-choose = Выберите время кнопкой или напишите, например: /digest 9:30
digest-closed-on = ➕ И в выходные
digest-closed-off = ➖ Не в выходные
digest-stop = 🔕 Не присылать
digest-bad = Не понимаю времени. Например: /digest 9:30. Выключить: /digest off
digest-not-here = Сюда сводка не приходит, потому что чат не подписан на звонки. Включите карточки: /notify
`;
