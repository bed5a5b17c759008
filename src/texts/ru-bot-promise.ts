/** Promises heard in calls; corrections of a call's summary, and what is said against it. */
export const ruBotPromise = `
command-promises = обещания из разговоров
promises-title = 🤝 <b>Обещания</b>
promises-title-call = 🤝 <b>Обещания из разговора</b>
promises-none = Открытых обещаний нет. Они появляются сами, когда в разговоре что-то пообещали.
promises-none-us = От нас открытых обещаний нет.
promises-none-client = От клиентов открытых обещаний нет.
promises-none-call = В этом разговоре ничего не обещали.
promises-page = Страница { $page } из { $pages }
promise-us = от нас
promise-client = от клиента
promise-due = ⏰ { $when }
promise-late = 🔴 { $when }
promise-undated = без даты
promise-key-task = ➕ Задача
promise-key-done = ✅ Выполнено
promise-key-drop = ✖️ Убрать
promise-key-of-task = 📝 Задача №{ $number }
promises-us = От нас: { $count }
promises-client = От клиентов: { $count }
promises-key = 🤝 Обещания: { $count }
promise-made = Добавлена задача №{ $number }.
promise-done = Выполнено.
promise-dropped = Убрано.
promise-gone = Этого обещания уже нет.
promise-settled = О нём уже позаботились.
card-key-fix = ✏️ Исправить
fix-title = Что исправить?
fix-outcome = Суть
fix-next = Далее
fix-none = Здесь нечего исправлять.
fix-ask =
    <b>{ $label }</b>: { $value }

    Как правильно? Убрать: напишите «-». Выйти: /cancel
fix-ask-name =
    <b>{ $label }</b>: { $value }

    Как правильно? Выйти: /cancel
fix-done = ✅ Исправлено.
fix-blank = Не вижу текста. Напишите словами или «-», чтобы убрать. Выйти: /cancel
fix-name = Не вижу имени. Напишите его буквами, пожалуйста. Выйти: /cancel
fix-date = Не вижу здесь дня или времени. Напишите так: «завтра в 10», «25.11», «в пятницу». Выйти: /cancel
fix-past = Этот день уже прошёл. Напишите другой. Выйти: /cancel
fix-money = Не похоже на сумму. Напишите так: <code>1200</code> или <code>1 200,50</code>. Выйти: /cancel
fix-currency = Сделки здесь ведутся в валюте { $currency }. Напишите сумму в ней. Выйти: /cancel
fix-gone = Итога этого разговора уже нет.
wrong-key = 👎 Неправильно
wrong-title = 👎 Что не так в итоге разговора?
wrong-facts = Неправильные факты
wrong-person = Сказал другой человек
wrong-nothing = Ни о чём не договорились
wrong-other = Другое…
wrong-ask = Напишите коротко, что не так. Выйти: /cancel
wrong-kept = 👎 Спасибо, записали. Исправить сам итог: «✏️» под карточкой.
deal-address = 📍 { $address }
deal-visit = 🗓 Визит: { $when }
deal-from-call = { $line } · 🎙 из разговора
deal-key-address = 📍 Адрес
deal-key-visit = 🗓 Визит
deal-ask-address = Какой адрес в сделке №{ $number }? Убрать: напишите «-». Выйти: /cancel
deal-ask-visit = Когда визит по сделке №{ $number }? Напишите день и время: «завтра в 10», «25.11». Убрать: «-». Выйти: /cancel
deal-address-bad = Не вижу адреса. Напишите его словами, пожалуйста.
health-verdicts = 👎 Итоги разговоров за 30 дней: { $analyses }, неправильных: { $wrong } ({ $share } %)
digest-promises = 🤝 Обещания: на сегодня { $due }, просрочено { $overdue }, выполнено { $kept }. Все: /promises
`;
