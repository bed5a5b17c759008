/** Greeting, onboarding, language, help and what the bot says when something cannot be done. */
export const enBot = `
bot-hello =
    Hello! I am Frontdesk: I show every call of your business as one clean card in Telegram.

    Which language suits you?
bot-choose-language = Which language suits you?
bot-language-set = I will write in English from now on.
bot-group-hello = Settings live in a private chat with me; here I show calls. Turn them on: /notify
bot-ask-name =
    What is your business called? Write it in one message.

    For example: <i>Lileya Salon</i>
bot-name-bad = I see no name. Please write it in words.
bot-ask-kind = “{ $name }” is created. What do you do?
bot-kind-salon = 💇 Beauty salon
bot-kind-clinic = 🩺 Clinic
bot-kind-shop = 🛍 Shop
bot-kind-workshop = 🔧 Workshop
bot-kind-other = Something else
bot-ask-zone =
    <b>Time and currency</b>

    Time zone: { $zone }, now { $time }
    Currency: { $currency }

    Is this right?
bot-zone-yes = ✅ Yes, all right
bot-zone-other = 🕓 Another zone
bot-currency-other = 💱 Another currency
bot-choose-zone = What time is it in your city now?
bot-choose-currency = Which currency do you work in?
bot-back = ← Back
bot-joined = You are in the team of “{ $business }”. Your role: { $role }.
bot-join-unknown = This invite was not found. Ask for a new one from whoever invited you.
bot-join-used = This invite has been used: it is for one person. Please ask for a new one.
bot-join-expired = The invite was good for 7 days, which have passed. Please ask for a new one.
bot-join-already = You are already in this team. What next: /help
bot-role-owner = owner
bot-role-admin = admin
bot-role-operator = operator
bot-cancelled = Cancelled. What next: /help
bot-nothing-to-cancel = There is nothing to cancel now. What I can do: /help
bot-unknown-text = I understand commands and buttons. All commands: /help
bot-unknown-command = There is no such command. All commands: /help
bot-unknown-kind = Here I understand only text, commands and buttons. All commands: /help
bot-stale = This button no longer works. Open the screen again with its command.
bot-foreign-button = This button is not for you: it works only for the team of this business.
bot-no-business = You are not in a team yet. Create your business: /start. If you were invited, open the link of the invite.
bot-members-only = Here I answer only the team of the business. Please ask an admin for an invite.
bot-no-right = Only { $who } can do this. Please ask an admin.
bot-who-owner = the owner
bot-who-admin = an admin or the owner
bot-anonymous = I cannot see who writes in the name of a group or a channel. Switch off the anonymity of the admin, or write in your own name, and send the command again.
bot-private-only = This is easier and safer in a private chat with me.
bot-open-private = 💬 Open the private chat
bot-failed = That did not work, and nothing was changed. Please try again in a minute.
bot-busy = ⏳ We are busy right now. Your message is not lost: we answer as soon as we can.
bot-changed-meanwhile = This has changed while you were looking. Please open the screen again.
bot-last-owner = This is the last owner. Make somebody else an owner first.
bot-last-owner-you = You are the last owner. Make somebody else an owner first.
bot-not-member = This person is no longer in the team.
bot-help-title = <b>What I can do</b>
bot-help-operator =
    /today what to do today
    /find Oksana yesterday searches calls, clients, deals, tasks
    /calls latest calls; /calls 4512 searches by number or name
    /clients clients; /client 067 000 00 01 Oksana adds one
    /missed who to call back
    /tasks tasks; /task call Oksana tomorrow at 10 adds one
    /deals deals by stage; /deal Manicure 1200 makes one
    /promises what was promised in calls
    /bookings visits; /bookings tomorrow, /bookings Maryna
    A reply to the card of a call becomes a comment.
    /stats call statistics; /stats yesterday, /stats 1.11-15.11
    /digest daily digest
    /dashboard the cabinet in a browser
    /language language
    /cancel leave a form
bot-help-team = /team my role, leave the team
bot-help-admin =
    /connect connections and checks
    /phonet or /novofon link your phone system
    /notify call cards in this chat
    /settings settings and working hours
    /export CSV tables; /erase +380671112233 erases a person’s data
    /webhooks events to your CRM, sheet or chat
    /services services; /services Manicure 60 min 400 adds one
    /masters masters and their hours; /hours booking rules
    /salonbot the salon's bot; /whatsapp its WhatsApp number; /agent who answers customers; /test_agent try it on your own prices
    /team team and invites
    /health whether everything works
bot-help-stranger = Begin with /start: it takes a few minutes. If you were invited to a team, open the link of the invite.
bot-help-sandbox = This is the sandbox: nothing leaves it, try anything.
command-start = begin
command-connect = connections and checks
command-phonet = link Phonet
command-novofon = link Novofon
command-notify = call cards in this chat
command-calls = latest calls and search
command-settings = settings of the business
command-dashboard = the cabinet in a browser
command-team = team and invites
command-health = whether everything works
command-language = language
command-help = what I can do
command-cancel = leave a form
`;
