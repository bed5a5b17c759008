/** Звонок клиенту через АТС и сверка с её статистикой. */
export const ruBotCallback = `
callback-dialling = Набираю…
callback-asked = 📞 { $who }: сейчас зазвонит ваш телефон (вн. { $ext }), потом { $phone }
callback-ringing = 📞 { $who }: АТС приняла звонок. Поднимите трубку (вн. { $ext }), и она наберёт { $phone }
callback-hidden = Номер скрыт: перезвонить нельзя.
callback-no-number = Это не номер, на который можно позвонить.
callback-do-not-call = Этот клиент просил не звонить. Снять запрет может администратор в карточке клиента.
callback-no-account = Ни одна АТС не подключена с ключом, так что набрать некому. Нажмите на номер в карточке или подключите АТС: /connect
callback-no-extension = Мы не знаем ваш внутренний номер. Укажите его в /team, и кнопка заработает. Пока нажмите на номер в карточке.
callback-own = Вы уже звоните этому клиенту: поднимите трубку.
callback-colleague = Этому клиенту уже звонит { $name }.
callback-doubt = Неизвестно, ушёл ли этот звонок. Если телефон молчит, нажмите ещё раз через минуту.
callback-limited = ⏳ { $who }: АТС просит подождать. Нажмите ещё раз через минуту или наберите { $phone }
callback-unreachable = ⚠️ { $who }: АТС сейчас не отвечает. Наберите сами: { $phone }
callback-unknown = ❔ { $who }: АТС не подтвердила звонок. Если вн. { $ext } за минуту не зазвонит, наберите { $phone }
callback-key = ⚠️ { $who }: АТС не принимает ключ. Проверьте его в /health. Пока наберите { $phone }
callback-extension = ⚠️ { $who }: АТС не может позвонить на вн. { $ext }. Проверьте номер в /team и включён ли телефон. Пока наберите { $phone }
callback-number = ⚠️ { $who }: АТС не может набрать { $phone }. Проверьте номер в кабинете АТС.
callback-busy = ⚠️ { $who }: вн. { $ext } занят. Закончите разговор и нажмите ещё раз. Номер: { $phone }
callback-money = ⚠️ { $who }: на счёте АТС не хватает денег. Пополните его. Пока наберите { $phone }
callback-other = ⚠️ { $who }: АТС отказала в звонке. Наберите сами: { $phone }
reconcile-button = ♻️ Сверить сейчас
reconcile-until = Сверено со статистикой АТС по { $when }.
reconcile-never = Со статистикой АТС ещё не сверяли: это происходит каждую ночь.
reconcile-since = ⚠️ Нет новых данных из статистики АТС. Последние: { $when }. Причина: { $reason }
reconcile-none = ⚠️ Данных из статистики АТС ещё нет. Причина: { $reason }
reconcile-reason-key = ключ не принимают. Вставьте новый: /{ $command }
reconcile-reason-away = АТС не отвечает. Попробуем ещё раз сами.
reconcile-found = { $count ->
    [0] ✅ { $account }: все звонки на месте.
    [one] ♻️ { $account }: возвращён { $count } звонок.
    [few] ♻️ { $account }: возвращено { $count } звонка.
   *[other] ♻️ { $account }: возвращено { $count } звонков.
  }
reconcile-later = ⏳ { $account }: АТС просит подождать, остальное сверим через минуту.
reconcile-failed = ⚠️ { $account }: { $reason }
reconcile-nothing = Нет АТС с ключом, сверять не с чем: /connect
`;
