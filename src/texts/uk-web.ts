/** The cabinet in a browser: its frame, the ways in and out, the first page, errors. */
export const ukWeb = `
web-skip = До змісту
web-sections = Розділи
web-today = Сьогодні
web-calls = Дзвінки
web-talks = Розмови
web-clients = Клієнти
web-deals = Угоди
web-tasks = Задачі
web-bookings = Візити
web-stats = Статистика
web-agent = Агент
web-settings = Налаштування
web-more = Ще
web-waiting = чекають
web-kept = Введене збережено
web-kept-out = Вхід закінчився. Увійдіть в іншій вкладці: надішліть боту /dashboard, потім поверніться сюди й натисніть кнопку.
web-kept-again = Ви увійшли наново, тому форму не прийнято. Перевірте й надішліть ще раз.
web-kept-send = Надіслати ще раз
web-webhooks = Вебхуки
web-telephony-last = Остання подія: { $when }
web-telephony-wait = Подій ще не було
web-chats = Чати з картками
web-chats-lost = Бот не може сюди писати. Поверніть його й надішліть там /notify
web-sessions = Вхід
web-sessions-lead = { $count ->
    [one] Ви увійшли в { $count } браузері.
   *[other] Ви увійшли в { $count } браузерах.
 } Вхід діє 30 днів, без відвідувань 7 днів.
web-logout = Вийти
web-logout-all = Вийти всюди
web-enter = Вхід у кабінет
web-enter-lead = Посилання діє один раз. Натисніть кнопку, щоб увійти в цьому браузері.
web-enter-go = Увійти
web-gone = Посилання вже не діє
web-gone-lead = Воно відкривається один раз протягом 10 хвилин. Надішліть боту /dashboard, щоб отримати нове.
web-login = Увійдіть через бота
web-login-lead = Надішліть боту команду /dashboard: він відповість посиланням на кабінет.
web-login-bot = Відкрити бота
web-app = Відкриваємо кабінет
web-app-wait = Зачекайте хвилинку…
web-app-framed = Тут кабінет не відкривається. Надішліть боту /dashboard і відкрийте посилання в браузері.
web-error-missing = Такої сторінки немає
web-error-missing-next = Можливо, її прибрали або адреса неповна.
web-error-forbidden = Сюди вам не можна
web-error-forbidden-next = Це роблять адміністратори. Попросіть когось із них.
web-error-stale = Форма застаріла
web-error-stale-next = Нічого не змінено. Поверніться, оновіть сторінку й надішліть її ще раз.
web-error-invalid = Цього не прочитати
web-error-invalid-next = Запит завеликий або не схожий на нашу форму. Нічого не змінено.
web-error-unavailable = База даних недоступна
web-error-unavailable-next = Спробуйте за кілька секунд. Нічого не втрачено.
web-error-unexpected = Не вийшло
web-error-unexpected-next = Помилка на нашому боці, її записано. Спробуйте ще раз.
web-error-home = До огляду
`;
