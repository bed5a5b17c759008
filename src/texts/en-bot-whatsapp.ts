/** What leaves by WhatsApp and why something did not, and how a number is linked. */
export const enBotWhatsapp = `
command-whatsapp = your salon's WhatsApp number
whatsapp-choose = Choose
visit-brief = { $when }, { $service }, with { $master }
undelivered-closed = the customer has been silent for more than 24 hours, and { $channel } no longer lets you write first. Call them, or wait until they write.
undelivered-unknown = this number does not receive WhatsApp messages. Please call the customer.
undelivered-away = WhatsApp was out of reach for too long. The number's state: /whatsapp
undelivered-declined = WhatsApp chose not to deliver it. Call the customer or write later.
undelivered-refused = WhatsApp did not accept the message. Try a shorter one, in plain text.
whatsapp-alert-revoked = 🔴 <b>WhatsApp has stopped: the token no longer works.</b> Customers get no answers. Create a new token at Meta and send it in /whatsapp
whatsapp-alert-permission = 🔴 <b>WhatsApp has stopped: the token lacks rights.</b> At Meta, give it whatsapp_business_messaging and access to the number, then send it again in /whatsapp
whatsapp-alert-restricted = 🔴 <b>WhatsApp has stopped: Meta restricted the account.</b> The reason is in WhatsApp Manager, under Account quality. Once it is lifted, messages leave by themselves.
whatsapp-alert-template = ⚠️ <b>A reminder did not leave: Meta does not accept the template.</b> Check that it is approved and has exactly one parameter, then choose it again in /whatsapp
whatsapp-alert-no-template = ⚠️ <b>A reminder did not arrive on WhatsApp.</b> The customer has been silent for more than 24 hours, so an approved template is needed. Add one in /whatsapp, and call these customers.
whatsapp-title = 💬 <b>The salon's WhatsApp</b>
whatsapp-steps =
    Customers write to the number of “{ $business }” on WhatsApp, and the same agent answers. A number is linked through Meta's WhatsApp Cloud API:

    1. At developers.facebook.com open your app with WhatsApp. Under API Setup copy the Phone number ID.
    2. In Business Settings create a system user and a permanent token with whatsapp_business_messaging.
    3. Send me both in one message: <code>phoneId accessToken</code>. I will delete the message with the token.
whatsapp-after = Then I will show the address that Meta is to send customers' messages to.
whatsapp-key-meta = Open Meta
whatsapp-key-ask = 🔑 I have the keys
whatsapp-key-other = 🔁 Other keys
whatsapp-key-app = 🧩 Meta app
whatsapp-key-template = 📋 Template
whatsapp-key-refresh = 🔄 Refresh
whatsapp-key-unlink = ✕ Unlink
whatsapp-key-unlink-sure = Yes, unlink
whatsapp-key-app-own = 🔑 Send the secret
whatsapp-key-app-server = ↩️ The server's app
whatsapp-key-template-off = ✕ No template
whatsapp-linked = 🟢 { $phone } ({ $name }), linked { $date }
whatsapp-linked-broken = 🔴 { $phone } ({ $name }), linked { $date }
whatsapp-number-unnamed = number { $id }
whatsapp-heard = Last event from Meta: { $when }
whatsapp-heard-never = ⏳ No event from Meta yet. Give it the address below.
whatsapp-error-revoked = The token no longer works. Create a new one and send it with “Other keys”.
whatsapp-error-permission = The token lacks rights: at Meta, give it whatsapp_business_messaging and access to the number, then send it with “Other keys”.
whatsapp-error-restricted = Meta restricted the account: the reason is in WhatsApp Manager, under Account quality. I check every 10 minutes.
whatsapp-error-unreachable = Meta does not answer. I will try again.
whatsapp-hook =
    <b>Meta → WhatsApp → Configuration</b>
    Callback URL: <code>{ $url }</code>
    Verify token: <code>{ $token }</code>
    Subscribe to the fields messages, smb_message_echoes and user_id_update.
whatsapp-hook-none = ⚠️ The server has no public address (PUBLIC_URL), so Meta cannot send messages to it. An https address or a tunnel is needed.
whatsapp-unsigned = ⚠️ There is no app secret, so no event can be believed and all are refused. Send the secret with “Meta app”.
whatsapp-template-set = 📋 Reminders after 24 hours of silence: template <code>{ $name } { $language }</code>
whatsapp-template-none = 📋 After 24 hours of silence WhatsApp takes approved templates only. Without one, reminders do not reach such customers.
whatsapp-ask = Send the Phone number ID and the access token in one message: <code>106540352242922 EAAG…</code>. To leave: /cancel
whatsapp-done = ✅ The number is linked.
whatsapp-refused-malformed = Something is missing. Two words are needed: the Phone number ID (digits only) and the access token, for example <code>106540352242922 EAAG…</code>
whatsapp-refused-token = Meta does not accept this token: it is wrong or has expired. Create a new one and send it again.
whatsapp-refused-number = Meta does not know this Phone number ID, or the token belongs to another account. It is not the phone number but the ID below it under API Setup.
whatsapp-refused-forbidden = The token lacks rights. Give the system user whatsapp_business_messaging and access to this number.
whatsapp-refused-restricted = Meta restricted this account. The reason is in WhatsApp Manager, under Account quality.
whatsapp-refused-taken = This number is already linked to another business.
whatsapp-refused-unreachable = Meta does not answer right now. Try again in a minute.
whatsapp-app-about =
    🧩 <b>Meta app</b>

    Events are signed by the Meta app that the number is set up in. If it is your own, send its App secret (App settings → Basic). You then get your own address and Verify token.
whatsapp-app-is-own = Now: your own app.
whatsapp-app-is-server = Now: the server's app.
whatsapp-app-ask = Send the App secret: 32 characters from App settings → Basic. I will delete the message. To leave: /cancel
whatsapp-app-done = ✅ The secret is saved. The new address is below: give it to Meta.
whatsapp-app-malformed = This does not look like an App secret: it has 32 characters, digits and letters from a to f.
whatsapp-app-server-done = ✅ Events are taken from the server's app again.
whatsapp-template-ask =
    Send the name and language of a template that Meta has approved: <code>visit_reminder en</code>

    Category Utility, with exactly one parameter { "{{1}}" } in its text: the reminder of the visit goes there. To leave: /cancel
whatsapp-template-bad = I do not recognise a template. Write its name in small letters and its language: <code>visit_reminder en</code>
whatsapp-template-done = ✅ The template is saved.
whatsapp-template-gone = ✅ There is no template any more.
whatsapp-unlink-sure = Unlink WhatsApp { $phone }? Customers will get no more answers there. Bookings and conversations stay.
whatsapp-unlinked = ✅ WhatsApp is unlinked.
whatsapp-none = WhatsApp is not linked.
health-whatsapp-fine = 💬 WhatsApp { $name }: works.
health-whatsapp-silent = 💬 WhatsApp { $name }: no event from Meta yet: /whatsapp
health-whatsapp-revoked = ⚠️ WhatsApp { $name }: the token no longer works: /whatsapp
health-whatsapp-permission = ⚠️ WhatsApp { $name }: the token lacks rights: /whatsapp
health-whatsapp-restricted = ⚠️ WhatsApp { $name }: Meta restricted the account: /whatsapp
health-whatsapp-unreachable = ⚠️ WhatsApp { $name }: Meta does not answer
handoff-window = ⏳ { $channel } takes an answer until { $time }.
handoff-window-over = ⛔️ 24 hours have passed since the last message: { $channel } takes no answer any more. Please call the customer.
`;
