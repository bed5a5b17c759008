/** Deals and their stages: the notes of automatic ones, the board, a deal's card. */
export const ukBotDeal = `
deal-stage-first = Нові
deal-stage-working = В роботі
deal-stage-waiting = Очікує
deal-note-missed = 🔴 ПРОПУЩЕНИЙ ДЗВІНОК
deal-note-no-answer = Пропущений дзвінок (не відповіли)
deal-note-cancel = Скасовано абонентом
deal-note-busy = Зайнято
deal-note-answered = ✅ Вхідний дзвінок · { $duration }
deal-note-answered-unknown = ✅ Вхідний дзвінок · тривалість невідома
deal-new = 💼 Нова угода №{ $number }
deal-open-button = 💼 Відкрити
command-deals = угоди за етапами й пошук
command-deal = нова угода: назва та сума
deals-title = 💼 <b>{ $business }</b> · угоди
deals-none =
    Угод ще немає. Вони з’являються самі після дзвінків нових клієнтів і пропущених.
    Або створіть: <code>/deal Манікюр для Олени 1200</code>
deals-hint =
    Створити: <code>/deal Манікюр для Олени 1200</code>
    Знайти: <code>/deals Олена</code>
deals-won-count = 🏆 Виграні · { $count }
deals-lost-count = 🚫 Втрачені · { $count }
deals-stage = 💼 <b>{ $stage }</b>
deals-won = 🏆 <b>Виграні угоди</b>
deals-lost = 🚫 <b>Втрачені угоди</b>
deals-found = 🔎 Угоди: «{ $text }»
deals-choose = Оберіть угоду:
deals-nothing = Такої угоди не знайдено. Спробуйте частину назви, ім’я, номер угоди або останні цифри телефону.
deals-none-here = На цьому етапі угод немає.
deals-none-over = Тут поки порожньо.
deal-title-open = 💼 Угода №{ $number } · { $stage }
deal-title-won = 🏆 Угода №{ $number } · виграна
deal-title-lost = 🚫 Угода №{ $number } · втрачена
deal-undone = ↩️ Угоду №{ $number } скасовано. Дзвінки й клієнт залишилися.
deal-amount = 💰 { $amount }
deal-no-amount = 💰 Сума не вказана
deal-client = 👤 { $who }
deal-reason = Причина: { $reason }
deal-note = 📝 { $note }
deal-made = 🕓 Створено вручну: { $when }
deal-made-by-call = 🕓 Створено після дзвінка: { $when }
deal-closed = 🏁 Закрито: { $when }
deal-calls = Дзвінки:
deal-tasks = Задачі:
deal-key-amount = 💰 Сума
deal-key-name = ✏️ Назва
deal-key-note = 📝 Примітка
deal-key-won = 🏆 Виграна
deal-key-lost = 🚫 Втрачена
deal-key-undo = ↩️ Скасувати угоду
deal-key-reopen = ♻️ Відкрити знову
deal-key-task = ➕ Задача
deal-key-client = 👤 Клієнт
deal-to-list = ← До списку
deal-to-board = ← Усі угоди
deal-why-lost =
    Чому втрачено угоду №{ $number }?
    <b>{ $name }</b>
deal-lost-price = Дорого
deal-lost-changed = Клієнт передумав
deal-lost-unreachable = Не додзвонилися
deal-lost-other = Інше…
deal-offer =
    За цим дзвінком угоди немає. Створити?
    <b>{ $who }</b>
deal-make = 💼 Створити угоду
deal-no = Не треба
deal-hidden = Номер приховано, тож угоду створіть самі: <code>/deal Манікюр 1200</code>
deal-how =
    Напишіть, яку угоду створити:
    <code>/deal Манікюр для Олени 1200</code>
    <code>/deal Ремонт +380670000001</code> з клієнтом за номером
    <code>/deal 12</code> відкриє угоду №12
deal-no-number = Угоди №{ $number } немає. Усі угоди: /deals
deal-ask-amount = Яка сума угоди №{ $number }? Валюта: { $currency }. Прибрати суму: напишіть «-». Вийти: /cancel
deal-ask-won = За яку суму виграно угоду №{ $number }? Валюта: { $currency }. Без суми: напишіть «-». Вийти: /cancel
deal-ask-name = Як назвати угоду №{ $number }? Вийти: /cancel
deal-ask-note = Що записати в примітку угоди №{ $number }? Стара зникне. Прибрати: напишіть «-». Вийти: /cancel
deal-ask-lost = Чому втрачено угоду №{ $number }? Напишіть кількома словами. Вийти: /cancel
deal-money-wrong = «{ $word }» не схоже на суму. Напишіть так: <code>1200</code> або <code>1 200,50</code>
deal-money-large = «{ $word }» більше, ніж я можу записати. Найбільша сума: 999 999 999 999,99
deal-money-currency = Угоди тут ведуться у валюті { $wanted }, а не { $written }. Напишіть суму в { $wanted }.
deal-name-bad = Не бачу назви. Напишіть її словами, будь ласка.
deal-note-bad = Не бачу тексту. Напишіть примітку словами або «-», щоб прибрати її.
deal-reason-bad = Не бачу причини. Напишіть її словами, будь ласка.
deal-gone = Цієї угоди вже немає.
deal-already-won = Угода №{ $number } уже виграна.
deal-already-lost = Угода №{ $number } уже втрачена.
deal-already-moved = Угода №{ $number } уже на етапі «{ $stage }».
deal-already-undone = Угоду №{ $number } уже скасовано.
deal-already-open = Угода №{ $number } уже відкрита.
deal-other-open = Цей клієнт уже має відкриту угоду №{ $number }.
deal-stage-gone = Цього етапу вже немає.
deal-by-hand = Угоду №{ $number } створила людина, тож її можна лише закрити.
stages-key = ⚙️ Етапи
stages-title =
    <b>Етапи угод</b>

    Нові угоди починаються на першому. Оберіть етап, щоб змінити:
stages-add = ➕ Етап
stage-title = Етап «{ $stage }»
stage-first-title =
    Етап «{ $stage }»

    Тут починаються нові угоди: його можна перейменувати, але не видалити.
stage-rename = ✏️ Назва
stage-drop = 🗑 Видалити
stage-drop-sure = Видалити етап «{ $stage }»? Відкритих угод на ньому: { $open }; вони перейдуть на етап «{ $first }».
stage-drop-yes = 🗑 Так, видалити
stage-ask-new = Як назвати новий етап? Вийти: /cancel
stage-ask-name = Як назвати цей етап? Вийти: /cancel
stage-same = Етап із такою назвою вже є. Напишіть іншу.
stage-many = Більше ніж { $most } етапів не вийде.
stage-first-stays = Перший етап не видаляється: на ньому починаються угоди.
`;
