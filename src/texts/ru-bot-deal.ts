/** Deals and their stages: the notes of automatic ones, the board, a deal's card. */
export const ruBotDeal = `
deal-stage-first = Новые
deal-stage-working = В работе
deal-stage-waiting = Ожидает
deal-note-missed = 🔴 ПРОПУЩЕННЫЙ ЗВОНОК
deal-note-no-answer = Пропущенный звонок (не ответили)
deal-note-cancel = Отменён звонящим
deal-note-busy = Занято
deal-note-answered = ✅ Входящий звонок · { $duration }
deal-note-answered-unknown = ✅ Входящий звонок · длительность неизвестна
deal-new = 💼 Новая сделка №{ $number }
deal-open-button = 💼 Открыть
command-deals = сделки по этапам и поиск
command-deal = новая сделка: название и сумма
deals-title = 💼 <b>{ $business }</b> · сделки
deals-none =
    Сделок ещё нет. Они появляются сами после звонков новых клиентов и пропущенных.
    Или создайте: <code>/deal Маникюр для Елены 1200</code>
deals-hint =
    Создать: <code>/deal Маникюр для Елены 1200</code>
    Найти: <code>/deals Елена</code>
deals-won-count = 🏆 Выигранные · { $count }
deals-lost-count = 🚫 Потерянные · { $count }
deals-stage = 💼 <b>{ $stage }</b>
deals-won = 🏆 <b>Выигранные сделки</b>
deals-lost = 🚫 <b>Потерянные сделки</b>
deals-found = 🔎 Сделки: «{ $text }»
deals-choose = Выберите сделку:
deals-nothing = Такая сделка не найдена. Попробуйте часть названия, имя, номер сделки или последние цифры телефона.
deals-none-here = На этом этапе сделок нет.
deals-none-over = Здесь пока пусто.
deal-title-open = 💼 Сделка №{ $number } · { $stage }
deal-title-won = 🏆 Сделка №{ $number } · выиграна
deal-title-lost = 🚫 Сделка №{ $number } · потеряна
deal-undone = ↩️ Сделка №{ $number } отменена. Звонки и клиент остались.
deal-amount = 💰 { $amount }
deal-no-amount = 💰 Сумма не указана
deal-client = 👤 { $who }
deal-reason = Причина: { $reason }
deal-note = 📝 { $note }
deal-made = 🕓 Создана вручную: { $when }
deal-made-by-call = 🕓 Создана после звонка: { $when }
deal-closed = 🏁 Закрыта: { $when }
deal-calls = Звонки:
deal-tasks = Задачи:
deal-key-amount = 💰 Сумма
deal-key-name = ✏️ Название
deal-key-note = 📝 Примечание
deal-key-won = 🏆 Выиграна
deal-key-lost = 🚫 Потеряна
deal-key-undo = ↩️ Отменить сделку
deal-key-reopen = ♻️ Открыть снова
deal-key-task = ➕ Задача
deal-key-client = 👤 Клиент
deal-to-list = ← К списку
deal-to-board = ← Все сделки
deal-why-lost =
    Почему потеряна сделка №{ $number }?
    <b>{ $name }</b>
deal-lost-price = Дорого
deal-lost-changed = Клиент передумал
deal-lost-unreachable = Не дозвонились
deal-lost-other = Другое…
deal-offer =
    По этому звонку сделки нет. Создать?
    <b>{ $who }</b>
deal-make = 💼 Создать сделку
deal-no = Не нужно
deal-hidden = Номер скрыт, поэтому создайте сделку сами: <code>/deal Маникюр 1200</code>
deal-how =
    Напишите, какую сделку создать:
    <code>/deal Маникюр для Елены 1200</code>
    <code>/deal Ремонт +380670000001</code> с клиентом по номеру
    <code>/deal 12</code> откроет сделку №12
deal-no-number = Сделки №{ $number } нет. Все сделки: /deals
deal-ask-amount = Какая сумма у сделки №{ $number }? Валюта: { $currency }. Убрать сумму: напишите «-». Выйти: /cancel
deal-ask-won = На какую сумму выиграна сделка №{ $number }? Валюта: { $currency }. Без суммы: напишите «-». Выйти: /cancel
deal-ask-name = Как назвать сделку №{ $number }? Выйти: /cancel
deal-ask-note = Что записать в примечание сделки №{ $number }? Старое исчезнет. Убрать: напишите «-». Выйти: /cancel
deal-ask-lost = Почему потеряна сделка №{ $number }? Напишите в нескольких словах. Выйти: /cancel
deal-money-wrong = «{ $word }» не похоже на сумму. Напишите так: <code>1200</code> или <code>1 200,50</code>
deal-money-large = «{ $word }» больше, чем я могу записать. Самая большая сумма: 999 999 999 999,99
deal-money-currency = Сделки здесь ведутся в валюте { $wanted }, а не { $written }. Напишите сумму в { $wanted }.
deal-name-bad = Не вижу названия. Напишите его словами, пожалуйста.
deal-note-bad = Не вижу текста. Напишите примечание словами или «-», чтобы убрать его.
deal-reason-bad = Не вижу причины. Напишите её словами, пожалуйста.
deal-gone = Этой сделки уже нет.
deal-already-won = Сделка №{ $number } уже выиграна.
deal-already-lost = Сделка №{ $number } уже потеряна.
deal-already-moved = Сделка №{ $number } уже на этапе «{ $stage }».
deal-already-undone = Сделка №{ $number } уже отменена.
deal-already-open = Сделка №{ $number } уже открыта.
deal-other-open = У этого клиента уже есть открытая сделка №{ $number }.
deal-stage-gone = Этого этапа уже нет.
deal-by-hand = Сделку №{ $number } создал человек, поэтому её можно только закрыть.
stages-key = ⚙️ Этапы
stages-title =
    <b>Этапы сделок</b>

    Новые сделки начинаются на первом. Выберите этап, чтобы изменить:
stages-add = ➕ Этап
stage-title = Этап «{ $stage }»
stage-first-title =
    Этап «{ $stage }»

    Здесь начинаются новые сделки: его можно переименовать, но не удалить.
stage-rename = ✏️ Название
stage-drop = 🗑 Удалить
stage-drop-sure = Удалить этап «{ $stage }»? Открытых сделок на нём: { $open }; они перейдут на этап «{ $first }».
stage-drop-yes = 🗑 Да, удалить
stage-ask-new = Как назвать новый этап? Выйти: /cancel
stage-ask-name = Как назвать этот этап? Выйти: /cancel
stage-same = Этап с таким названием уже есть. Напишите другое.
stage-many = Больше чем { $most } этапов не получится.
stage-first-stays = Первый этап не удаляется: на нём начинаются сделки.
`;
