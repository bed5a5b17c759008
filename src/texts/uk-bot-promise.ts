/** Promises heard in calls; corrections of a call's summary, and what is said against it. */
export const ukBotPromise = `
command-promises = обіцянки з розмов
promises-title = 🤝 <b>Обіцянки</b>
promises-title-call = 🤝 <b>Обіцянки з розмови</b>
promises-none = Відкритих обіцянок немає. Вони з’являються самі, коли в розмові щось пообіцяли.
promises-none-us = Від нас відкритих обіцянок немає.
promises-none-client = Від клієнтів відкритих обіцянок немає.
promises-none-call = У цій розмові нічого не обіцяли.
promises-page = Сторінка { $page } з { $pages }
promise-us = від нас
promise-client = від клієнта
promise-due = ⏰ { $when }
promise-late = 🔴 { $when }
promise-undated = без дати
promise-key-task = ➕ Задача
promise-key-done = ✅ Виконано
promise-key-drop = ✖️ Прибрати
promise-key-of-task = 📝 Задача №{ $number }
promises-us = Від нас: { $count }
promises-client = Від клієнтів: { $count }
promises-key = 🤝 Обіцянки: { $count }
promise-made = Додано задачу №{ $number }.
promise-done = Виконано.
promise-dropped = Прибрано.
promise-gone = Цієї обіцянки вже немає.
promise-settled = Про неї вже подбали.
card-key-fix = ✏️ Виправити
fix-title = Що виправити?
fix-outcome = Суть
fix-next = Далі
fix-none = Тут немає чого виправляти.
fix-ask =
    <b>{ $label }</b>: { $value }

    Як правильно? Прибрати: напишіть «-». Вийти: /cancel
fix-ask-name =
    <b>{ $label }</b>: { $value }

    Як правильно? Вийти: /cancel
fix-done = ✅ Виправлено.
fix-blank = Не бачу тексту. Напишіть словами або «-», щоб прибрати. Вийти: /cancel
fix-name = Не бачу імені. Напишіть його літерами, будь ласка. Вийти: /cancel
fix-date = Не бачу тут дня чи часу. Напишіть так: «завтра о 10», «25.11», «у п’ятницю». Вийти: /cancel
fix-past = Цей день уже минув. Напишіть інший. Вийти: /cancel
fix-money = Не схоже на суму. Напишіть так: <code>1200</code> або <code>1 200,50</code>. Вийти: /cancel
fix-currency = Угоди тут ведуться у валюті { $currency }. Напишіть суму в ній. Вийти: /cancel
fix-gone = Підсумку цієї розмови вже немає.
wrong-key = 👎 Неправильно
wrong-title = 👎 Що не так у підсумку розмови?
wrong-facts = Неправильні факти
wrong-person = Сказала інша людина
wrong-nothing = Ні про що не домовились
wrong-other = Інше…
wrong-ask = Напишіть коротко, що не так. Вийти: /cancel
wrong-kept = 👎 Дякуємо, записали. Виправити сам підсумок: «✏️» під карткою.
deal-address = 📍 { $address }
deal-visit = 🗓 Візит: { $when }
deal-from-call = { $line } · 🎙 з розмови
deal-key-address = 📍 Адреса
deal-key-visit = 🗓 Візит
deal-ask-address = Яка адреса в угоді №{ $number }? Прибрати: напишіть «-». Вийти: /cancel
deal-ask-visit = Коли візит за угодою №{ $number }? Напишіть день і час: «завтра о 10», «25.11». Прибрати: «-». Вийти: /cancel
deal-address-bad = Не бачу адреси. Напишіть її словами, будь ласка.
health-verdicts = 👎 Підсумки розмов за 30 днів: { $analyses }, неправильних: { $wrong } ({ $share } %)
digest-promises = 🤝 Обіцянки: на сьогодні { $due }, прострочено { $overdue }, виконано { $kept }. Усі: /promises
`;
