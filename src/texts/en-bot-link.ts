/** Linking Phonet and Novofon: forms, confirmations, steps, the set-up checklist and the wait for the first event. */
export const enBotLink = `
link-connect-title = <b>{ $business }</b> · connections
link-account-seen = ✅ { $account }: last event { $when }
link-account-silent = ⏳ { $account }: no events yet
link-account-refused = ⚠️ { $account }: { $when } an event was not accepted: { $reason }
link-none = No phone system is linked yet. Choose yours:
link-chats-some =
    { $count ->
        [one] 💬 Cards go to { $count } chat
       *[other] 💬 Cards go to { $count } chats
    }
link-chats-none = 💬 Cards go nowhere yet. Send /notify in the chat that wants them: here or in a group.
link-chats-lost = ⚠️ Chats that cannot be reached: { $count }. Details: /health
link-chats = 📋 Chats with cards
chats-title = <b>{ $business }</b> · chats with cards
chats-line = { $number }. { $chat } · { $kind }
chats-hint = You can stop cards from here, even in a chat that you are not in. To turn them on again: /notify in that chat.
chats-private = private chat
chats-group = group
chats-topic = topic no. { $thread }
chats-topic-named = topic
chats-stop = 🔕 { $number }. { $chat }
chats-stopped = 🔕 { $chat } ({ $kind }): cards no longer go there.
chats-was-off = { $chat } ({ $kind }): no cards were going there.
chats-still = Cards still go to these chats; to stop those you do not want: /connect → “📋 Chats with cards”
chats-still-line = • { $chat } · { $kind }
link-other-business = Another business: { $business }
link-new-business = ➕ New business
link-add-phonet = ➕ Phonet
link-add-novofon = ➕ Novofon
link-open-account = { $account } · { $done } of { $all }
link-notify-here = 💬 Cards in this chat
link-add-group = 👥 Add me to a group
link-team = 👥 Team
link-health = 🩺 Health
link-settings = ⚙️ Settings
link-refresh = 🔄 Refresh
link-phonet-ask-domain =
    <b>Phonet, step 1 of 2</b>

    Write the domain of your Phonet account, for example <code>demo.phonet.com.ua</code>

    To leave: /cancel
link-phonet-ask-key =
    <b>Phonet, step 2 of 2</b>

    Send the API key: Phonet’s cabinet → «Налаштування» → «Інтеграції». I delete the message with the key at once.
link-phonet-domain-bad = That does not look like a domain. It looks like this: <code>demo.phonet.com.ua</code>
link-phonet-usage = Send the domain and the key with a space between: <code>/phonet demo.phonet.com.ua key</code>, or just /phonet, and I will ask one by one. For one extension or line alone add <code>ext 101</code> or <code>line +380440000001</code>.
link-phonet-refused-key = Phonet does not accept this key. Copy it from the cabinet again and send it here.
link-phonet-refused-domain = There is no Phonet account at <code>{ $account }</code>. Check the domain and begin again: /phonet
link-phonet-refused-access = The key is valid but may not read the list of employees. Allow that in Phonet’s cabinet and send the key again.
link-unreachable = { $provider } does not answer now. The key was not saved; send it again in a few minutes.
link-limited = { $provider } asks to wait: too many requests. Send the key again in a minute.
link-phonet-linked =
    ✅ Phonet is linked: <b>{ $account }</b>, key { $mask }
    Employees found: { $count }
link-phonet-steps =
    <b>Three steps are left in Phonet’s cabinet</b>
    1. «Налаштування» → «Інтеграції» → «Інша CRM».
    2. Paste this address for events and save:
    <code>{ $address }</code>
    3. Call your own number. I will write as soon as the first event comes.
link-novofon-ask-key =
    <b>Novofon, step 1 of 2</b>

    In the cabinet my.novofon.ru: «Пользователи АТС» → your user → «Администратор» → switch on «Использовать ключ API».

    Send the Key, for example <code>appid_1834174</code>

    To leave: /cancel
link-novofon-ask-secret =
    <b>Novofon, step 2 of 2</b>

    Now send the Secret. I delete the message with it at once.
link-novofon-key-bad = That does not look like a Key. Copy it from the cabinet without spaces.
link-novofon-usage = Send Key and Secret with a space between: <code>/novofon key secret</code>, or just /novofon, and I will ask one by one. For one extension or line alone add <code>ext 101</code> or <code>line +74950000001</code>.
link-novofon-refused-key = Novofon does not accept this pair of Key and Secret. Check both in the cabinet and begin again: /novofon
link-novofon-linked =
    ✅ Novofon is linked: <b>{ $account }</b>, secret { $mask }
    Cabinet time: { $zone }
link-novofon-steps =
    <b>Novofon’s support has to switch the events on</b>
    1. Choose an extension, and I will write the letter. Each extension needs its own letter.
    2. Send it: email support@novofon.com, the chat on novofon.com or the phone +7 495 127-0-777. It takes 1–2 working days.
    3. Switch recording on: «АТС» → «Запись звонков» → «Записывать все звонки».

    Address for events:
    <code>{ $address }</code>
link-letter-intro = The letter for extension { $ext }, in Russian for Novofon. Tap it to copy and send it to support@novofon.com, to the chat on novofon.com, or read it out by phone +7 495 127-0-777. They answer in 1–2 working days.
link-letter-ext = ✉️ Letter for { $ext }
link-letter-other = ✉️ Another extension
link-letter-ask-ext = Which extension of the PBX? Usually three digits, for example 100. The cabinet shows it: «АТС» → «Внутренние номера».
link-letter-ext-bad = An extension is digits only, six at most. Please write it once more.
link-no-public = ℹ️ This is only the path: PUBLIC_URL is not set. Open a tunnel (ngrok, localtunnel, VS Code), start Frontdesk with its address in PUBLIC_URL and open /connect again.
link-sandbox-pbx = ℹ️ This is the sandbox: nothing needs to change in any cabinet. Press a call button beside the chat.
link-key-deleted = 🔒 The message with the key is deleted.
link-key-not-deleted = ⚠️ Your message with the key could not be deleted. Please delete it yourself.
link-key-in-group = ⚠️ Keys must not be shown in a group. Delete the message, make a new key in the cabinet and send it to me in private.
link-key-in-group-deleted = ⚠️ Keys must not be shown in a group. I deleted the message, but it may have been seen: make a new key in the cabinet and send it to me in private.
link-watch-waiting = ⏳ { $account }: waiting for the first event. Call your own number.
link-watch-received = ✅ { $account }: received { $event } at { $time }. Events are coming.
link-watch-refused = ⚠️ { $account }: { $time } an event came but was not accepted: { $reason }
link-watch-still = Put it right and call again, I keep waiting.
link-account-title = <b>{ $account }</b> · set-up
link-new-key = 🔑 Replace the key
link-test = 🧪 Test event
link-unlink = Unlink
link-unlink-sure = Unlink { $account }? The address for events will stop taking calls. The history stays.
link-unlink-yes = Yes, unlink
link-unlinked = { $account } is unlinked.
link-gone = This connection has been unlinked already. Link it again: /connect
link-missing = Not seen yet: { $events }
setup-address-known = The address for events is made
setup-extension-known = The extension of the PBX is known
setup-cabinet-opened = The cabinet my.novofon.ru was opened
setup-api-page-opened = Opened «Пользователи АТС» → «Администратор» → API
setup-api-key-enabled = «Использовать ключ API» is on
setup-key-copied = Key and Secret are copied
setup-letter-sent = The letter to support is sent
setup-support-confirmed = Support has confirmed (1–2 working days)
setup-recording-enabled = Call recording is on
setup-test-call = A test call came through
setup-key-checked = The API key is checked
setup-address-pasted = The address is pasted in the cabinet
setup-chat-subscribed = Cards come into a chat
dashboard-link =
    <b>{ $business }</b> · cabinet

    The link opens once, within 10 minutes. Please don’t pass it on.
dashboard-local = There is no public address (PUBLIC_URL), so the cabinet opens only on the server itself.
dashboard-open = 🖥 Open the cabinet
dashboard-here = 📱 Open it here
`;
