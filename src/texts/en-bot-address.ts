/** The addresses of an account: what each takes, another one, a new one; the key checked again. */
export const enBotAddress = `
scope-all = all calls
scope-ext = extension { $ext }
scope-line = line { $line }
address-of = Address for events, { $scope }:
address-open = ⚙️ Address: { $scope }
address-more = ➕ One more address
address-title = <b>{ $account }</b> · address
address-takes = It takes: { $scope }.
address-leaves = Calls of extensions and lines that have an address of their own are not taken here.
address-narrow = 🎯 One extension or line
address-whole = 📞 All calls
address-renew = 🔁 New address instead
address-drop = 🗑 Remove this address
address-choose = Which calls shall this address take? Now: { $scope }.
address-choose-more =
    Which calls is one more address for?

    It alone will take them, so give it to the PBX right away.
address-type-ext = ✏️ Another extension
address-type-line = ✏️ Another line
address-ask-ext =
    Which extension? Write its digits, for example 101.

    To leave: /cancel
address-ask-line =
    Which line? Write the number of your business that people call, for example +380 44 000 00 01.

    To leave: /cancel
address-narrowed = ✅ Done. The change is in force.
address-made = ✅ The address is made.
address-exists = There is such an address already.
address-taken = Another address is for this already: see /connect.
address-next-phonet = Paste it in Phonet’s cabinet: «Налаштування» → «Інтеграції» → «Інша CRM».
address-next-novofon = Novofon’s support has to switch it on: send the letter with this address.
address-next-template = Paste it into the notifications in the cabinet of Novofon 2.0.
address-renew-sure = Replace the address ({ $scope })? The old one stops at once. No calls come until the PBX has the new one.
address-renew-yes = Yes, replace
address-renewed = ✅ Here is the new address. The old one no longer works.
address-drop-sure = Remove the address ({ $scope })? It stops taking calls at once.
address-drop-yes = Yes, remove
address-dropped = ✅ The address is removed.
address-last = This is the only address. To remove it too, unlink the phone system.
address-gone = This address no longer exists. The live ones: /connect
address-for-ext = ➕ Address for { $ext }
letter-no-address = No address takes extension { $ext }. Make one, and the letter follows.
link-shared = ℹ️ Another business has linked this { $provider } account too. To keep the calls apart, leave this address only your own extension or line. What the other business keeps for itself is not taken here anyway.
link-shared-narrow = ℹ️ Another business has linked this { $provider } account too. Your address takes only what is yours.
check-key = 🔑 Check the key
check-ok = ✅ { $account }: the key is valid.
check-refused-key = ⚠️ { $account }: the key is no longer accepted. Paste a new one: /{ $command }
check-refused-access = ⚠️ { $account }: the key is valid but may not read the list of employees. Allow that in the cabinet.
check-refused-domain = ⚠️ { $account }: there is no account at this domain any more. Link it again: /{ $command }
check-limited = { $account }: the provider asks to wait. Check the key again in a minute.
check-unreachable = { $account }: the provider does not answer now. Check the key again in a few minutes.
template-open = 🧩 Novofon 2.0
template-link = 🧩 Novofon 2.0, without a key
template-ask-number =
    Novofon 2.0 has no key. Write a number of your business in that cabinet, for example +7 495 000-00-01.

    If the cabinet’s clock is not yours, add its offset: +7 495 000-00-01 UTC+3

    To leave: /cancel
template-number-bad = That does not look like a phone number. Write it with the country code, for example +7 495 000-00-01.
template-linked =
    ✅ Novofon 2.0 is linked: <b>{ $account }</b>
    Cabinet time: { $zone }
template-steps =
    <b>Novofon 2.0: three steps in the cabinet</b>
    1. Make an HTTP notification of each type and call it by the name of the type: { $types }.
    2. Choose the method POST and the format JSON, paste the address:
    <code>{ $address }</code>
    3. All notifications have the same body. Tap it to copy. Take out a line whose variable the cabinet does not know.
template-flat =
    Another system may send one JSON here after each call: call_id, caller, called, direction, duration, status, record_url.
    <code>{ $address }</code>
`;
