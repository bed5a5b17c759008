/** The pages of calls in the cabinet: their list, and one call with its player, summary and text. */
export const ukWebCall = `
web-call-search = Ім’я, останні цифри, дата або слово з розмови
web-call-find = Знайти
web-call-filters = Фільтри
web-call-apply = Показати
web-call-from = З
web-call-to = По
web-call-direction = Напрямок
web-call-end = Чим закінчився
web-call-line = Лінія
web-call-employee = Хто говорив
web-call-any = Будь-який
web-call-any-line = Усі лінії
web-call-any-employee = Уся команда
web-call-ins = Вхідні
web-call-outs = Вихідні
web-call-answered = Відповіли
web-call-misseds = Пропущені
web-call-unreached = Не додзвонилися
web-call-with-audio = Із записом
web-call-with-text = Із текстом
web-call-chip-from = з { $day }
web-call-chip-to = по { $day }
web-call-chip-off = прибрати
web-call-heard = Прозвучало в розмовах
web-call-heard-all = Усі такі розмови
web-call-found = Знайдені дзвінки
web-call-newest = Найновіші
web-call-older = Давніші
web-call-nothing = Таких дзвінків немає. Спробуйте останні 4 цифри номера або приберіть фільтри.
web-call-all = Усі дзвінки
web-call-today = Сьогодні
web-call-in = Вхідний
web-call-out = Вихідний
web-call-missed = Пропущений
web-call-talking = розмовляють
web-call-rings = дзвонить
web-call-no-length = тривалість невідома
web-call-unknown = Результат невідомий
web-call-silent = Тиша або музика
web-call-has-audio = Є запис
web-call-has-text = Є текст
web-call-answered-by = відповідає { $who }
web-call-called-by = дзвонить { $who }
web-call-deal = Угода
web-call-new-deal = Створити угоду
web-call-task = Задача
web-call-callback = Передзвонити
web-call-sound = Запис розмови
web-call-sounds = Записи розмови
web-call-play = Слухати
web-call-pause = Зупинити
web-call-position = Місце в записі
web-call-quote-at = Цитата { $number }, { $time }
web-call-lanes = { $us } зверху, { $them } знизу
web-call-speed = Швидкість
web-call-seconds = 10 с
web-call-back-10 = назад
web-call-on-10 = уперед
web-call-download = Завантажити
web-call-download-size = Завантажити, { $size }
web-call-kb = { $size }\u202fКБ
web-call-mb = { $size }\u202fМБ
web-call-kept = зберігається до { $day }
web-call-settings = До налаштувань
web-call-preparing = Запис готується. Він з’явиться тут сам.
web-call-running = Дзвінок ще триває. Підсумок з’явиться тут сам.
web-call-transcribing = Розмова розшифровується. Підсумок з’явиться тут сам.
web-call-no-summary = Підсумку цієї розмови немає.
web-call-summary = Підсумок
web-call-proven = { $count ->
    [one] { $count } цитату перевірено
    [few] { $count } цитати перевірено
   *[other] { $count } цитат перевірено
  }
web-call-nothing-agreed = У розмові ні про що не домовилися.
web-call-dropped = { $count ->
    [one] Відкинуто { $count } твердження: такої цитати в тексті немає.
   *[other] Відкинуто тверджень: { $count }. Таких цитат у тексті немає.
  }
web-call-none-dropped = Кожне твердження доведено цитатою з розмови.
web-call-fixed = виправлено
web-call-fix = Виправити
web-call-fix-label = Як правильно?
web-call-fix-help = Щоб прибрати, залиште порожнім.
web-call-save = Зберегти
web-call-fix-blank = Не бачу тексту. Напишіть словами.
web-call-fix-name = Не бачу імені. Напишіть його літерами.
web-call-fix-date = Не бачу тут дня чи часу. Напишіть так: «завтра о 10», «25.11», «у п’ятницю».
web-call-fix-past = Цей день уже минув. Напишіть інший.
web-call-fix-money = Не схоже на суму. Напишіть так: 1200 або 1 200,50.
web-call-fix-currency = Угоди тут ведуться у валюті { $currency }. Напишіть суму в ній.
web-call-fix-changed = Тим часом це змінив хтось інший: «{ $value }». Перевірте й збережіть ще раз.
web-call-fixed-now = Виправлено.
web-call-wrong = Підсумок неправильний?
web-call-wrong-own = Або своїми словами
web-call-wrong-blank = Виберіть причину або напишіть свою.
web-call-send = Надіслати
web-call-judged = Дякуємо, записали. Виправити сам підсумок можна тут же.
web-call-promise-us = Ми обіцяли:
web-call-promise-client = Клієнт обіцяє:
web-call-promise-task = Створити задачу
web-call-promise-off = прибрано
web-call-late = прострочено, { $when }
web-call-text = Текст розмови
web-call-turns = { $count ->
    [one] { $count } репліка
    [few] { $count } репліки
   *[other] { $count } реплік
  }
web-call-copy = Копіювати
web-call-copied = Текст скопійовано.
web-call-gap = тиша або музика, { $seconds } с
web-call-rest = { $count ->
    [one] Показати ще { $count } репліку
    [few] Показати ще { $count } репліки
   *[other] Показати ще { $count } реплік
  }
web-call-client = Клієнт
web-call-open = Відкрити
web-call-do-not-call = не телефонувати
web-call-not-client = не клієнт
web-call-visit = Наступний візит
web-call-calls = Дзвінків
web-call-chat = Чат
web-call-writes = пише зараз у { $channel }
web-call-this = цей дзвінок
web-call-comments = Коментарі
web-call-no-comments = Коментарів ще немає.
web-call-comment = Додати коментар
web-call-comment-blank = Напишіть щось, будь ласка.
web-call-add = Додати
web-call-edited = змінено
web-call-commented = Коментар додано.
web-call-followup = Передзвонити
web-call-misses = пропущено ×{ $count }
web-call-due = до { $when }
web-call-overdue = час вийшов { $when }
web-call-claimed = Передзвонить { $name }, взято { $time }
web-call-unclaimed = Ще ніхто не взяв.
web-call-show = Показати
web-call-why-lead = від події АТС до повідомлення
web-call-why-none = Про цей дзвінок історії немає: строк зберігання подій минув.
web-call-why-time = Час
web-call-why-source = Звідки
web-call-why-what = Що сталося
web-call-why-pbx = АТС
web-call-why-decision = Рішення
`;
