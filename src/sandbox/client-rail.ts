/// <reference lib="dom" />
import { becomePerson, openChat } from "./client-api.ts";
import { newGroup, newPerson } from "./client-dialog.ts";
import { byId, h, icon, mark, patch, type Item } from "./client-dom.ts";
import { aboutPeer, aboutWhatsapp, colourOf, firstLine, initial } from "./client-message.ts";
import { chatsOf } from "./client-chat-list.ts";
import {
  firstName,
  isMine,
  messagesOf,
  model,
  personNow,
  titleOf,
  unreadOf,
  type Chat,
  type Person,
} from "./client-model.ts";
import { say, timeText } from "./client-text.ts";

/** People above, and below the chats that the chosen person sees. */
export function drawRail(): void {
  const { people } = model.world;
  patch(byId("people", HTMLElement), people.map(personItem));
  const chats = chatsOf(model.person);
  patch(byId("chats", HTMLElement), chats.length > 0 ? chats.map(chatItem) : [emptyItem()]);
}

function personItem(person: Person): Item {
  const chosen = person.id === model.person;
  return {
    key: String(person.id),
    stamp: JSON.stringify([person.first_name, chosen]),
    make: () =>
      h(
        "button",
        { type: "button", "aria-pressed": String(chosen), onclick: () => becomePerson(person.id) },
        h(
          "span",
          { class: `avatar ${colourOf(person.id)}`, "aria-hidden": "true" },
          initial(person.first_name),
        ),
        h("span", {}, person.first_name),
      ),
  };
}

function chatItem(chat: Chat): Item {
  const last = messagesOf(chat.key).at(-1);
  const unread = unreadOf(chat);
  const open = chat.key === model.chat;
  const about = aboutChat(chat);
  return {
    key: chat.key,
    stamp: JSON.stringify([last, unread, open, about, titleOf(chat)]),
    make: () => {
      const isPrivate = chat.type === "private";
      const author =
        last && !isPrivate && !chat.whatsapp && !isMine(last) ? `${last.from.first_name}: ` : "";
      const button = h(
        "button",
        {
          type: "button",
          onclick: () => openChat(chat),
          "aria-label": [titleOf(chat), about, unread > 0 && say("unread", { n: unread })]
            .filter(Boolean)
            .join(", "),
        },
        h(
          "span",
          { class: `face ${faces[chat.type] ?? "g"}`, "aria-hidden": "true" },
          chat.peer !== undefined
            ? initial(titleOf(chat))
            : isPrivate
              ? mark()
              : icon(chat.whatsapp ? "chat" : "users"),
        ),
        h("b", {}, titleOf(chat)),
        h("time", {}, last ? timeText((last.edit_date ?? last.date) * 1000) : ""),
        last ? h("span", { class: "last" }, author + firstLine(last)) : null,
        last ? counter(unread) : null,
        h("span", { class: "as" }, about),
      );
      if (open) button.setAttribute("aria-current", "true");
      return h("li", {}, button);
    },
  };
}

function counter(unread: number): HTMLElement {
  return unread > 0 ? h("span", { class: "new" }, String(unread)) : h("span", {});
}

const faces: Partial<Record<Chat["type"], string>> = { private: "", whatsapp: "wa" };

function aboutChat(chat: Chat): string {
  if (chat.whatsapp) return aboutWhatsapp(chat.whatsapp);
  if (chat.peer !== undefined) return aboutPeer();
  if (chat.type !== "private")
    return say("chat-group", { names: chat.members.map(firstName).join(", ") });
  const blocked = chat.bots.some(({ id }) => personNow()?.blocked.includes(String(id)));
  return say(blocked ? "chat-blocked" : "chat-private");
}

function emptyItem(): Item {
  const person = personNow();
  const text = person ? say("no-chats", { name: person.first_name }) : say("no-people");
  const [label, act] = person ? [say("group-new"), newGroup] : [say("person-new"), newPerson];
  return {
    key: "empty",
    stamp: text,
    make: () =>
      h(
        "li",
        { class: "empty" },
        mark(),
        h("span", {}, text),
        h("button", { type: "button", class: "btn", onclick: act }, label),
      ),
  };
}
