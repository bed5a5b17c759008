/** The letter to Novofon's support, in Russian whatever the reader's language: the words of the seed's own letter. */
export const ruBotLetter = `
letter-novofon =
    Тема: Настройка Webhooks для уведомлений о звонках

    Добрый день!

    Прошу настроить webhook для уведомлений о звонках:

    - Внутренний номер АТС: { $ext }
    - Webhook URL: { $address }
    - События: { $events }
    - Формат: JSON POST

    Key для API: { $key }

    Спасибо!
`;
