import { expect, test } from "vitest";
import { novofonLetter } from "../../src/bot/letter.ts";
import { maskSecret } from "../../src/bot/secret.ts";

test("the letter to Novofon's support says all that support needs, in Russian", () => {
  const address = "https://desk.example/api/webhooks/novofon/abc";
  expect(novofonLetter({ ext: "100", address, key: "appid_1834174" })).toBe(
    `Тема: Настройка Webhooks для уведомлений о звонках

Добрый день!

Прошу настроить webhook для уведомлений о звонках:

- Внутренний номер АТС: 100
- Webhook URL: ${address}
- События: NOTIFY_END, NOTIFY_OUT_END, NOTIFY_RECORD, NOTIFY_START, NOTIFY_OUT_START, NOTIFY_INTERNAL, NOTIFY_ANSWER
- Формат: JSON POST

Key для API: appid_1834174

Спасибо!`,
  );
});

test.each([
  ["novofon-secret-77aa", "••••77aa"],
  ["  phonet-secret-key-9f3a ", "••••9f3a"],
  ["short", "••••"],
  ["", "••••"],
])("a key shown again is its tail: %s", (secret, shown) => {
  expect(maskSecret(secret)).toBe(shown);
});
