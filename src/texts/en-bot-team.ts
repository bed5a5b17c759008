/** The screens of every day: cards in a chat, calls, health and the team. */
export const enBotTeam = `
calls-title = <b>Latest calls</b>
calls-found = <b>Calls</b> · { $text }
calls-none = No calls yet. As soon as somebody calls, the call appears here.
calls-nothing = No calls for “{ $text }”. Try the last 4 digits of the number.
calls-older = Older →
calls-newest = ⏮ Newest
calls-hidden = Hidden number
calls-missed-short = missed
calls-busy-short = busy
calls-noanswer-short = no answer
calls-failed-short = not connected
calls-unknown-short = outcome unknown
calls-running-short = going on
health-title = <b>{ $business }</b> · health
health-no-accounts = No phone system is linked yet: /connect
health-account = <b>{ $account }</b>
health-account-more = <b>{ $account }</b>, { $scope }
health-no-hooks = No events yet. Send yourself a test event or call your own number.
health-hook = { $time } { $event } → { $status }
health-hook-reason = { $time } { $event } → { $status }, { $reason }
health-chats-lost = <b>Chats that cannot be reached</b>
health-chat-lost = ⚠️ { $chat }: { $reason }
health-chats-fine = Every chat with cards can be reached.
health-chats-none = Cards go nowhere yet: /notify
health-test-sent = The test event was sent, our answer is { $status }. It is the first in the list.
health-test-failed = The test event did not reach Frontdesk at its address. Check PUBLIC_URL and the tunnel.
health-chat-blocked = the bot is blocked
health-chat-kicked = the bot was removed from the chat
health-chat-deactivated = the account is deleted
health-chat-not-started = the bot was never started in this chat
health-chat-not-found = the chat no longer exists
health-chat-no-rights = the bot may not write
hook-other = does not fit
hook-invalid-json = the body does not read as JSON
hook-media-type = unknown type of body
hook-not-phonet = not an event of Phonet: check whose address this is
hook-not-novofon = not an event of Novofon: check whose address this is
hook-signature-invalid = the signature does not match: renew the Secret with /novofon
hook-signature-missing = no signature: switch the API key on in Novofon’s cabinet
hook-other-line = another line: this address is only for its own
hook-other-extension = another extension: this address is only for its own
hook-other-token = another address serves this line or extension
hook-body = the body cannot be read
hook-not-call = the event is not about a call
hook-no-session = call_session_id is missing: take our template from /connect
hook-not-flat = no data of a call: neither call_id nor numbers
hook-empty = an empty request
hook-too-many = too many events of one call
hook-unknown-event = we do not need this event
hook-pause = operator’s pause
hook-echo = check of the address
hook-lookup = look-up of a caller’s name
team-title = <b>{ $business }</b> · team
team-member = { $name } · { $role }
team-member-you = { $name } · { $role } (you)
team-invite-operator = ➕ Operator
team-invite-admin = ➕ Admin
team-invite =
    An invite to the team of “{ $business }”. Role: { $role }. Forward this message.

    { $link }

    Good for 7 days, for one person.
team-person = <b>{ $name }</b> · { $role }
team-make-owner = Make an owner
team-make-admin = Make an admin
team-make-operator = Make an operator
team-remove = Remove from the team
team-remove-sure = Remove { $name } from the team of “{ $business }”? Buttons and commands stop working at once.
team-remove-yes = Yes, remove
team-removed = { $name } is no longer in the team.
team-role-set = { $name }: now { $role }.
team-own =
    <b>{ $business }</b> · team

    Your role: { $role }.
team-leave = 🚪 Leave the team
team-leave-sure = Leave the team of “{ $business }”? Its buttons and commands stop working for you at once. Only a new invite brings you back.
team-leave-yes = Yes, leave
team-left = You have left the team of “{ $business }”. What next: /help
`;
