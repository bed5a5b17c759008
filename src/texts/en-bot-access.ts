/** Extensions of members, and who asks to become one. */
export const enBotAccess = `
team-own-ext = Your extension: { $ext }.
team-own-no-ext = Your extension: not set.
team-short-ext = ext. { $ext }
team-ext = ☎️ Extension
team-ext-own = ☎️ My extension
ext-title = <b>{ $name }</b> · extension
ext-none = Now: not set.
ext-now = Now: { $ext }.
ext-why = Choose a number. The PBX rings it when the person presses “Call back”, and it tells who talked.
ext-unknown = No extensions are known yet: they appear after the first calls. You can write the number yourself.
ext-type = ✏️ Write the number
ext-drop = ✕ Take it away
ext-held = { $known } (now: { $holder })
ext-ask = Send the extension, for example <code>101</code>. For: { $name }. Leave: /cancel
ext-wrong = “{ $word }” is not an extension: it has 1 to 6 digits. Please send it again.
ext-taken = Extension { $ext } belongs to { $holder } now. Hand it over? It would go to: { $name }.
ext-take-over = Yes, hand it over
ext-set = { $name }: extension { $ext }.
ext-set-from = { $name }: extension { $ext }. It was { $holder }’s until now, who has none any more.
ext-lost = Extension { $ext } belongs to { $name } now. Choose another: /team
ext-dropped = { $name }: no extension.
access-ask = ✋ Ask for access
access-asked = The request was sent to the admins. The answer will come into this chat.
access-waiting = Your request already waits for an admin’s answer.
access-refused-lately = Your request was turned down. You can ask again in a day.
access-member = You are in this team already. What next: /help
access-notice =
    <b>{ $business }</b> · request for access

    { $name } would like to join the team. Chat: “{ $chat }”.
access-as-operator = ✅ Operator
access-as-admin = ✅ Admin
access-no = ❌ Turn down
access-let-in = { $name } is in the team now. Role: { $role }.
access-turned-away = { $name }: the request was turned down.
access-decided-yes = { $name } is in the team already. One person decides, and it was { $by }.
access-decided-no = { $name }: the request was already turned down by { $by }.
access-already = This person is in the team already: /team
access-gone = This request is no longer there.
access-answer-yes = you are in the team of “{ $business }”. Your role: { $role }. What next: /help
access-answer-no = your request for access to “{ $business }” was turned down. Please ask an admin.
`;
