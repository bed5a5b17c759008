/** Дзвінок клієнтові через АТС і звірка з її статистикою. */
export const ukBotCallback = `
callback-dialling = Набираю…
callback-asked = 📞 { $who }: зараз задзвонить ваш телефон (вн. { $ext }), потім { $phone }
callback-ringing = 📞 { $who }: АТС прийняла дзвінок. Підніміть слухавку (вн. { $ext }), і вона набере { $phone }
callback-hidden = Номер прихований: передзвонити неможливо.
callback-no-number = Це не номер, на який можна подзвонити.
callback-do-not-call = Цей клієнт просив не дзвонити. Зняти заборону може адміністратор у картці клієнта.
callback-no-account = Жодна АТС не підключена з ключем, тож набрати немає кому. Натисніть на номер у картці або підключіть АТС: /connect
callback-no-extension = Ми не знаємо вашого внутрішнього номера. Власник або адміністратор вкаже його в /team, і кнопка запрацює. Поки що натисніть на номер у картці.
callback-own = Ви вже дзвоните цьому клієнтові: підніміть слухавку.
callback-colleague = Цьому клієнтові вже дзвонить { $name }.
callback-doubt = Невідомо, чи пішов цей дзвінок. Якщо телефон мовчить, натисніть ще раз за хвилину.
callback-limited = ⏳ { $who }: АТС просить зачекати. Натисніть ще раз за хвилину або наберіть { $phone }
callback-unreachable = ⚠️ { $who }: АТС зараз не відповідає. Наберіть самі: { $phone }
callback-unknown = ❔ { $who }: АТС не підтвердила дзвінок. Якщо вн. { $ext } за хвилину не задзвонить, наберіть { $phone }
callback-key = ⚠️ { $who }: АТС не приймає ключ. Перевірте його в /health. Поки що наберіть { $phone }
callback-extension = ⚠️ { $who }: АТС не може подзвонити на вн. { $ext }. Перевірте номер у /team і чи телефон увімкнено. Поки що наберіть { $phone }
callback-number = ⚠️ { $who }: АТС не може набрати { $phone }. Перевірте номер у кабінеті АТС.
callback-busy = ⚠️ { $who }: вн. { $ext } зайнятий. Закінчіть розмову й натисніть ще раз. Номер: { $phone }
callback-money = ⚠️ { $who }: на рахунку АТС бракує грошей. Поповніть його. Поки що наберіть { $phone }
callback-other = ⚠️ { $who }: АТС відмовила в дзвінку. Наберіть самі: { $phone }
reconcile-button = ♻️ Звірити зараз
reconcile-until = Звірено зі статистикою АТС до { $when }.
reconcile-never = Зі статистикою АТС ще не звіряли: це відбувається щоночі.
reconcile-since = ⚠️ Статистики АТС немає з { $when }: { $reason }
reconcile-none = ⚠️ Статистики АТС ще немає: { $reason }
reconcile-reason-key = ключ не приймають. Вставте новий: /{ $command }
reconcile-reason-away = АТС не відповідає. Спробуємо ще раз самі.
reconcile-found = { $count ->
    [0] ✅ { $account }: усі дзвінки на місці.
    [one] ♻️ { $account }: повернуто { $count } дзвінок.
    [few] ♻️ { $account }: повернуто { $count } дзвінки.
   *[other] ♻️ { $account }: повернуто { $count } дзвінків.
  }
reconcile-later = ⏳ { $account }: АТС просить зачекати, решту звіримо за хвилину.
reconcile-failed = ⚠️ { $account }: { $reason }
reconcile-nothing = Немає АТС із ключем, тож звіряти немає з чим: /connect
`;
