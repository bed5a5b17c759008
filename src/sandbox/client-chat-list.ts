import { firstName, model, type Chat } from "./client-model.ts";

export function chatNow(): Chat | undefined {
  return chatsOf(model.person).find(({ key }) => key === model.chat);
}

/** The chats a person sees: groups they are in, a private chat with every bot, opened or not, and those with people. */
export function chatsOf(person: number | null): Chat[] {
  if (person === null) return [];
  const { chats, bots } = model.world;
  const groups = chats.filter(
    ({ type, members, migrated_to }) =>
      type !== "private" && migrated_to === undefined && members.includes(person),
  );
  const own = bots.map(
    (bot) =>
      chats.find(({ key }) => key === privateKey(person, bot.id)) ?? unopened(person, bot.id),
  );
  return [...groups, ...own, ...peopleChats(person), ...whatsappChats(person)];
}

export function privateKey(person: number, bot: number): string {
  return `p${person}-${bot}`;
}

/** Chats with people: those that were opened, and with everybody in whose account a bot answers. */
function peopleChats(person: number): Chat[] {
  const { chats, connections } = model.world;
  const opened = chats.filter(
    ({ type, bots, members }) =>
      type === "private" && bots.length === 0 && members.includes(person),
  );
  const others = connections.filter(
    (one) => one.person !== person && !opened.some(({ members }) => members.includes(one.person)),
  );
  return [...opened, ...others.map((one) => unopenedWith(person, one.person))].map((chat) => {
    const peer = chat.members.find((id) => id !== person) ?? person;
    return { ...chat, peer, title: firstName(peer) };
  });
}

function unopenedWith(person: number, other: number): Chat {
  const members = [Math.min(person, other), Math.max(person, other)];
  return { ...unopened(person, 0), key: `u${members.join("-")}`, members, bots: [] };
}

/** A person's own chat with each number, and the chats of a number that is on their phone. */
function whatsappChats(person: number): Chat[] {
  const { numbers, people, chats } = model.whatsapp;
  return numbers.flatMap(({ id: number, name, owner }) => {
    const owned = owner === person;
    const mine = chats.filter(
      (chat) => chat.number === number && (owned || chat.person === person),
    );
    const fresh = {
      key: `w${person}-${number}`,
      person,
      name: firstName(person),
      number,
      typing: false,
    };
    return (owned || mine.length > 0 ? mine : [fresh]).map((chat) => ({
      ...bare,
      key: chat.key,
      id: chat.person,
      title: owned ? chat.name : name,
      members: [chat.person],
      whatsapp: {
        person: chat.person,
        number,
        owned,
        typing: chat.typing && !owned,
        hidden: people.some((one) => one.person === chat.person && one.hidden),
      },
    }));
  });
}

const bare = { type: "whatsapp" as const, is_forum: false, topics: [], bots: [] };

function unopened(person: number, bot: number): Chat {
  return {
    key: privateKey(person, bot),
    id: person,
    type: "private",
    is_forum: false,
    topics: [],
    members: [person],
    bots: [{ id: bot, admin: false }],
  };
}
