/** What the salon's agent says to customers. */
export const ukAgent = `
agent-scope = З цим не підкажу, а от із записом, цінами чи графіком допоможу.
agent-unclear = Не все зрозуміло. Можу записати на візит, підказати ціни, адресу чи графік.
agent-stuck = Щоб не плутати вас, покличу адміністратора.
agent-greeting-warm = Вітаю! Це { $salon } 🌿 На яку послугу вас записати?
agent-greeting-plain = Вітаю! Це { $salon }. На яку послугу вас записати?
agent-greeting-brief = Вітаю! На що вас записати?
agent-greeting-own = { $greeting }
agent-hello = Вітаю!
agent-thanks = Будь ласка! Гарного дня!
agent-thanks-soon = Будь ласка! Чекаємо на вас!
agent-bye = До побачення! Гарного дня!
agent-bye-soon = До зустрічі! Чекаємо на вас!
agent-fine = Гаразд. Якщо щось знадобиться — напишіть.
agent-maybe = Не поспішайте, вирішуйте спокійно.
agent-sorry = Мені шкода, що так сталося.
agent-rude = Розумію, що неприємно. Можу підібрати інший варіант або покликати адміністратора.
agent-robot = Так, я бот-помічник, { $salon }. Записую на візити й відповідаю на запитання, а ще можу покликати адміністратора.
agent-button-book = 📝 Записатися
agent-button-prices = 💰 Ціни
agent-button-human = 🙋 Адміністратор
agent-button-more = Інший час
agent-button-wait = 🔔 Якщо звільниться
agent-button-anyone = Будь-хто
agent-button-yes = ✅ Так
agent-button-no = Ні
agent-button-change = ✏️ Змінити
agent-button-change-service = Послугу
agent-button-change-master = Майстра
agent-button-change-day = День
agent-button-change-time = Час
agent-button-drop = Не записувати
agent-button-move = 🔁 Перенести
agent-button-cancel = ❌ Скасувати
agent-button-keep = Залишити
agent-button-yes-cancel = Так, скасувати
agent-button-yes-erase = Так, видалити
agent-ask-service = На яку послугу вас записати?
agent-which-service =
    Уточніть, будь ласка, що саме:
    { $services }
agent-ask-master = До кого вас записати: { $masters }?
agent-ask-name-phone = Підкажіть, будь ласка, ваше ім’я та номер телефону.
agent-ask-name = Підкажіть, будь ласка, як вас звати?
agent-ask-phone = Який у вас номер телефону?
agent-phone-optional = Якщо не хочете залишати номер, напишіть «ні».
agent-ask-change = Що змінити?
agent-no-such-master = Такого майстра в нас немає. У нас працюють: { $masters }.
agent-master-other = { $master } цієї послуги не робить. { $service }: { $masters }.
agent-day-past = Цей день уже минув.
agent-slot-passed = Цей час уже минув.
agent-slot-free = Є час: { $day }, { $time }. Послуга: { $service }, майстер: { $master }.
agent-offer-day = { $for } є { $times }. Що зручно?
agent-offer-days = Найближчий вільний час: { $times }. Що зручно?
agent-nothing-free = Вільного часу зараз немає. Можу покликати адміністратора.
agent-for-today = На сьогодні
agent-for-tomorrow = На завтра
agent-for-day = На { $weekday }, { $date },
agent-either = { $some } або { $last }
agent-why-busy = { $time } уже зайнято.
agent-why-past = Цей час уже минув.
agent-why-soon = Так скоро записати не вийде: потрібно щонайменше { $lead } наперед.
agent-why-step = { $time } не починаємо, але є поруч.
agent-why-shut = { $time } ми зачинені.
agent-why-long = { $time } не встигнемо: візит триває { $length }.
agent-why-hours = { $master } { $time } не працює.
agent-why-nobody-then = { $time } майстри не працюють.
agent-why-part = На цей час вільного немає.
agent-why-days = На ці дні вільного немає.
agent-why-far = Так далеко запис ще закритий. Записуємо до дати: { $day }.
agent-why-closed = { $day }: зачинено.
agent-why-day-off = { $master } в цей день не працює: { $day }.
agent-why-nobody = { $day }: майстри не працюють. Послуга: { $service }.
agent-why-full = { $day }: вільного часу вже немає.
agent-draft =
    Перевірте, будь ласка:
    Послуга: { $service }
    Коли: { $day }, { $time }
    Майстер: { $master }
    Ціна: { $price }
    Ім’я: { $who }
    Усе правильно?
agent-draft-move =
    Переносимо запис:
    Було: { $from }
    Стане: { $day }, { $time }
    Послуга: { $service }
    Майстер: { $master }
    Ціна: { $price }
    Усе правильно?
agent-booked = Готово, вас записано ✅ { $day }, { $time }. Послуга: { $service }, майстер: { $master }, { $price }. Чекаємо на вас!
agent-booked-already = Ви вже записані: { $at }, { $service }. Чекаємо на вас!
agent-moved = Запис перенесено ✅ { $day }, { $time }. Послуга: { $service }, майстер: { $master }.
agent-cancelled = Запис скасовано: { $day }, { $time }, { $service }. Захочете на інший час — напишіть.
agent-let-go = Гаразд, не записую. Передумаєте — напишіть.
agent-move-let-go = Гаразд, нічого не змінюю. Ваш запис: { $at }.
agent-hold-gone = Цього часу вже не тримаємо. Напишіть день і час, і підберу знову.
agent-too-many = У вас уже кілька записів наперед, більше додати не можу. Допоможе адміністратор.
agent-waiting = Домовились: щойно звільниться місце, напишу вам.
agent-offer-passed = Гаразд, запропоную це місце іншим.
agent-offer-gone = Це місце вже зайняли.
agent-no-visits = У цьому чаті майбутніх записів не бачу. Якщо записувалися інакше, допоможе адміністратор.
agent-my-visits =
    Ваші записи:
    { $visits }
agent-visit-line = { $at } — { $service }, майстер: { $master }
agent-which-cancel =
    Який запис скасувати?
    { $visits }
agent-which-move =
    Який запис перенести?
    { $visits }
agent-ask-cancel = Скасувати цей запис? { $day }, { $time }. Послуга: { $service }, майстер: { $master }.
agent-ask-move = Зараз у вас: { $at }, { $service }.
agent-move-same = У вас саме цей час і стоїть.
agent-visit-stays = Гаразд, запис залишається.
agent-visit-gone = Цього запису вже немає.
agent-visit-confirmed = Дякую, чекаємо на вас! { $day }, { $time }, { $service }, майстер: { $master }.
agent-not-coming = Перенести візит на інший час чи скасувати?
agent-late = Дякую, що попередили.
agent-too-late = До візиту менше ніж { $hours } год, тому змінити його може лише адміністратор.
agent-too-late-ask = До візиту менше ніж { $hours } год, тому змінити його може лише адміністратор. Покликати?
agent-price-from = від { $sum }
agent-price-from-why = Точну суму майстер назве перед початком роботи.
agent-prices = { $lines }
agent-services =
    Ось наші послуги:
    { $lines }
agent-no-list = Перелік послуг підкаже адміністратор.
agent-no-such-service =
    Такої послуги в нас немає. Ось що ми робимо:
    { $services }
agent-masters = У нас працюють: { $masters }.
agent-masters-of = { $service }: { $masters }.
agent-masters-on = Цього дня працюють: { $masters }.
agent-masters-none = Цього дня майстри не працюють.
agent-address = Наша адреса: { $address }
agent-phone = Наш телефон: { $phone }
agent-faq = { $answer }
agent-unknown = Цього напевно не знаю. Підкаже адміністратор.
agent-hours-day = { $day }: { $hours }.
agent-hours-week = Графік: { $week }. Сьогодні: { $today }.
agent-hours-holidays =
    Найближчими днями інакше:
    { $days }
agent-hours-unknown = Точний графік підкаже адміністратор.
agent-closed = зачинено
agent-hours = { $hours } год
agent-minutes = { $minutes } хв
agent-hours-minutes = { $hours } год { $minutes } хв
agent-medical = Щодо ліків і лікування порадить лише лікар на прийомі. Якщо дуже болить, набряк чи висока температура — не зволікайте, телефон невідкладної допомоги 103.
agent-medical-visit = Щодо ліків і лікування порадить лише лікар на прийомі. Якщо набряк чи висока температура — не зволікайте, телефонуйте 103. Записати вас якнайшвидше? Послуга: { $service }.
agent-medical-short = Щодо лікування порадить лікар на прийомі.
agent-medical-salon = Із цим краще порадитися з лікарем. А із записом і цінами допоможу.
agent-handoff = Передаю адміністратору, вам відповість людина.
agent-handoff-by = Передаю адміністратору, відповідь буде не пізніше: { $by }.
agent-handoff-closed = Передаю адміністратору. Зараз ми зачинені, відповідь буде не пізніше: { $by }.
agent-opted-out = Розсилок від нас більше не буде.
agent-ask-erase = Видалити всі ваші дані? Повернути їх потім не можна.
agent-ask-erase-visits =
    Видалити всі ваші дані? Разом із ними скасується запис:
    { $visits }
agent-not-erased = Гаразд, дані залишаються.
agent-erased = Вашу переписку й записи на візит видалено. Про решту подбає адміністратор.
agent-media-photo = Зображень і файлів я не бачу. Напишіть, будь ласка, словами або покличте адміністратора.
agent-media-voice = Голосових поки не слухаю. Напишіть, будь ласка, текстом.
agent-media-sticker = 🙂 Чим допомогти: записати, підказати ціни чи графік?
agent-media-location = Дякую! Напишіть, будь ласка, чим допомогти.
agent-media-contact = Дякую! Це має бути ваш власний номер: напишіть його, будь ласка, текстом.
agent-media-other = Такого повідомлення прочитати не можу. Напишіть, будь ласка, текстом.
`;
