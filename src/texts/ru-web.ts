/** The cabinet in a browser: its frame, the ways in and out, the first page, errors. */
export const ruWeb = `
web-skip = К содержанию
web-sections = Разделы
web-today = Сегодня
web-calls = Звонки
web-talks = Беседы
web-clients = Клиенты
web-deals = Сделки
web-tasks = Задачи
web-bookings = Визиты
web-stats = Статистика
web-agent = Агент
web-settings = Настройки
web-more = Ещё
web-waiting = ждут
web-kept = Введённое сохранено
web-kept-out = Вход закончился. Войдите в другой вкладке: отправьте боту /dashboard, затем вернитесь сюда и нажмите кнопку.
web-kept-again = Вы вошли заново, поэтому форма не принята. Проверьте и отправьте ещё раз.
web-kept-send = Отправить ещё раз
web-webhooks = Вебхуки
web-telephony-last = Последнее событие: { $when }
web-telephony-wait = Событий ещё не было
web-chats = Чаты с карточками
web-chats-lost = Бот не может сюда писать. Верните его и отправьте там /notify
web-sessions = Вход
web-sessions-lead = { $count ->
    [one] Вы вошли в { $count } браузере.
   *[other] Вы вошли в { $count } браузерах.
 } Вход действует 30 дней, без посещений 7 дней.
web-logout = Выйти
web-logout-all = Выйти везде
web-enter = Вход в кабинет
web-enter-lead = Ссылка действует один раз. Нажмите кнопку, чтобы войти в этом браузере.
web-enter-go = Войти
web-gone = Ссылка уже не действует
web-gone-lead = Она открывается один раз в течение 10 минут. Отправьте боту /dashboard, чтобы получить новую.
web-login = Войдите через бота
web-login-lead = Отправьте боту команду /dashboard: он ответит ссылкой на кабинет.
web-login-bot = Открыть бота
web-app = Открываем кабинет
web-app-wait = Подождите минутку…
web-app-framed = Здесь кабинет не открывается. Отправьте боту /dashboard и откройте ссылку в браузере.
web-error-missing = Такой страницы нет
web-error-missing-next = Возможно, её убрали или адрес неполный.
web-error-forbidden = Сюда вам нельзя
web-error-forbidden-next = Это делают администраторы. Попросите кого-нибудь из них.
web-error-stale = Форма устарела
web-error-stale-next = Ничего не изменено. Вернитесь, обновите страницу и отправьте её ещё раз.
web-error-invalid = Этого не прочитать
web-error-invalid-next = Запрос слишком большой или не похож на нашу форму. Ничего не изменено.
web-error-unavailable = База данных недоступна
web-error-unavailable-next = Попробуйте через несколько секунд. Ничего не потеряно.
web-error-unexpected = Не получилось
web-error-unexpected-next = Ошибка на нашей стороне, она записана. Попробуйте ещё раз.
web-error-home = К обзору
`;
