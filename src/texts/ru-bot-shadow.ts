/** Drafts of the agent that a person lets through, and the settings of who reads and who sends. */
export const ruBotShadow = `
shadow-draft = ✍️ <b>Черновик ответа</b>
shadow-instead = 🔁 <b>Пока черновик ждал, календарь изменился. Вот новый</b>
shadow-answer = Ответ агента:
shadow-was-answer = В черновике было:
shadow-buttons = Кнопки: { $list }
shadow-does = Вместе с ответом: { $list }
shadow-do-hold = придержит время ({ $when })
shadow-do-book = запишет на { $when }
shadow-do-move = перенесёт визит на { $when }
shadow-do-cancel = отменит визит ({ $when })
shadow-do-confirm = подтвердит визит ({ $when })
shadow-do-wait = добавит в лист ожидания
shadow-do-pass = освободит предложенное время
shadow-do-handoff = позовёт человека
shadow-do-opt-out = прекратит рассылки
shadow-do-erase = удалит данные клиента
shadow-only = В календаре ничего не изменено: ушли только ваши слова.
shadow-sent = ✅ <b>Отправлено</b> · { $name }
shadow-edited = ✏️ <b>Отправлено с изменениями</b> · { $name }
shadow-stale = ⌛ <b>Этот черновик уже не действует</b>
shadow-dropped = 🙋 <b>Отвечает { $name }</b>
shadow-gone = 🗑 Этого черновика уже нет.
shadow-again = ⏰ { $name } ждёт ответа: этот черновик ещё не отправлен.
shadow-key-send = ✅ Отправить
shadow-key-edit = ✏️ Изменить
shadow-key-take = 🙋 Отвечу сам
shadow-key-again = 👁 Включить снова
shadow-over = { $count ->
    [one] 🎓 <b>Агент отвечает сам</b>
     { $count } черновик подряд ушёл без изменений, поэтому теневой режим выключен.
    [few] 🎓 <b>Агент отвечает сам</b>
     { $count } черновика подряд ушли без изменений, поэтому теневой режим выключен.
   *[other] 🎓 <b>Агент отвечает сам</b>
     { $count } черновиков подряд ушли без изменений, поэтому теневой режим выключен.
 }
shadow-did-sent = ✅ Отправлено.
shadow-did-alone = ✅ Отправлено. Дальше агент отвечает сам.
shadow-did-edited = ✅ Отправлено с изменениями.
shadow-did-only = ✅ Отправлено. В календаре ничего не изменено: ушли только ваши слова.
shadow-did-again = Пока черновик ждал, календарь изменился. Новый черновик уже здесь.
shadow-did-again-edit = Ваши слова не ушли: пока черновик ждал, календарь изменился. Новый черновик уже здесь.
shadow-did-passed = Черновик не отправлен: разговор изменился, и агент уже ответил сам.
shadow-did-passed-edit = Ваши слова не ушли: разговор изменился, и агент уже ответил сам.
shadow-did-taken = ✅ Вы отвечаете. Пишите ответом на карточку.
shadow-ask = Напишите, что отправить клиенту вместо черновика. Кнопки под ним останутся. Выйти: /cancel
shadow-ask-only = Напишите, что отправить клиенту вместо черновика. Уйдут только ваши слова: в календаре ничего не изменится. Выйти: /cancel
shadow-was-sent = Уже отправлено: { $name }.
shadow-was-edited = Уже отправлено с изменениями: { $name }.
shadow-was-dropped = Уже отвечает { $name }.
shadow-was-stale = Этот черновик уже не действует: клиент написал ещё. Новый будет ниже.
shadow-was-closed = Не отправлено: клиент молчит больше 24 часов, и мессенджер больше не даёт писать первыми. Позвоните ему или подождите, пока напишет сам.
shadow-was-gone = Этого черновика уже нет.
shadow-setting-off = 👁 Теневой режим: нет
shadow-setting-on = { $after ->
    [0] 👁 Теневой режим: да
   *[other] 👁 Теневой режим: да, без изменений подряд { $count } из { $after }
 }
shadow-setting-title =
    👁 <b>Теневой режим</b>

    Агент только готовит ответ. Человек отправляет его, меняет слова или отвечает сам. Когда столько черновиков подряд уйдёт без изменений, агент будет отвечать сам.
shadow-setting-count = Сейчас без изменений подряд: { $count }
shadow-setting-choose = Через сколько отвечать самому:
shadow-setting-never = никогда
shadow-setting-key = 👁 Теневой режим
shadow-setting-key-on = 🟢 Включить
shadow-setting-key-off = ⏸ Выключить
model-setting-yes = 🧠 Модель читает сообщения: да
model-setting-no = 🧠 Модель читает сообщения: нет
model-setting-title =
    🧠 <b>Модель читает сообщения</b>

    С ней агент лучше понимает сложные фразы. Тексты сообщений уходят поставщику модели; телефоны и имена клиентов в них скрыты.
model-setting-key = 🧠 Модель
`;
