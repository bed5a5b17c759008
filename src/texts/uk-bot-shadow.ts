/** Drafts of the agent that a person lets through, and the settings of who reads and who sends. */
export const ukBotShadow = `
shadow-draft = ✍️ <b>Чернетка відповіді</b>
shadow-instead = 🔁 <b>Поки чернетка чекала, календар змінився. Ось нова</b>
shadow-answer = Відповідь агента:
shadow-was-answer = У чернетці було:
shadow-buttons = Кнопки: { $list }
shadow-does = Разом із відповіддю: { $list }
shadow-do-hold = притримає час ({ $when })
shadow-do-book = запише на { $when }
shadow-do-move = перенесе візит на { $when }
shadow-do-cancel = скасує візит ({ $when })
shadow-do-confirm = підтвердить візит ({ $when })
shadow-do-wait = додасть до листа очікування
shadow-do-pass = звільнить запропонований час
shadow-do-handoff = покличе людину
shadow-do-opt-out = припинить розсилки
shadow-do-erase = видалить дані клієнта
shadow-only = У календарі нічого не змінено: пішли лише ваші слова.
shadow-sent = ✅ <b>Надіслано</b> · { $name }
shadow-edited = ✏️ <b>Надіслано зі змінами</b> · { $name }
shadow-stale = ⌛ <b>Ця чернетка вже не діє</b>
shadow-dropped = 🙋 <b>Відповідає { $name }</b>
shadow-gone = 🗑 Цієї чернетки вже немає.
shadow-again = ⏰ { $name } чекає на відповідь: ця чернетка ще не надіслана.
shadow-key-send = ✅ Надіслати
shadow-key-edit = ✏️ Змінити
shadow-key-take = 🙋 Відповім сам
shadow-key-again = 👁 Увімкнути знову
shadow-over = { $count ->
    [one] 🎓 <b>Агент відповідає сам</b>
     { $count } чернетка поспіль пішла без змін, тож тіньовий режим вимкнено.
    [few] 🎓 <b>Агент відповідає сам</b>
     { $count } чернетки поспіль пішли без змін, тож тіньовий режим вимкнено.
   *[other] 🎓 <b>Агент відповідає сам</b>
     { $count } чернеток поспіль пішли без змін, тож тіньовий режим вимкнено.
 }
shadow-did-sent = ✅ Надіслано.
shadow-did-alone = ✅ Надіслано. Далі агент відповідає сам.
shadow-did-edited = ✅ Надіслано зі змінами.
shadow-did-only = ✅ Надіслано. У календарі нічого не змінено: пішли лише ваші слова.
shadow-did-again = Поки чернетка чекала, календар змінився. Нова чернетка вже тут.
shadow-did-again-edit = Ваші слова не пішли: поки чернетка чекала, календар змінився. Нова чернетка вже тут.
shadow-did-passed = Чернетку не надіслано: розмова змінилася, і агент уже відповів сам.
shadow-did-passed-edit = Ваші слова не пішли: розмова змінилася, і агент уже відповів сам.
shadow-did-taken = ✅ Ви відповідаєте. Пишіть відповіддю на картку.
shadow-ask = Напишіть, що надіслати клієнту замість чернетки. Кнопки під нею лишаться. Вийти: /cancel
shadow-ask-only = Напишіть, що надіслати клієнту замість чернетки. Підуть лише ваші слова: у календарі нічого не зміниться. Вийти: /cancel
shadow-was-sent = Уже надіслано: { $name }.
shadow-was-edited = Уже надіслано зі змінами: { $name }.
shadow-was-dropped = Уже відповідає { $name }.
shadow-was-stale = Ця чернетка вже не діє: клієнт написав ще. Нова буде нижче.
shadow-was-closed = Не надіслано: клієнт мовчить понад 24 години, і месенджер більше не дає писати першими. Зателефонуйте йому або зачекайте, доки напише сам.
shadow-was-gone = Цієї чернетки вже немає.
shadow-setting-off = 👁 Тіньовий режим: ні
shadow-setting-on = { $after ->
    [0] 👁 Тіньовий режим: так
   *[other] 👁 Тіньовий режим: так, без змін поспіль { $count } з { $after }
 }
shadow-setting-title =
    👁 <b>Тіньовий режим</b>

    Агент лише готує відповідь. Людина надсилає її, змінює слова або відповідає сама. Коли стільки чернеток поспіль піде без змін, агент відповідатиме сам.
shadow-setting-count = Зараз без змін поспіль: { $count }
shadow-setting-choose = Через скільки відповідати самому:
shadow-setting-never = ніколи
shadow-setting-key = 👁 Тіньовий режим
shadow-setting-key-on = 🟢 Увімкнути
shadow-setting-key-off = ⏸ Вимкнути
model-setting-yes = 🧠 Модель читає повідомлення: так
model-setting-no = 🧠 Модель читає повідомлення: ні
model-setting-title =
    🧠 <b>Модель читає повідомлення</b>

    З нею агент краще розуміє складні фрази. Тексти повідомлень ідуть постачальнику моделі; телефони й імена клієнтів у них приховано.
model-setting-key = 🧠 Модель
`;
