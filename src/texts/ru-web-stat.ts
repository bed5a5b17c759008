/** Figures and tables in the cabinet. */
export const ruWebStat = `
stats-csv-what = Разрез
stats-csv-which = Что именно
stats-csv-answered = Принято
stats-csv-missed = Пропущено
stats-csv-back = Перезвонили
stats-csv-all = Всего
stats-csv-day = День
stats-csv-hour = Час
stats-csv-slot = Пропущенные: день и час
stats-csv-person = Кто принял
stats-csv-line = Пропущенные: линия
web-stat-lead = { $days } · { $line } · те же цифры, что в /stats
web-stat-lines-all = все линии
web-stat-period = Период
web-stat-span-1 = Сегодня
web-stat-span-7 = 7 дней
web-stat-span-14 = 14 дней
web-stat-span-30 = 30 дней
web-stat-from = С
web-stat-to = По
web-stat-line = Линия
web-stat-show = Показать
web-stat-wrong-days = Выберите оба дня. Показаны последние 14 дней.
web-stat-wrong-order = Первый день позже последнего. Показаны последние 14 дней.
web-stat-wrong-long = Не больше 92 дней за раз. Показаны последние 14 дней.
web-stat-none = За это время звонков не было. Выберите другой период.
web-stat-figures = Итоги
web-stat-calls = Входящих
web-stat-answered = Принято
web-stat-missed = Пропущено
web-stat-back = Перезвонили
web-stat-of = из { $count }
web-stat-median = Перезваниваем за
web-stat-wait = Ждут ответа
web-stat-how = Как посчитано
web-stat-how-staffing = Пропущенный звонок считается, когда все, кто в тот день разговаривал, были заняты, пока он звонил. Дополнительный человек берёт такие звонки по одному и говорит среднюю длительность разговора этого периода. Меньше пяти таких звонков считаем случайностью и ничего не советуем.
web-stat-heat-found = Пропущенные по часам, всего { $missed }; больше всего: { $at }, { $count }
web-stat-heat-legend = Пропущенные по часам
web-stat-days = Принято { $answered }, пропущено { $missed }
web-stat-days-worst = Принято { $answered }, пропущено { $missed }; больше всего пропущенных: { $day }, { $count }
web-stat-speed = Как быстро перезваниваем
web-stat-speed-five = до 5 мин
web-stat-speed-quarter = 5–15 мин
web-stat-speed-hour = 15–60 мин
web-stat-speed-later = позже
web-stat-speed-never = не перезвонили
web-stat-cases = { $count ->
    [one] { $count } обращение
    [few] { $count } обращения
   *[other] { $count } обращений
 }
web-stat-talks = { $count ->
    [one] { $count } звонок
    [few] { $count } звонка
   *[other] { $count } звонков
 }
web-stat-rest = Также
web-stat-table = Дни таблицей
web-export = Выгрузка
web-export-all = Выгрузка
web-export-lead = Таблицы CSV для Excel и Google Таблиц. В файлах личные данные, берегите их.
web-export-table = Таблица за любое время
web-export-what = Что выгрузить
web-export-load = Скачать
web-export-quick = Быстро
web-export-business = Услуги, мастера, часы, вопросы и ответы, клиенты, записи на визит. Файл можно исправить и отправить боту назад: /import
web-export-none = За это время ничего нет. Выберите другое.
web-export-days = Выберите оба дня, первый не позже последнего.
`;
