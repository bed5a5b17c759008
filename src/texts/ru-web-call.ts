/** The pages of calls in the cabinet: their list, and one call with its player, summary and text. */
export const ruWebCall = `
web-call-search = Имя, последние цифры, дата или слово из разговора
web-call-find = Найти
web-call-filters = Фильтры
web-call-apply = Показать
web-call-from = С
web-call-to = По
web-call-direction = Направление
web-call-end = Чем закончился
web-call-line = Линия
web-call-employee = Кто говорил
web-call-any = Любое
web-call-any-line = Все линии
web-call-any-employee = Вся команда
web-call-ins = Входящие
web-call-outs = Исходящие
web-call-answered = Ответили
web-call-misseds = Пропущенные
web-call-unreached = Не дозвонились
web-call-with-audio = С записью
web-call-with-text = С текстом
web-call-chip-from = с { $day }
web-call-chip-to = по { $day }
web-call-chip-off = убрать
web-call-heard = Прозвучало в разговорах
web-call-heard-all = Все такие разговоры
web-call-found = Найденные звонки
web-call-newest = Самые новые
web-call-older = Более ранние
web-call-nothing = Таких звонков нет. Попробуйте последние 4 цифры номера или уберите фильтры.
web-call-all = Все звонки
web-call-today = Сегодня
web-call-in = Входящий
web-call-out = Исходящий
web-call-missed = Пропущенный
web-call-talking = разговаривают
web-call-rings = звонит
web-call-no-length = длительность неизвестна
web-call-unknown = Результат неизвестен
web-call-silent = Тишина или музыка
web-call-has-audio = Есть запись
web-call-has-text = Есть текст
web-call-answered-by = отвечает { $who }
web-call-called-by = звонит { $who }
web-call-deal = Сделка
web-call-new-deal = Создать сделку
web-call-task = Задача
web-call-callback = Перезвонить
web-call-sound = Запись разговора
web-call-sounds = Записи разговора
web-call-play = Слушать
web-call-pause = Остановить
web-call-position = Место в записи
web-call-quote-at = Цитата { $number }, { $time }
web-call-lanes = { $us } сверху, { $them } снизу
web-call-speed = Скорость
web-call-seconds = 10 с
web-call-back-10 = назад
web-call-on-10 = вперёд
web-call-download = Скачать
web-call-download-size = Скачать, { $size }
web-call-kb = { $size }\u202fКБ
web-call-mb = { $size }\u202fМБ
web-call-kept = хранится до { $day }
web-call-settings = К настройкам
web-call-preparing = Запись готовится. Она появится здесь сама.
web-call-running = Звонок ещё идёт. Итог появится здесь сам.
web-call-transcribing = Разговор расшифровывается. Итог появится здесь сам.
web-call-no-summary = Итога этого разговора нет.
web-call-summary = Итог
web-call-proven = { $count ->
    [one] { $count } цитата проверена
    [few] { $count } цитаты проверены
   *[other] { $count } цитат проверено
  }
web-call-nothing-agreed = В разговоре ни о чём не договорились.
web-call-dropped = { $count ->
    [one] Отброшено { $count } утверждение: такой цитаты в тексте нет.
   *[other] Отброшено утверждений: { $count }. Таких цитат в тексте нет.
  }
web-call-none-dropped = Каждое утверждение доказано цитатой из разговора.
web-call-fixed = исправлено
web-call-fix = Исправить
web-call-fix-label = Как правильно?
web-call-fix-help = Чтобы убрать, оставьте пустым.
web-call-save = Сохранить
web-call-fix-blank = Не вижу текста. Напишите словами.
web-call-fix-name = Не вижу имени. Напишите его буквами.
web-call-fix-date = Не вижу здесь дня или времени. Напишите так: «завтра в 10», «25.11», «в пятницу».
web-call-fix-past = Этот день уже прошёл. Напишите другой.
web-call-fix-money = Не похоже на сумму. Напишите так: 1200 или 1 200,50.
web-call-fix-currency = Сделки здесь ведутся в валюте { $currency }. Напишите сумму в ней.
web-call-fix-changed = Тем временем это изменил кто-то другой: «{ $value }». Проверьте и сохраните ещё раз.
web-call-fixed-now = Исправлено.
web-call-wrong = Итог неправильный?
web-call-wrong-own = Или своими словами
web-call-wrong-blank = Выберите причину или напишите свою.
web-call-send = Отправить
web-call-judged = Спасибо, записали. Исправить сам итог можно здесь же.
web-call-promise-us = Мы обещали:
web-call-promise-client = Клиент обещает:
web-call-promise-task = Создать задачу
web-call-promise-off = убрано
web-call-late = просрочено, { $when }
web-call-text = Текст разговора
web-call-turns = { $count ->
    [one] { $count } реплика
    [few] { $count } реплики
   *[other] { $count } реплик
  }
web-call-copy = Копировать
web-call-copied = Текст скопирован.
web-call-gap = тишина или музыка, { $seconds } с
web-call-rest = { $count ->
    [one] Показать ещё { $count } реплику
    [few] Показать ещё { $count } реплики
   *[other] Показать ещё { $count } реплик
  }
web-call-client = Клиент
web-call-open = Открыть
web-call-do-not-call = не звонить
web-call-not-client = не клиент
web-call-visit = Следующий визит
web-call-calls = Звонков
web-call-chat = Чат
web-call-writes = пишет сейчас в { $channel }
web-call-this = этот звонок
web-call-comments = Комментарии
web-call-no-comments = Комментариев ещё нет.
web-call-comment = Добавить комментарий
web-call-comment-blank = Напишите что-нибудь, пожалуйста.
web-call-add = Добавить
web-call-edited = изменено
web-call-commented = Комментарий добавлен.
web-call-followup = Перезвонить
web-call-misses = пропущено ×{ $count }
web-call-due = до { $when }
web-call-overdue = время вышло { $when }
web-call-claimed = Перезвонит { $name }, взято { $time }
web-call-unclaimed = Ещё никто не взял.
web-call-show = Показать
web-call-why-lead = от события АТС до сообщения
web-call-why-none = Об этом звонке истории нет: срок хранения событий истёк.
web-call-why-time = Время
web-call-why-source = Откуда
web-call-why-what = Что произошло
web-call-why-pbx = АТС
web-call-why-decision = Решение
`;
