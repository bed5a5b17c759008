import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANNA, BORYS, BOT, openStand, OTHER_TOKEN, TOKEN } from "./stand.ts";
import type { Stand } from "./stand.ts";

const STRANGER = 100_000_003;
const GONE = 100_000_004;
const BLOCKER = 100_000_005;

let stand: Stand;
/** What the cases below speak of: chats and messages made once, none of which a refusal may change. */
const scene = {
  group: "",
  upgraded: "",
  became: 0,
  kicked: "",
  kickedSuper: "",
  left: "",
  forum: "",
  closedTopic: 0,
  deletedTopic: 0,
  deletedGroup: "",
  mine: 0,
  hers: 0,
  removed: 0,
  document: 0,
  inUpgraded: 0,
  inGroup: 0,
  othersInGroup: 0,
};

beforeAll(async () => {
  stand = await openStand();
  const { control, done } = stand;
  await control("POST", "/people", { id: STRANGER, first_name: "Незнайомка" });
  await control("POST", "/people", { id: GONE, first_name: "Зникла" });
  await control("POST", "/people", { id: BLOCKER, first_name: "Блокує" });
  for (const person of [ANNA, GONE, BLOCKER]) await control("POST", "/say", { person, bot: BOT, text: "/start" });
  await control("POST", "/block", { person: BLOCKER, bot: BOT });
  await control("POST", `/people/${GONE}/deactivate`);
  const groupOf = async (title: string, more: object = {}): Promise<string> => {
    const { key } = await control<{ key: string }>("POST", "/chats", { title, members: [ANNA, BORYS], ...more });
    await control("POST", `/chats/${key}/bots`, { bot: BOT });
    return key;
  };
  scene.group = await groupOf("Рецепція");
  scene.upgraded = await groupOf("Стара");
  scene.inUpgraded = (await done("sendMessage", { chat_id: scene.upgraded, text: "before" })).message_id;
  scene.became = (await control("POST", `/chats/${scene.upgraded}/migrate`)).id;
  scene.kicked = await groupOf("Без бота");
  scene.kickedSuper = await groupOf("Велика без бота", { type: "supergroup" });
  for (const key of [scene.kicked, scene.kickedSuper]) await control("DELETE", `/chats/${key}/bots/${BOT}`);
  scene.left = await groupOf("Покинута");
  await done("leaveChat", { chat_id: scene.left });
  scene.deletedGroup = await groupOf("Видалена");
  await control("DELETE", `/chats/${scene.deletedGroup}`);
  scene.forum = await groupOf("Форум", { forum: true });
  scene.closedTopic = (await control("POST", `/chats/${scene.forum}/topics`, { name: "Закрита" })).id;
  await control("POST", `/chats/${scene.forum}/topics/${scene.closedTopic}/close`);
  scene.deletedTopic = (await control("POST", `/chats/${scene.forum}/topics`, { name: "Видалена" })).id;
  await control("DELETE", `/chats/${scene.forum}/topics/${scene.deletedTopic}`);
  scene.mine = (await done("sendMessage", { chat_id: ANNA, text: "мій текст", parse_mode: "HTML" })).message_id;
  scene.hers = (await control<{ message_id: number }>("POST", "/say", { person: ANNA, bot: BOT, text: "її текст" })).message_id;
  scene.removed = (await done("sendMessage", { chat_id: ANNA, text: "зайве" })).message_id;
  await done("deleteMessage", { chat_id: ANNA, message_id: scene.removed });
  scene.inGroup = (await done("sendMessage", { chat_id: scene.group, text: "у групі" })).message_id;
  scene.othersInGroup = (await control<{ message_id: number }>("POST", "/say", { person: ANNA, chat: scene.group, text: "чуже" })).message_id;
  scene.document = (await upload("sendDocument", { chat_id: String(ANNA) }, "document", "лист.txt", "текст")).message_id;
});

afterAll(() => stand.close());

async function upload(method: string, fields: Record<string, string>, field: string, name: string, text: string) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set(field, new File([text], name));
  const response = await fetch(`${stand.root}/bot${TOKEN}/${method}`, { method: "POST", body: form });
  const answer: { result: { message_id: number } } = await response.json();
  return answer.result;
}

type Case = [name: string, method: string, params: () => object, code: number, description: string];

const toAnna = (more: object) => () => ({ chat_id: ANNA, text: "текст", ...more });
const html = (text: string) => toAnna({ text, parse_mode: "HTML" });
const withButton = (button: unknown) => toAnna({ reply_markup: { inline_keyboard: [[button]] } });
const bad = (text: string) => `Bad Request: ${text}`;
const cantParse = (text: string) => bad(`can't parse entities: ${text}`);

const requests: Case[] = [
  ["an unknown method", "sendTelegram", () => ({}), 404, "Not Found: method not found"],
  ["an unknown parameter", "sendMessage", toAnna({ colour: "red" }), 400, bad('unknown parameter "colour" in sendMessage')],
  ["no chat", "sendMessage", () => ({ text: "текст" }), 400, bad("chat_id is empty")],
  ["no text", "sendMessage", () => ({ chat_id: ANNA }), 400, bad("message text is empty")],
  ["an empty text", "sendMessage", toAnna({ text: "" }), 400, bad("message text is empty")],
  ["only spaces", "sendMessage", toAnna({ text: " \n " }), 400, bad("text must be non-empty")],
  ["nothing visible", "sendMessage", toAnna({ text: "\u200b\u2060" }), 400, bad("text must be non-empty")],
  ["nothing left after parsing", "sendMessage", html("<b></b>"), 400, bad("text must be non-empty")],
  ["4097 characters", "sendMessage", toAnna({ text: "я".repeat(4097) }), 400, bad("message is too long")],
  ["more than 32 KiB", "sendMessage", toAnna({ text: "я".repeat(16_385) }), 400, bad("text is too long")],
  ["a text that is an object", "sendMessage", toAnna({ text: {} }), 400, bad('field "text" must be of type String')],
  ["a thread that is no number", "sendMessage", toAnna({ message_thread_id: "first" }), 400, bad('field "message_thread_id" must be of type Number')],
  ["a flag that is none", "sendMessage", toAnna({ disable_notification: "maybe" }), 400, bad('field "disable_notification" must be of type Boolean')],
  ["an unknown parse mode", "sendMessage", toAnna({ parse_mode: "BBCode" }), 400, bad("unsupported parse_mode")],
  ["a method that is not played", "sendPoll", () => ({}), 501, "Not Implemented: the local Telegram knows the method sendPoll but does not play it"],
  ["a parameter that is not played", "sendMessage", toAnna({ business_connection_id: "x" }), 501, "Not Implemented: the local Telegram knows the parameter business_connection_id but does not play it"],
  ["a wrong chat action", "sendChatAction", () => ({ chat_id: ANNA, action: "dancing" }), 400, bad("wrong parameter action in request")],
  ["no action", "sendChatAction", () => ({ chat_id: ANNA }), 400, bad("wrong parameter action in request")],
];

const entities: Case[] = [
  ["an unknown tag", "sendMessage", html("<b>a</b><h1>b</h1>"), 400, cantParse('Unsupported start tag "h1" at byte offset 8')],
  ["an offset counted in bytes", "sendMessage", html("Олена <3"), 400, cantParse("Unclosed start tag at byte offset 11")],
  ["an unclosed tag", "sendMessage", html("<b>Олена"), 400, cantParse('Can\'t find end tag corresponding to start tag "b"')],
  ["bad nesting", "sendMessage", html("<b><i>a</b></i>"), 400, cantParse('Unmatched end tag at byte offset 7, expected "</i>", found "</b>"')],
  ["an end without a start", "sendMessage", html("a</b>"), 400, cantParse("Unexpected end tag at byte offset 1")],
  ["an unclosed end tag", "sendMessage", html("<b>a</b"), 400, cantParse("Unclosed end tag at byte offset 4")],
  ["an attribute without a name", "sendMessage", html('<a ="x">a</a>'), 400, cantParse('Empty attribute name in the tag "a" at byte offset 0')],
  ["an unquoted address", "sendMessage", html("<a href=http://x.ua>a</a>"), 400, cantParse("Unexpected end of name token at byte offset 8")],
  ["an attribute without an end", "sendMessage", html('<a href="x'), 400, cantParse("Unclosed start tag at byte offset 0")],
  ["a span of no kind", "sendMessage", html("<span>a</span>"), 400, cantParse('Tag "span" must have class "tg-spoiler" at byte offset 0')],
  ["an entity past the end", "sendMessage", toAnna({ entities: [{ type: "bold", offset: 2, length: 9 }] }), 400, bad("entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 11")],
  ["an entity after the end", "sendMessage", toAnna({ entities: [{ type: "bold", offset: 9, length: 1 }] }), 400, bad("entity begins after the end of the text at UTF-16 offset 9")],
  ["an entity of an unknown type", "sendMessage", toAnna({ entities: [{ type: "loud", offset: 0, length: 1 }] }), 400, bad("can't parse MessageEntity: Unsupported type specified")],
  ["an entity without length", "sendMessage", toAnna({ entities: [{ type: "bold", offset: 0 }] }), 400, bad('can\'t parse MessageEntity: Can\'t find field "length"')],
  ["half of an emoji", "sendMessage", toAnna({ text: "📞 дзвінок", entities: [{ type: "bold", offset: 1, length: 3 }] }), 400, bad("entity begins in a middle of a UTF-16 symbol at byte offset 4")],
  ["a link to nowhere", "sendMessage", toAnna({ entities: [{ type: "text_link", offset: 0, length: 1, url: "ftp://x.ua" }] }), 400, bad("entity URL 'ftp://x.ua' is invalid: Unsupported URL protocol")],
];

const keyboards: Case[] = [
  ["unreadable JSON", "sendMessage", toAnna({ reply_markup: "{" }), 400, bad("can't parse reply keyboard markup JSON object")],
  ["a keyboard that is a list", "sendMessage", toAnna({ reply_markup: [] }), 400, bad("object expected as reply markup")],
  ["rows that are no lists", "sendMessage", toAnna({ reply_markup: { inline_keyboard: [{ text: "a" }] } }), 400, bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')],
  ["a button that is a text", "sendMessage", withButton("Беру"), 400, bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")],
  ["a button without text", "sendMessage", withButton({ callback_data: "a" }), 400, bad('can\'t parse inline keyboard button: Can\'t find field "text"')],
  ["a button with an empty text", "sendMessage", withButton({ text: "", callback_data: "a" }), 400, bad("inline keyboard button text must be non-empty")],
  ["a button without an action", "sendMessage", withButton({ text: "Беру" }), 400, bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")],
  ["a button with two actions", "sendMessage", withButton({ text: "Беру", callback_data: "a", url: "https://x.ua" }), 400, bad("can't parse inline keyboard button: more than one action in a button: callback_data, url")],
  ["65 bytes of callback data", "sendMessage", withButton({ text: "Беру", callback_data: `${"я".repeat(32)}a` }), 400, bad("BUTTON_DATA_INVALID")],
  ["a number to dial", "sendMessage", withButton({ text: "☎", url: "tel:+380670000001" }), 400, bad("inline keyboard button URL 'tel:+380670000001' is invalid: Wrong port number specified in the URL")],
  ["another protocol", "sendMessage", withButton({ text: "☎", url: "tel://380670000001" }), 400, bad("inline keyboard button URL 'tel://380670000001' is invalid: Unsupported URL protocol")],
  ["a local address", "sendMessage", withButton({ text: "a", url: "http://localhost:3000/x" }), 400, bad("inline keyboard button URL 'http://localhost:3000/x' is invalid: Wrong HTTP URL")],
  ["a web app over http", "sendMessage", withButton({ text: "a", web_app: { url: "http://x.ua" } }), 400, bad("inline keyboard button Web App URL 'http://x.ua' is invalid: Only HTTPS links are allowed")],
  ["an unknown field of a button", "sendMessage", withButton({ text: "a", callback_data: "a", color: "red" }), 400, bad('can\'t parse inline keyboard button: Unknown field "color" in InlineKeyboardButton')],
  ["a style of no kind", "sendMessage", withButton({ text: "a", callback_data: "a", style: "pink" }), 400, bad("can't parse inline keyboard button: invalid button style specified")],
  ["asking for a contact in a group", "sendMessage", () => ({ chat_id: scene.group, text: "a", reply_markup: { keyboard: [[{ text: "a", request_contact: true }]] } }), 400, bad("phone number can be requested in private chats only")],
  ["a keyboard to type on in an edit", "editMessageText", () => ({ chat_id: ANNA, message_id: scene.mine, text: "a", reply_markup: { keyboard: [["a"]] } }), 400, bad("inline keyboard expected")],
];

const places: Case[] = [
  ["an unknown person", "sendMessage", toAnna({ chat_id: 42 }), 400, bad("chat not found")],
  ["an unknown group", "sendMessage", toAnna({ chat_id: -42 }), 400, bad("chat not found")],
  ["a person who never wrote", "sendMessage", toAnna({ chat_id: STRANGER }), 403, "Forbidden: bot can't initiate conversation with a user"],
  ["a person who blocked the bot", "sendMessage", toAnna({ chat_id: BLOCKER }), 403, "Forbidden: bot was blocked by the user"],
  ["a deleted account", "sendMessage", toAnna({ chat_id: GONE }), 403, "Forbidden: user is deactivated"],
  ["kicked from a group", "sendMessage", () => ({ chat_id: scene.kicked, text: "a" }), 403, "Forbidden: bot was kicked from the group chat"],
  ["kicked from a supergroup", "sendMessage", () => ({ chat_id: scene.kickedSuper, text: "a" }), 403, "Forbidden: bot was kicked from the supergroup chat"],
  ["left the group", "sendMessage", () => ({ chat_id: scene.left, text: "a" }), 403, "Forbidden: bot is not a member of the group chat"],
  ["a deleted group", "sendMessage", () => ({ chat_id: scene.deletedGroup, text: "a" }), 403, "Forbidden: the group chat was deleted"],
  ["an upgraded group", "sendMessage", () => ({ chat_id: scene.upgraded, text: "a" }), 400, bad("group chat was upgraded to a supergroup chat")],
  ["an edit in an upgraded group", "editMessageText", () => ({ chat_id: scene.upgraded, message_id: scene.inUpgraded, text: "a" }), 400, bad("message can't be edited")],
  ["a deleted topic", "sendMessage", () => ({ chat_id: scene.forum, message_thread_id: scene.deletedTopic, text: "a" }), 400, bad("message thread not found")],
  ["a closed topic", "sendMessage", () => ({ chat_id: scene.forum, message_thread_id: scene.closedTopic, text: "a" }), 400, bad("TOPIC_CLOSED")],
  ["a topic in a private chat", "sendMessage", toAnna({ message_thread_id: 5 }), 400, bad("message thread not found")],
  ["an answer to nothing", "sendMessage", toAnna({ reply_parameters: { message_id: 999 } }), 400, bad("message to be replied not found")],
  ["an answer to a deleted message", "sendMessage", () => ({ chat_id: ANNA, text: "a", reply_parameters: { message_id: scene.removed } }), 400, bad("message to be replied not found")],
  ["an answer without its number", "sendMessage", toAnna({ reply_parameters: { allow_sending_without_reply: true } }), 400, bad('can\'t find field "message_id"')],
  ["no rights to open a topic", "createForumTopic", () => ({ chat_id: scene.forum, name: "a" }), 400, bad("not enough rights to create a topic")],
  ["a topic in a plain group", "createForumTopic", () => ({ chat_id: scene.group, name: "a" }), 400, bad("the chat is not a forum")],
  ["no rights to pin", "pinChatMessage", () => ({ chat_id: scene.group, message_id: scene.inGroup }), 400, bad("not enough rights to manage pinned messages in the chat")],
  ["administrators of a private chat", "getChatAdministrators", () => ({ chat_id: ANNA }), 400, bad("there are no administrators in the private chat")],
  ["leaving a private chat", "leaveChat", () => ({ chat_id: ANNA }), 400, bad("can't leave private chats")],
  ["a member nobody knows", "getChatMember", () => ({ chat_id: scene.group, user_id: 42 }), 400, bad("user not found")],
];

const notModified = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";
const changes: Case[] = [
  ["an edit of nothing", "editMessageText", () => ({ text: "a" }), 400, bad("message identifier is not specified")],
  ["an edit of a missing message", "editMessageText", () => ({ chat_id: ANNA, message_id: 999, text: "a" }), 400, bad("message to edit not found")],
  ["an edit of a deleted message", "editMessageText", () => ({ chat_id: ANNA, message_id: scene.removed, text: "a" }), 400, bad("message to edit not found")],
  ["the same text again", "editMessageText", () => ({ chat_id: ANNA, message_id: scene.mine, text: " мій текст " }), 400, bad(notModified)],
  ["the same keyboard again", "editMessageReplyMarkup", () => ({ chat_id: ANNA, message_id: scene.mine, reply_markup: { inline_keyboard: [] } }), 400, bad(notModified)],
  ["somebody else's message", "editMessageText", () => ({ chat_id: ANNA, message_id: scene.hers, text: "a" }), 400, bad("message can't be edited")],
  ["the text of a document", "editMessageText", () => ({ chat_id: ANNA, message_id: scene.document, text: "a" }), 400, bad("there is no text in the message to edit")],
  ["the caption of a text", "editMessageCaption", () => ({ chat_id: ANNA, message_id: scene.mine, caption: "a" }), 400, bad("there is no caption in the message to edit")],
  ["a caption of 1025 characters", "editMessageCaption", () => ({ chat_id: ANNA, message_id: scene.document, caption: "я".repeat(1025) }), 400, bad("message caption is too long")],
  ["deleting what is gone", "deleteMessage", () => ({ chat_id: ANNA, message_id: scene.removed }), 400, bad("message to delete not found")],
  ["deleting without a chat", "deleteMessage", () => ({ message_id: 1 }), 400, bad("chat identifier is not specified")],
  ["deleting another's message in a group", "deleteMessage", () => ({ chat_id: scene.group, message_id: scene.othersInGroup }), 400, bad("message can't be deleted")],
  ["deleting 101 messages", "deleteMessages", () => ({ chat_id: ANNA, message_ids: Array.from({ length: 101 }, (_, i) => i + 1) }), 400, bad("too many message identifiers specified")],
  ["deleting by words", "deleteMessages", () => ({ chat_id: ANNA, message_ids: ["last"] }), 400, bad("message identifier must be a Number")],
  ["copying nothing", "copyMessage", () => ({ chat_id: ANNA, from_chat_id: ANNA, message_id: 999 }), 400, bad("message to copy not found")],
  ["forwarding without a source", "forwardMessage", () => ({ chat_id: ANNA, message_id: 1 }), 400, bad('parameter "from_chat_id" is required')],
  ["an unknown query", "answerCallbackQuery", () => ({ callback_query_id: "1" }), 400, bad("query is too old and response timeout expired or query ID is invalid")],
  ["an unknown reaction", "setMessageReaction", () => ({ chat_id: ANNA, message_id: scene.hers, reaction: [{ type: "emoji", emoji: "☎" }] }), 400, bad("REACTION_INVALID")],
  ["a reaction of no type", "setMessageReaction", () => ({ chat_id: ANNA, message_id: scene.hers, reaction: [{ type: "smile" }] }), 400, bad("can't parse ReactionType: invalid reaction type specified")],
];

const command = (name: string, description = "опис") => ({ command: name, description });
const settings: Case[] = [
  ["101 commands", "setMyCommands", () => ({ commands: Array.from({ length: 101 }, (_, i) => command(`c${i}`)) }), 400, bad("BOT_COMMANDS_TOO_MUCH")],
  ["commands that are no list", "setMyCommands", () => ({ commands: {} }), 400, bad("expected an Array of BotCommand")],
  ["a command without description", "setMyCommands", () => ({ commands: [{ command: "start" }] }), 400, bad('can\'t parse BotCommand: Can\'t find field "description"')],
  ["an empty description", "setMyCommands", () => ({ commands: [command("start", " ")] }), 400, bad("command description must be non-empty")],
  ["a description of 257 characters", "setMyCommands", () => ({ commands: [command("start", "я".repeat(257))] }), 400, bad("command description length must not exceed 256")],
  ["a command of 33 characters", "setMyCommands", () => ({ commands: [command("a".repeat(33))] }), 400, bad("command length must not exceed 32")],
  ["a command in capitals", "setMyCommands", () => ({ commands: [command("Start")] }), 400, bad("BOT_COMMAND_INVALID")],
  ["a scope of no kind", "setMyCommands", () => ({ commands: [], scope: { type: "everybody" } }), 400, bad("can't parse BotCommandScope: Unsupported type specified")],
  ["a scope without its chat", "setMyCommands", () => ({ commands: [], scope: { type: "chat" } }), 400, bad('can\'t parse BotCommandScope: Can\'t find field "chat_id"')],
  ["a scope of an unknown chat", "setMyCommands", () => ({ commands: [], scope: { type: "chat", chat_id: 42 } }), 400, bad("chat not found")],
  ["a language of three letters", "setMyCommands", () => ({ commands: [], language_code: "ukr" }), 400, bad("invalid language code specified")],
  ["a menu button of no kind", "setChatMenuButton", () => ({ menu_button: { type: "burger" } }), 400, bad("can't parse menu button: MenuButton has unsupported type")],
  ["a webhook to nowhere", "setWebhook", () => ({ url: "ftp://x.ua" }), 400, bad("invalid webhook URL specified")],
  ["a secret with spaces", "setWebhook", () => ({ url: "https://x.ua/h", secret_token: "a b" }), 400, bad("secret token contains unallowed characters")],
  ["a secret of 257 characters", "setWebhook", () => ({ url: "https://x.ua/h", secret_token: "a".repeat(257) }), 400, bad("secret token is too long")],
  ["a file nobody has", "getFile", () => ({ file_id: "BQAC" }), 400, bad("wrong file_id or the file is temporarily unavailable")],
  ["no photo", "sendPhoto", () => ({ chat_id: ANNA }), 400, bad("there is no photo in the request")],
  ["a document nobody has", "sendDocument", () => ({ chat_id: ANNA, document: "BQAC" }), 400, bad("wrong remote file identifier specified: Wrong padding in the string")],
  ["a document attached under no name", "sendDocument", () => ({ chat_id: ANNA, document: "attach://file" }), 400, bad('there is no file "file" in the request')],
];

describe.each([
  ["requests", requests],
  ["entities", entities],
  ["keyboards", keyboards],
  ["places", places],
  ["changes", changes],
  ["settings and files", settings],
] as const)("%s", (_name, cases) => {
  test.each(cases)("%s", async (_case, method, params, code, description) => {
    const answer = await stand.api(method, params());
    expect(answer).toMatchObject({ ok: false, error_code: code, description });
  });
});

test("an upgraded group names its successor", async () => {
  const answer = await stand.api("sendMessage", { chat_id: scene.upgraded, text: "a" });
  expect(answer.parameters).toEqual({ migrate_to_chat_id: scene.became });
});

test("a bot sees nothing of another bot: neither chats nor files", async () => {
  const answer = await stand.api("sendMessage", { chat_id: ANNA, text: "a" }, OTHER_TOKEN);
  expect(answer).toMatchObject({ error_code: 403, description: "Forbidden: bot can't initiate conversation with a user" });
});

test.each([
  ["malformed", "hello", 404, "Not Found"],
  ["revoked", `${BOT}:another`, 401, "Unauthorized"],
  ["of no bot", "7999999999:token", 401, "Unauthorized"],
])("a token that is %s", async (_name, token, code, description) => {
  expect(await stand.api("getMe", {}, token)).toMatchObject({ ok: false, error_code: code, description });
});

test("a body that is no JSON, or no object", async () => {
  const send = async (body: string) => {
    const response = await fetch(`${stand.root}/bot${TOKEN}/getMe`, { method: "POST", headers: { "content-type": "application/json" }, body });
    return response.status;
  };
  expect([await send("{"), await send("[]"), await send("7")]).toEqual([400, 400, 400]);
});

test("nothing was changed by all these refusals", async () => {
  const messages = await stand.control<{ text: string; edits: number }[]>("GET", `/messages?chat=p${ANNA}-${BOT}`);
  expect(messages.map(({ text }) => text)).toEqual(["/start", "мій текст", "її текст", "зайве", ""]);
  expect(messages.every(({ edits }) => edits === 0)).toBe(true);
});
