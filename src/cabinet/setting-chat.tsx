import type { Router } from "@koa/router";
import type { VNode } from "preact";
import { chatReason } from "../bot/reason.ts";
import { changeChat, chatOf, subscribedChats, unsubscribe } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import { digestAt } from "../business/digest-service.ts";
import { quietAt } from "../calls/quiet.ts";
import { scopes } from "../desk/scope-service.ts";
import { AppError } from "../lib/app-error.ts";
import { freshEdit, isChanged, typedEdit, type Edit } from "./care-edit.ts";
import { Icon } from "./icon.tsx";
import { sayIn, type Say } from "./say.ts";
import { DigestForm, digestEditOf, keepDigest } from "./setting-chat-digest.tsx";
import { chatFields, readChat } from "./setting-chat-form.ts";
import { ChatForms } from "./setting-chat-page.tsx";
import { chatFacts, chatKind, chatTitle } from "./setting-chat-word.ts";
import { Press, settingPage, SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { Badge, Empty, Sheet } from "./sheet.tsx";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";

const AT = `${SETTINGS}/chats`;

export function chatRoutes(router: Router, deps: SettingDeps): void {
  const pages = { [AT]: listPage, [`${AT}/:id`]: chatPage, [`${AT}/:id/stop`]: stopPage };
  for (const [path, page] of Object.entries(pages))
    router.get(
      path,
      reading(deps, "notify", (visit) => page(deps, visit)),
    );
  const presses = {
    [`${AT}/digest`]: saveOwnDigest,
    [`${AT}/:id`]: save,
    [`${AT}/:id/stop`]: stop,
    [`${AT}/:id/digest`]: saveDigest,
  };
  for (const [path, press] of Object.entries(presses))
    router.post(
      path,
      writing(deps, "notify", (visit) => press(deps, visit)),
    );
}

/** Where the cards go, and the own daily message. `ended`: a chat that gets nothing any more. */
async function listPage(
  deps: SettingDeps,
  visit: Visit,
  { ended = null, digest: typed = null }: { ended?: Chat | null; digest?: Edit | null } = {},
): Promise<Answer> {
  const { business, language, csrf, personId } = visit.visitor;
  const say = sayIn(language);
  const [chats, known, digest] = await Promise.all([
    subscribedChats(deps.db, business.id),
    scopes(deps.db, business.id),
    digestAt(deps.db, business.id, ownPlace(deps, personId)),
  ]);
  const facts = (chat: Chat): string =>
    capital(chatFacts(chat, { business, known, say }).join(" · "));
  const edit = typed ?? digestEditOf(digest);
  return {
    status: ended !== null || edit.changed ? 409 : typed === null ? 200 : 422,
    page: settingPage(visit, {
      section: "chats",
      warned: chats.some(({ unreachable }) => unreachable !== null) ? ["chats"] : [],
      body: (
        <>
          {ended !== null && (
            <p class="note warn" role="alert">
              {say("web-chat-set-ended", { chat: chatTitle(ended) })}
            </p>
          )}
          <Sheet
            id="chats"
            title={say("web-chats")}
            count={chats.length}
            foot={<HowToAdd botName={deps.botName()} say={say} />}
          >
            {chats.length === 0 && <Empty words={say("web-set-chats-none")} />}
            <ul class="rows">
              {chats.toReversed().map((chat) => (
                <ChatRow {...{ chat, say }} facts={facts(chat)} visit={visit} />
              ))}
            </ul>
          </Sheet>
          <DigestForm
            action={`${AT}/digest#digest`}
            title={say("web-chat-set-digest-own")}
            {...{ csrf, digest, edit, say }}
          />
        </>
      ),
    }),
  };
}

function ChatRow(about: { chat: Chat; facts: string; say: Say; visit: Visit }): VNode {
  const { chat, facts, say, visit } = about;
  const { unreachable } = chat;
  const { business, language } = visit.visitor;
  const isQuiet = unreachable === null && quietAt(chat.filter, business, visit.now) !== null;
  return (
    <li class="ck">
      <div class="grow">
        <b>{chatTitle(chat)}</b> <Badge>{chatKind(chat, say)}</Badge>{" "}
        {unreachable !== null && <Badge tone="bad">{say("web-chat-set-lost")}</Badge>}
        {isQuiet && <Badge>{say("web-chat-set-quiet-now")}</Badge>}
        <div class="small muted">{facts}</div>
        {unreachable !== null && (
          <div class="small bad">
            {chatReason(language, unreachable.reason)} {say("web-chats-lost")}
          </div>
        )}
      </div>
      <a class="btn quiet" href={`${AT}/${chat.id}`}>
        {say("web-set-filter")}
        <span class="sr"> {chatTitle(chat)}</span>
      </a>
    </li>
  );
}

function HowToAdd({ botName, say }: { botName: string | null; say: Say }): VNode {
  return (
    <div class="stack8">
      <p>{say("web-chat-set-how")}</p>
      {botName !== null && (
        <p>
          <a class="btn" href={`https://t.me/${botName}?startgroup`} rel="noreferrer">
            <Icon name="plus" small />
            {say("web-chat-set-add")}
          </a>
        </p>
      )}
    </div>
  );
}

async function chatPage(
  deps: SettingDeps,
  visit: Visit,
  { edit = null, digest: typed = null }: { edit?: Edit | null; digest?: Edit | null } = {},
): Promise<Answer> {
  const { business, language } = visit.visitor;
  const say = sayIn(language);
  const chat = await chatHere(deps, visit);
  if (!chat.subscribed) throw new AppError("chats.not_found", "not_found");
  const [known, digest] = await Promise.all([
    scopes(deps.db, business.id),
    digestAt(deps.db, business.id, chat),
  ]);
  const shown = edit ?? typed;
  return {
    status: shown === null ? 200 : shown.changed ? 409 : 422,
    page: {
      ...settingPage(visit, {
        section: "chats",
        body: (
          <ChatForms
            {...{ visit, chat, known, digest, say }}
            edit={edit ?? freshEdit(chatFields(chat))}
            digestEdit={typed ?? digestEditOf(digest)}
          />
        ),
      }),
      title: chatTitle(chat),
      up: { to: AT, label: say("web-chat-set") },
    },
  };
}

async function save(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form } = visit;
  const { id, country } = visitor.business;
  const chat = await chatHere(deps, visit);
  if (!chat.subscribed) return listPage(deps, visit, { ended: chat });
  const kept = chatFields(chat);
  const read = readChat(form, { chat, country });
  if ("wrongs" in read || isChanged(form, kept)) {
    const wrongs = "wrongs" in read ? read.wrongs : {};
    return chatPage(deps, visit, { edit: typedEdit(visit, kept, wrongs) });
  }
  await changeChat(deps.db, id, { chatId: chat.id, patch: read.patch });
  return { to: `${AT}/${chat.id}?done=saved` };
}

/** Asks once more before a chat gets nothing any more. */
async function stopPage(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { csrf, language } = visit.visitor;
  const say = sayIn(language);
  const chat = await chatHere(deps, visit);
  if (!chat.subscribed) throw new AppError("chats.not_found", "not_found");
  const at = `${AT}/${chat.id}`;
  return {
    page: settingPage(visit, {
      section: "chats",
      body: (
        <Sheet id="stop" title={say("web-chat-set-stop-title", { chat: chatTitle(chat) })}>
          <div class="pad stack8">
            <p>{say("web-chat-set-stop-lead")}</p>
            <div class="row">
              <Press to={`${at}/stop`} csrf={csrf} label={say("web-chat-set-stop")} tone="danger" />
              <a class="btn" href={at}>
                {say("web-cancel")}
              </a>
            </div>
          </div>
        </Sheet>
      ),
    }),
  };
}

async function stop(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const chat = await chatHere(deps, visit);
  const { id } = visit.visitor.business;
  const ended = await unsubscribe(deps.db, id, { chatId: chat.id, now: visit.now });
  return ended ? { to: `${AT}?done=stopped` } : listPage(deps, visit, { ended: chat });
}

async function saveDigest(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { business } = visit.visitor;
  const chat = await chatHere(deps, visit);
  if (!chat.subscribed) return listPage(deps, visit, { ended: chat });
  const { id, botId, telegramId, threadId } = chat;
  const place = { botId, telegramId, threadId };
  const language = chat.language ?? business.language;
  const kept = await keepDigest(deps, visit, { place, language });
  if ("edit" in kept) return chatPage(deps, visit, { digest: kept.edit });
  return { to: `${AT}/${id}?done=saved` };
}

async function saveOwnDigest(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { personId, language } = visit.visitor;
  const place = ownPlace(deps, personId);
  const kept = await keepDigest(deps, visit, { place, language });
  if ("edit" in kept) return listPage(deps, visit, { digest: kept.edit });
  return { to: `${AT}?done=saved` };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function ownPlace({ botId }: SettingDeps, personId: number) {
  return { botId, telegramId: personId, threadId: null };
}

/** The chat of the address; one that gets nothing any more is still known. */
async function chatHere({ db }: SettingDeps, { visitor, params }: Visit): Promise<Chat> {
  const id = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.exec(params["id"] ?? "")?.[0];
  const chat = id === undefined ? null : await chatOf(db, visitor.business.id, id);
  if (!chat) throw new AppError("chats.not_found", "not_found");
  return chat;
}
