/** Статистика дзвінків і щоденний підсумок. */
export const ukBotStats = `
command-stats = статистика дзвінків
command-digest = щоденний підсумок
stats-title = Дзвінки
stats-none-short = дзвінків не було
stats-none = Дзвінків не було.
stats-unknown-time = Даних за цей час немає.
stats-unknown-short = даних немає
stats-by-day = За днями
stats-by-week = За тижнями
stats-by-hour = За годинами
stats-answered = прийнято, { $count }
stats-missed = пропущено, { $count }
stats-closed = вих.
stats-unheard = н/д
stats-heat = Коли не встигаємо відповісти
stats-people = Хто прийняв
stats-talks = розмови
stats-callbacks = передзвони
stats-minutes = { $minutes }\u202fхв
stats-nobody = не визначено
stats-source = { $business } · { $at }
stats-in = Вхідних: <b>{ $all }</b>, пропущено: <b>{ $missed }</b> ({ $share }\u202f%)
stats-lines = Пропущені за лініями: { $lines }
stats-line-unknown = лінія невідома
stats-back = Передзвонили: { $back } із { $misses }
stats-back-median = Передзвонили: { $back } із { $misses }, зазвичай за { $median }
stats-out = Вихідних: { $all }, додзвонилися: { $reached }
stats-wait = Чекали відповіді: у середньому { $average }, зазвичай { $median }
stats-short = Дуже короткі розмови: { $count }
stats-unknown = Результат невідомий: { $count }
stats-gap = ⚠️ { $name }: даних немає, останні { $since }. Порожні дні після цього не означають, що дзвінків не було.
stats-gap-never = ⚠️ { $name }: даних ще немає. Порожні дні не означають, що дзвінків не було.
stats-staffing = 💡 Ще одна людина { $weekday ->
    [0] в понеділок
    [1] у вівторок
    [2] у середу
    [3] у четвер
    [4] у п’ятницю
    [5] у суботу
   *[6] у неділю
  } з { $from } до { $to } прийняла б { $covered } із { $missed } пропущених цього дня тижня.
stats-today = Сьогодні
stats-yesterday = Вчора
stats-week = 7 днів
stats-month = 30 днів
stats-bad = Не розумію періоду. Наприклад: /stats вчора або /stats 1.11-15.11, не довше ніж 92 дні.
digest-title = ☀️ <b>Підсумок за { $period }</b>
digest-anomaly = ⚠️ Пропущених удвічі більше, ніж зазвичай цього дня тижня: { $missed } проти { $usual }.
digest-open = ⏰ Чекають на дзвінок: { $count }
digest-open-row = • { $who }, { $at }
digest-open-more = Усі: /missed
digest-tasks = ☑️ Прострочених задач: { $count }. Усі: /tasks
digest-deals = 💼 Угоди: нових { $made }, виграно { $won }, програно { $lost }
digest-stats = 📊 Статистика
digest-settings = ⚙️ Коли надсилати
digest-on = Надсилаю сюди щодня о { $at }, крім вихідних.
digest-on-always = Надсилаю сюди щодня о { $at }, і у вихідні теж.
digest-off = Щоденний підсумок сюди не надсилається.
digest-choose = Оберіть час кнопкою або напишіть, наприклад: /digest 9:30
digest-closed-on = ➕ І у вихідні
digest-closed-off = ➖ Не у вихідні
digest-stop = 🔕 Не надсилати
digest-bad = Не розумію часу. Наприклад: /digest 9:30. Вимкнути: /digest off
digest-not-here = Сюди підсумок не надсилається, бо чат не підписаний на дзвінки. Увімкніть картки: /notify
`;
