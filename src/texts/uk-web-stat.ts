/** Figures and tables in the cabinet. */
export const ukWebStat = `
stats-csv-what = Розріз
stats-csv-which = Що саме
stats-csv-answered = Прийнято
stats-csv-missed = Пропущено
stats-csv-back = Передзвонили
stats-csv-all = Усього
stats-csv-day = День
stats-csv-hour = Година
stats-csv-slot = Пропущені: день і година
stats-csv-person = Хто прийняв
stats-csv-line = Пропущені: лінія
web-stat-lead = { $days } · { $line } · ті самі цифри, що в /stats
web-stat-lines-all = усі лінії
web-stat-period = Період
web-stat-span-1 = Сьогодні
web-stat-span-7 = 7 днів
web-stat-span-14 = 14 днів
web-stat-span-30 = 30 днів
web-stat-from = З
web-stat-to = До
web-stat-line = Лінія
web-stat-show = Показати
web-stat-wrong-days = Виберіть обидва дні. Показано останні 14 днів.
web-stat-wrong-order = Перший день пізніше за останній. Показано останні 14 днів.
web-stat-wrong-long = Не більше 92 днів за раз. Показано останні 14 днів.
web-stat-none = За цей час дзвінків не було. Виберіть інший період.
web-stat-figures = Підсумки
web-stat-calls = Вхідних
web-stat-answered = Прийнято
web-stat-missed = Пропущено
web-stat-back = Передзвонили
web-stat-of = із { $count }
web-stat-median = Передзвонюємо за
web-stat-wait = Чекають відповіді
web-stat-how = Як пораховано
web-stat-how-staffing = Пропущений дзвінок рахується, коли всі, хто того дня розмовляв, були зайняті, поки він дзвонив. Додаткова людина бере такі дзвінки по одному й говорить середню тривалість розмови цього періоду. Менше п’яти таких дзвінків вважаємо випадковістю й нічого не радимо.
web-stat-heat-found = Пропущені за годинами, усього { $missed }; найбільше: { $at }, { $count }
web-stat-heat-legend = Пропущені за годинами
web-stat-days = Прийнято { $answered }, пропущено { $missed }
web-stat-days-worst = Прийнято { $answered }, пропущено { $missed }; найбільше пропущених: { $day }, { $count }
web-stat-speed = Як швидко передзвонюємо
web-stat-speed-five = до 5 хв
web-stat-speed-quarter = 5–15 хв
web-stat-speed-hour = 15–60 хв
web-stat-speed-later = пізніше
web-stat-speed-never = не передзвонили
web-stat-cases = { $count ->
    [one] { $count } звернення
    [few] { $count } звернення
   *[other] { $count } звернень
 }
web-stat-talks = { $count ->
    [one] { $count } дзвінок
    [few] { $count } дзвінки
   *[other] { $count } дзвінків
 }
web-stat-rest = Також
web-stat-table = Дні таблицею
web-export = Вивантаження
web-export-all = Вивантаження
web-export-lead = Таблиці CSV для Excel і Google Таблиць. У файлах особисті дані, бережіть їх.
web-export-table = Таблиця за будь-який час
web-export-what = Що вивантажити
web-export-load = Завантажити
web-export-quick = Швидко
web-export-business = Послуги, майстри, години, питання й відповіді, клієнти, записи на візит. Файл можна виправити й надіслати боту назад: /import
web-export-none = За цей час нічого немає. Виберіть інший.
web-export-days = Виберіть обидва дні, перший не пізніше останнього.
`;
