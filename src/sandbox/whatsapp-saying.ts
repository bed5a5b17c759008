import { Impossible } from "./cast.ts";
import type { Delivery } from "./whatsapp-delivery.ts";
import { echoChange, messagesChange, type Told } from "./whatsapp-hook.ts";
import { put, toldOf, wamid } from "./whatsapp-letter.ts";
import { interactive } from "./whatsapp-interactive.ts";
import { mediumOf, type Shown } from "./whatsapp-medium.ts";
import type { Account, BusinessNumber, Letter, WhatsappWorld } from "./whatsapp-world.ts";

/** What people of the WhatsApp stand-in need to act. */
export type Stage = {
  world: WhatsappWorld;
  delivery: Delivery;
  /** The first name of a person whom the rest of the sandbox knows. */
  nameOf: (person: number) => string | undefined;
};

/** A chat as the control API names it; without a number the first one is meant. */
export type Place = { person: number; number?: string | undefined };

type Saying = Place & {
  text: string;
  reply_to?: string | undefined;
  /** Written so many seconds ago: webhooks may come late. */
  ago_s?: number | undefined;
  /** The webhook comes so many times, at once. */
  copies?: number | undefined;
};

/** The WhatsApp of a person, made when it is first needed. Their number is the one that their Telegram contact shows. */
export function accountFor(
  { world, nameOf }: Pick<Stage, "world" | "nameOf">,
  person: number,
  name?: string,
): Account {
  const known = world.accounts.get(person);
  if (known) return known;
  return world.saveAccount({
    person,
    name: name ?? nameOf(person) ?? `Guest ${person}`,
    username: null,
    phone: `38067${String(person).slice(-7).padStart(7, "0")}`,
    userId: `UA.${13_491_208_655_302_000_000n + BigInt(person)}`,
    hidden: false,
    windows: {},
  });
}

export function numberFor({ world }: Stage, id?: string): BusinessNumber {
  const number = id === undefined ? [...world.numbers.values()][0] : world.numbers.get(id);
  if (!number) throw new Impossible(`no number ${id ?? ""}`, 404);
  return number;
}

export function write(stage: Stage, wish: Saying): Letter {
  const { text, reply_to: replyTo = null, ago_s = 0, copies = 1 } = wish;
  const at = stage.world.seconds() - ago_s;
  const content = { body: text };
  return come(stage, wish, { letter: { type: "text", content, replyTo, at }, copies });
}

/** A button of a message, or a row of its list. */
export function choose(stage: Stage, wish: Place & { message: string; id: string }): Letter {
  const offered = stage.world.letters.get(wish.message);
  const choice = offered && choicesOf(offered).find(({ id }) => id === wish.id);
  if (!offered || !choice) throw new Impossible(`no such button ${wish.id}`, 404);
  const { kind, ...reply } = choice;
  const content = { type: kind, [kind]: reply };
  const letter = { type: "interactive", content, replyTo: offered.id };
  return come(stage, { person: offered.person, number: offered.number }, { letter });
}

export function show(stage: Stage, wish: Place & Shown): Letter {
  const { type, content, errors } = mediumOf(wish);
  return come(stage, wish, { letter: { type, content }, ...(errors ? { errors } : {}) });
}

/** The owner answers from the WhatsApp Business app on their own phone. */
export function echo(stage: Stage, wish: Place & { text: string }): Letter {
  const { world, delivery } = stage;
  const place = { account: accountFor(stage, wish.person), number: numberFor(stage, wish.number) };
  const content = { body: wish.text };
  const letter = put(world, place, { by: "owner", type: "text", content, tick: "delivered" });
  const change = echoChange(place.number, place.account, toldOf(letter, place.number));
  delivery.send(place.number.app, [change]);
  return letter;
}

/** The author edits a message or takes it back; `text` null takes it back. */
export function rewrite(
  stage: Stage,
  { message, text }: { message: string; text: string | null },
): Letter {
  const { world, delivery } = stage;
  const letter = world.letters.get(message);
  const account = letter && world.accounts.get(letter.person);
  if (!letter || !account || letter.by === "business")
    throw new Impossible(`no message ${message} of a person`, 404);
  const number = numberFor(stage, letter.number);
  const about = { original_message_id: letter.id };
  const content =
    text === null ? about : { ...about, message: { type: "text", text: { body: text } } };
  const type = text === null ? "revoke" : "edit";
  const told: Told = { id: wamid(), at: world.seconds(), type, content };
  const change =
    letter.by === "owner"
      ? echoChange(number, account, told)
      : messagesChange(number, [{ account, message: told }]);
  delivery.send(number.app, [change]);
  return world.saveLetter(
    text === null
      ? { ...letter, deleted: true }
      : { ...letter, content: { body: text }, edits: letter.edits + 1 },
  );
}

/** Many messages in one webhook, as Meta sends them after a while without answers. */
export function writeMany(
  stage: Stage,
  wish: {
    number?: string | undefined;
    messages: readonly { person: number; text: string }[];
    copies?: number | undefined;
  },
): Letter[] {
  const { world, delivery } = stage;
  const number = numberFor(stage, wish.number);
  const told = wish.messages.map(({ person, text }) => {
    accountFor(stage, person);
    const account = accountFor(stage, person);
    const letter = put(
      world,
      { account, number },
      { by: "customer", type: "text", content: { body: text }, tick: "sent" },
    );
    return { letter, person };
  });
  const change = messagesChange(
    number,
    told.map(({ letter, person }) => ({
      account: accountFor(stage, person),
      message: toldOf(letter, number),
    })),
  );
  const letters = told.map(({ letter }) => letter);
  const { copies = 1 } = wish;
  delivery.send(number.app, [change], { letters: letters.map(({ id }) => id), copies });
  return letters;
}

export type Choice = {
  kind: "button_reply" | "list_reply";
  id: string;
  title: string;
  description?: string;
};

/** What a message lets its reader choose. */
export function choicesOf({ type, content }: Letter): Choice[] {
  if (type !== "interactive") return [];
  const read = interactive.safeParse(content);
  if (!read.success || read.data.type === "cta_url") return [];
  if (read.data.type === "button")
    return read.data.action.buttons.map(({ reply }) => ({ kind: "button_reply", ...reply }));
  return read.data.action.sections.flatMap(({ rows }) =>
    rows.map(({ id, title, description }) => ({
      kind: "list_reply" as const,
      id,
      title,
      ...(description === undefined ? {} : { description }),
    })),
  );
}

type Coming = {
  letter: Pick<Letter, "type" | "content"> & Partial<Pick<Letter, "replyTo" | "at">>;
  errors?: readonly object[];
  copies?: number;
};

/** Puts a customer's message into the chat and sends its webhook. */
function come(stage: Stage, place: Place, { letter: given, errors, copies = 1 }: Coming): Letter {
  const { world, delivery } = stage;
  const number = numberFor(stage, place.number);
  const account = accountFor(stage, place.person);
  const letter = put(world, { account, number }, { by: "customer", tick: "sent", ...given });
  const message = { ...toldOf(letter, number), ...(errors ? { errors } : {}) };
  delivery.send(number.app, [messagesChange(number, [{ account, message }])], {
    letters: [letter.id],
    copies,
  });
  return letter;
}
