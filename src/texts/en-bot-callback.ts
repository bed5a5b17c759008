/** Calling a client through the PBX, and comparing with its statistics. */
export const enBotCallback = `
callback-dialling = Dialling…
callback-asked = 📞 { $who }: your phone (ext. { $ext }) is about to ring, then { $phone }
callback-ringing = 📞 { $who }: the PBX took the call. Pick up (ext. { $ext }) and it dials { $phone }
callback-hidden = The number is hidden: nobody can call back.
callback-no-number = This is no number that can be called.
callback-do-not-call = This client asked not to be called. An admin can lift that in the client’s card.
callback-no-account = No PBX is connected with a key, so nobody can dial. Tap the number in the card or connect a PBX: /connect
callback-no-extension = We don’t know your extension. Set it in /team, and the button will work. Until then tap the number in the card.
callback-own = You are calling this client already: pick up the phone.
callback-colleague = { $name } is calling this client already.
callback-doubt = Nobody knows whether this call went out. If the phone stays silent, press again in a minute.
callback-limited = ⏳ { $who }: the PBX asks to wait. Press again in a minute or dial { $phone }
callback-unreachable = ⚠️ { $who }: the PBX does not answer now. Please dial yourself: { $phone }
callback-unknown = ❔ { $who }: the PBX did not confirm the call. If ext. { $ext } does not ring within a minute, dial { $phone }
callback-key = ⚠️ { $who }: the PBX does not accept the key. Check it in /health. Until then dial { $phone }
callback-extension = ⚠️ { $who }: the PBX cannot ring ext. { $ext }. Check the number in /team and that the phone is on. Until then dial { $phone }
callback-number = ⚠️ { $who }: the PBX cannot dial { $phone }. Check the number in the PBX’s cabinet.
callback-busy = ⚠️ { $who }: ext. { $ext } is busy. End the call and press again. The number: { $phone }
callback-money = ⚠️ { $who }: the PBX account has run out of money. Top it up. Until then dial { $phone }
callback-other = ⚠️ { $who }: the PBX refused the call. Please dial yourself: { $phone }
reconcile-button = ♻️ Compare now
reconcile-until = Compared with the PBX’s statistics up to { $when }.
reconcile-never = Not compared with the PBX’s statistics yet: that happens every night.
reconcile-since = ⚠️ No PBX statistics since { $when }: { $reason }
reconcile-none = ⚠️ No PBX statistics yet: { $reason }
reconcile-reason-key = the key is not accepted. Enter a new one: /{ $command }
reconcile-reason-away = the PBX does not answer. We will try again ourselves.
reconcile-found = { $count ->
    [0] ✅ { $account }: every call is here.
    [one] ♻️ { $account }: { $count } call recovered.
   *[other] ♻️ { $account }: { $count } calls recovered.
  }
reconcile-later = ⏳ { $account }: the PBX asks to wait, the rest follows in a minute.
reconcile-failed = ⚠️ { $account }: { $reason }
reconcile-nothing = No PBX with a key, so there is nothing to compare with: /connect
`;
