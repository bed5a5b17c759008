/** What the salon's agent says to customers. */
export const ruAgent = `
agent-scope = С этим не подскажу, а вот с записью, ценами и графиком помогу.
agent-unclear = Не всё понятно. Могу записать на визит, подсказать цены, адрес или график.
agent-stuck = Чтобы не путать вас, позову администратора.
agent-greeting-warm = Здравствуйте! Это { $salon } 🌿 На какую услугу вас записать?
agent-greeting-plain = Здравствуйте! Это { $salon }. На какую услугу вас записать?
agent-greeting-brief = Здравствуйте! На что вас записать?
agent-greeting-own = { $greeting }
agent-hello = Здравствуйте!
agent-thanks = Пожалуйста! Хорошего дня!
agent-thanks-soon = Пожалуйста! Ждём вас!
agent-bye = До свидания! Хорошего дня!
agent-bye-soon = До встречи! Ждём вас!
agent-fine = Хорошо. Если что-то понадобится — напишите.
agent-maybe = Не торопитесь, решайте спокойно.
agent-sorry = Мне жаль, что так вышло.
agent-rude = Понимаю, что неприятно. Могу подобрать другой вариант или позвать администратора.
agent-robot = Да, я бот-помощник, { $salon }. Записываю на визиты и отвечаю на вопросы, а ещё могу позвать администратора.
agent-button-book = 📝 Записаться
agent-button-prices = 💰 Цены
agent-button-human = 🙋 Администратор
agent-button-more = Другое время
agent-button-wait = 🔔 Если освободится
agent-button-anyone = Любой
agent-button-yes = ✅ Да
agent-button-no = Нет
agent-button-change = ✏️ Изменить
agent-button-change-service = Услугу
agent-button-change-master = Мастера
agent-button-change-day = День
agent-button-change-time = Время
agent-button-drop = Не записывать
agent-button-move = 🔁 Перенести
agent-button-cancel = ❌ Отменить
agent-button-keep = Оставить
agent-button-yes-cancel = Да, отменить
agent-button-yes-erase = Да, удалить
agent-ask-service = На какую услугу вас записать?
agent-which-service =
    Уточните, пожалуйста, что именно:
    { $services }
agent-ask-master = К кому вас записать: { $masters }?
agent-ask-name-phone = Подскажите, пожалуйста, ваше имя и номер телефона.
agent-ask-name = Подскажите, пожалуйста, как вас зовут?
agent-ask-phone = Какой у вас номер телефона?
agent-phone-optional = Если не хотите оставлять номер, напишите «нет».
agent-ask-change = Что изменить?
agent-no-such-master = Такого мастера у нас нет. У нас работают: { $masters }.
agent-master-other = { $master } эту услугу не делает. { $service }: { $masters }.
agent-day-past = Этот день уже прошёл.
agent-slot-passed = Это время уже прошло.
agent-slot-free = Есть время: { $day }, { $time }. Услуга: { $service }, мастер: { $master }.
agent-offer-day = { $for } есть { $times }. Что удобно?
agent-offer-days = Ближайшее свободное время: { $times }. Что удобно?
agent-nothing-free = Свободного времени сейчас нет. Могу позвать администратора.
agent-for-today = На сегодня
agent-for-tomorrow = На завтра
agent-for-day = На { $weekday }, { $date },
agent-either = { $some } или { $last }
agent-why-busy = { $time } уже занято.
agent-why-past = Это время уже прошло.
agent-why-soon = Так скоро записать не получится: нужно хотя бы за { $lead }.
agent-why-step = { $time } не начинаем, но есть рядом.
agent-why-shut = { $time } мы закрыты.
agent-why-long = { $time } не успеем: визит длится { $length }.
agent-why-hours = { $master } { $time } не работает.
agent-why-nobody-then = { $time } мастера не работают.
agent-why-part = На это время свободного нет.
agent-why-days = На эти дни свободного нет.
agent-why-far = Так далеко запись ещё закрыта. Записываем до даты: { $day }.
agent-why-closed = { $day }: закрыто.
agent-why-day-off = { $master } в этот день не работает: { $day }.
agent-why-nobody = { $day }: мастера не работают. Услуга: { $service }.
agent-why-full = { $day }: свободного времени уже нет.
agent-draft =
    Проверьте, пожалуйста:
    Услуга: { $service }
    Когда: { $day }, { $time }
    Мастер: { $master }
    Цена: { $price }
    Имя: { $who }
    Всё верно?
agent-draft-move =
    Переносим запись:
    Было: { $from }
    Станет: { $day }, { $time }
    Услуга: { $service }
    Мастер: { $master }
    Цена: { $price }
    Всё верно?
agent-booked = Готово, вы записаны ✅ { $day }, { $time }. Услуга: { $service }, мастер: { $master }, { $price }. Ждём вас!
agent-booked-already = Вы уже записаны: { $at }, { $service }. Ждём вас!
agent-moved = Запись перенесена ✅ { $day }, { $time }. Услуга: { $service }, мастер: { $master }.
agent-cancelled = Запись отменена: { $day }, { $time }, { $service }. Захотите на другое время — напишите.
agent-let-go = Хорошо, не записываю. Передумаете — напишите.
agent-move-let-go = Хорошо, ничего не меняю. Ваша запись: { $at }.
agent-hold-gone = Это время уже не держим. Напишите день и время, и подберу снова.
agent-too-many = У вас уже несколько записей вперёд, больше добавить не могу. Поможет администратор.
agent-waiting = Договорились: как только место освободится, напишу вам.
agent-offer-passed = Хорошо, предложу это место другим.
agent-offer-gone = Это место уже заняли.
agent-no-visits = В этом чате будущих записей не вижу. Если записывались иначе, поможет администратор.
agent-my-visits =
    Ваши записи:
    { $visits }
agent-visit-line = { $at } — { $service }, мастер: { $master }
agent-which-cancel =
    Какую запись отменить?
    { $visits }
agent-which-move =
    Какую запись перенести?
    { $visits }
agent-ask-cancel = Отменить эту запись? { $day }, { $time }. Услуга: { $service }, мастер: { $master }.
agent-ask-move = Сейчас у вас: { $at }, { $service }.
agent-move-same = У вас именно это время и стоит.
agent-visit-stays = Хорошо, запись остаётся.
agent-visit-gone = Этой записи уже нет.
agent-visit-confirmed = Спасибо, ждём вас! { $day }, { $time }, { $service }, мастер: { $master }.
agent-not-coming = Перенести визит на другое время или отменить?
agent-late = Спасибо, что предупредили.
agent-too-late = До визита меньше { $hours } ч, поэтому изменить его может только администратор.
agent-too-late-ask = До визита меньше { $hours } ч, поэтому изменить его может только администратор. Позвать?
agent-price-from = от { $sum }
agent-price-from-why = Точную сумму мастер назовёт перед началом работы.
agent-prices = { $lines }
agent-services =
    Вот наши услуги:
    { $lines }
agent-no-list = Список услуг подскажет администратор.
agent-no-such-service =
    Такой услуги у нас нет. Вот что мы делаем:
    { $services }
agent-masters = У нас работают: { $masters }.
agent-masters-of = { $service }: { $masters }.
agent-masters-on = В этот день работают: { $masters }.
agent-masters-none = В этот день мастера не работают.
agent-address = Наш адрес: { $address }
agent-phone = Наш телефон: { $phone }
agent-faq = { $answer }
agent-unknown = Этого точно не знаю. Подскажет администратор.
agent-hours-day = { $day }: { $hours }.
agent-hours-week = График: { $week }. Сегодня: { $today }.
agent-hours-holidays =
    В ближайшие дни иначе:
    { $days }
agent-hours-unknown = Точный график подскажет администратор.
agent-closed = закрыто
agent-hours = { $hours } ч
agent-minutes = { $minutes } мин
agent-hours-minutes = { $hours } ч { $minutes } мин
agent-medical = О лекарствах и лечении скажет только врач на приёме. Если очень болит, есть отёк или высокая температура — не откладывайте, телефон неотложной помощи 103.
agent-medical-visit = О лекарствах и лечении скажет только врач на приёме. Если есть отёк или высокая температура — не откладывайте, звоните 103. Записать вас как можно скорее? Услуга: { $service }.
agent-medical-short = О лечении скажет врач на приёме.
agent-medical-salon = С этим лучше посоветоваться с врачом. А с записью и ценами помогу.
agent-handoff = Передаю администратору, вам ответит человек.
agent-handoff-by = Передаю администратору, ответ будет не позже: { $by }.
agent-handoff-closed = Передаю администратору. Сейчас мы закрыты, ответ будет не позже: { $by }.
agent-opted-out = Рассылок от нас больше не будет.
agent-ask-erase = Удалить все ваши данные? Вернуть их потом нельзя.
agent-ask-erase-visits =
    Удалить все ваши данные? Вместе с ними отменится запись:
    { $visits }
agent-not-erased = Хорошо, данные остаются.
agent-erased = Ваша переписка и записи на визит удалены. Об остальном позаботится администратор.
agent-media-photo = Изображений и файлов я не вижу. Напишите, пожалуйста, словами или позовите администратора.
agent-media-voice = Голосовые пока не слушаю. Напишите, пожалуйста, текстом.
agent-media-sticker = 🙂 Чем помочь: записать, подсказать цены или график?
agent-media-location = Спасибо! Напишите, пожалуйста, чем помочь.
agent-media-contact = Спасибо! Это должен быть ваш собственный номер: напишите его, пожалуйста, текстом.
agent-media-other = Такое сообщение прочитать не могу. Напишите, пожалуйста, текстом.
`;
