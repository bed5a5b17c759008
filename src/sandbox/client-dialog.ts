/// <reference lib="dom" />
import { attempt, becomePerson, loadAllMessages, loadWorld, openChat, send } from "./client-api.ts";
import { byId, h, type Child } from "./client-dom.ts";
import { chatNow, chatsOf } from "./client-chat-list.ts";
import {
  botsOf,
  model,
  personNow,
  titleOf,
  type Bot,
  type Chat,
  type Person,
} from "./client-model.ts";
import { say } from "./client-text.ts";
import { toast } from "./client-toast.ts";

type Fields = {
  text: (name: string) => string;
  all: (name: string) => string[];
  has: (name: string) => boolean;
};

/** What the bot insists on being read (an alert of a button). */
export function alertDialog(text: string): void {
  ask(text, { done: say("ok"), body: [], submit: () => Promise.resolve(), note: true });
}

export function newPerson(): void {
  ask(say("person-new"), {
    done: say("person-add"),
    body: [textField("name", say("person-name"))],
    submit: async ({ text }) => {
      const person = await send<Person>("POST", "/people", {
        first_name: text("name"),
        language_code: document.documentElement.lang,
      });
      await loadWorld();
      becomePerson(person.id);
    },
  });
}

export function newGroup(): void {
  const { people, bots } = model.world;
  ask(say("group-new"), {
    done: say("group-create"),
    body: [
      textField("title", say("group-title")),
      h(
        "fieldset",
        {},
        h("legend", {}, say("group-members")),
        ...people.map(({ id, first_name }) =>
          tick("members", String(id), first_name, id === model.person),
        ),
      ),
      ...bots.map(({ id, first_name }) =>
        tick("bots", String(id), `${first_name} · ${say("bot")}`, true),
      ),
      tick("forum", "yes", say("group-forum"), false),
    ],
    submit: async ({ text, all, has }) => {
      const forum = has("forum");
      const members = all("members").map(Number);
      const chat = await send<Chat>("POST", "/chats", {
        title: text("title"),
        members,
        ...(forum ? { type: "supergroup", forum } : {}),
      });
      for (const bot of all("bots"))
        await send("POST", `/chats/${chat.key}/bots`, { bot: Number(bot) });
      await loadWorld();
      await loadAllMessages();
      openChat(chat);
    },
  });
}

/** Adds the bot to one of the person's groups; without such a group a new one is made first. */
export function addBot(bot: Bot): void {
  const groups = chatsOf(model.person).filter(
    (chat) => chat.type !== "private" && !botsOf(chat).includes(bot),
  );
  if (groups.length === 0) return newGroup();
  const here = chatNow();
  ask(say("bot-add"), {
    done: say("person-add"),
    body: [
      h(
        "label",
        { class: "field" },
        h("span", {}, say("chat")),
        h(
          "select",
          { name: "chat" },
          ...groups.map((chat) =>
            h("option", { value: chat.key, selected: chat.key === here?.key }, titleOf(chat)),
          ),
        ),
      ),
      tick("admin", "yes", say("bot-admin"), false),
    ],
    submit: async ({ text, has }) => {
      await send("POST", `/chats/${text("chat")}/bots`, { bot: bot.id, admin: has("admin") });
      await loadWorld();
      openChat(text("chat"));
      toast(say("bot-added"));
    },
  });
}

export function newTopic(chat: Chat): void {
  ask(say("topic-new"), {
    done: say("group-create"),
    body: [textField("name", say("topic-name"))],
    submit: async ({ text }) => {
      await send("POST", `/chats/${chat.key}/topics`, { name: text("name") });
      await loadWorld();
    },
  });
}

export function shareContact(chat: Chat): void {
  ask(say("contact-share"), {
    done: say("send"),
    body: [
      textField("phone", say("phone"), {
        type: "tel",
        value: "+380670000001",
        pattern: "\\+?[0-9 ()-]{7,20}",
      }),
    ],
    submit: ({ text }) =>
      send("POST", "/contact", {
        person: personNow()?.id,
        chat: chat.key,
        phone_number: text("phone").replaceAll(/[ ()-]/g, ""),
      }),
  });
}

/** Asks for the name of another bin. */
export function newBin(open: (name: string) => Promise<void>): void {
  ask(say("catch-new"), {
    done: say("group-create"),
    body: [
      textField("name", say("catch-name"), { pattern: "[a-z0-9\\-]{1,40}", placeholder: "crm" }),
    ],
    submit: ({ text }) => open(text("name")),
  });
}

/** Asks for the secret that a page or the bot showed once. */
export function pasteSecret(take: (secret: string) => Promise<void>): void {
  ask(say("catch-secret"), {
    done: say("ok"),
    body: [
      textField("secret", say("catch-secret-field"), {
        pattern: "whsec_[A-Za-z0-9+\\/]+=*",
        placeholder: "whsec_…",
        maxlength: "120",
      }),
    ],
    submit: ({ text }) => take(text("secret")),
  });
}

/** Shows rows to choose one of. */
export function listDialog(
  title: string,
  rows: readonly { id: string; title: string; description?: string }[],
  choose: (id: string) => void,
): void {
  ask(title, {
    done: say("send"),
    body: rows.map((row, index) =>
      h(
        "label",
        { class: "pick" },
        h("input", { type: "radio", name: "row", value: row.id, checked: index === 0 }),
        h(
          "span",
          {},
          row.title,
          row.description !== undefined && h("small", { class: "muted" }, row.description),
        ),
      ),
    ),
    submit: ({ text }) => Promise.resolve(choose(text("row"))),
  });
}

type Form = {
  done: string;
  body: Child[];
  submit: (fields: Fields) => Promise<unknown>;
  note?: boolean;
};

function ask(title: string, { done, body, submit, note }: Form): void {
  const dialog = byId("dialog", HTMLDialogElement);
  const heading = h(note ? "p" : "h2", { id: "dialog-title", class: note ? "said" : "" }, title);
  const cancel = h(
    "button",
    { type: "button", class: "btn", onclick: () => dialog.close() },
    say("cancel"),
  );
  const form = h(
    "form",
    {},
    heading,
    ...body,
    h("div", { class: "ends" }, !note && cancel, h("button", { class: "btn main" }, done)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const all = (name: string) =>
      data.getAll(name).map((value) => (typeof value === "string" ? value.trim() : ""));
    dialog.close();
    attempt(() =>
      submit({ all, text: (name) => all(name)[0] ?? "", has: (name) => data.has(name) }),
    );
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}

function textField(name: string, label: string, props: Record<string, string> = {}): HTMLElement {
  return h(
    "label",
    { class: "field" },
    h("span", {}, label),
    h("input", {
      class: "input",
      name,
      required: true,
      autocomplete: "off",
      maxlength: "60",
      ...props,
    }),
  );
}

function tick(name: string, value: string, label: string, checked: boolean): HTMLElement {
  return h(
    "label",
    { class: "pick" },
    h("input", { type: "checkbox", name, value, checked }),
    h("span", {}, label),
  );
}
