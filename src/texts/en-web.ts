/** The cabinet in a browser: its frame, the ways in and out, the first page, errors. */
export const enWeb = `
web-skip = Skip to content
web-sections = Sections
web-today = Today
web-calls = Calls
web-talks = Conversations
web-clients = Clients
web-deals = Deals
web-tasks = Tasks
web-bookings = Bookings
web-stats = Statistics
web-agent = Agent
web-settings = Settings
web-more = More
web-waiting = waiting
web-kept = What you typed is kept
web-kept-out = You are logged out. Log in in another tab: send /dashboard to the bot, then come back here and press the button.
web-kept-again = You have logged in anew, so the form was not accepted. Check it and send it again.
web-kept-send = Send again
web-webhooks = Webhooks
web-telephony-last = Last event: { $when }
web-telephony-wait = No events yet
web-chats = Chats with cards
web-chats-lost = The bot cannot write here. Bring it back and send /notify there
web-sessions = Sign-in
web-sessions-lead = { $count ->
    [one] You are logged in with { $count } browser.
   *[other] You are logged in with { $count } browsers.
 } A login lasts 30 days, without visits 7 days.
web-logout = Log out
web-logout-all = Log out everywhere
web-enter = Enter the cabinet
web-enter-lead = The link works once. Press the button to enter in this browser.
web-enter-go = Enter
web-gone = This link no longer works
web-gone-lead = It opens once, within 10 minutes. Send /dashboard to the bot for a new one.
web-login = Enter through the bot
web-login-lead = Send the command /dashboard to the bot: it answers with a link to the cabinet.
web-login-bot = Open the bot
web-app = Opening the cabinet
web-app-wait = One moment, please…
web-app-framed = The cabinet does not open here. Send /dashboard to the bot and open the link in a browser.
web-error-missing = There is no such page
web-error-missing-next = It may have been removed, or the address is not whole.
web-error-forbidden = This is not for you
web-error-forbidden-next = Admins do this. Please ask one of them.
web-error-stale = The form is out of date
web-error-stale-next = Nothing was changed. Go back, reload the page and send it once more.
web-error-invalid = This cannot be read
web-error-invalid-next = The request is too large, or is no form of ours. Nothing was changed.
web-error-unavailable = The database is away
web-error-unavailable-next = Please try again in a few seconds. Nothing is lost.
web-error-unexpected = That did not work
web-error-unexpected-next = Something went wrong on our side, and it was noted. Please try again.
web-error-home = To the overview
`;
