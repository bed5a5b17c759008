import { addPerson } from "./cast.ts";
import { say } from "./saying.ts";
import type { World } from "./world.ts";

/** Customers who write to the salon at this moment; the agent answers them as it answers anybody. */
const customers = [
  {
    id: 100_000_011,
    first_name: "Аліна",
    username: "alina_dz",
    words: "Після пілінгу третій день печіння, що мені робити?",
  },
  {
    id: 100_000_012,
    first_name: "Ігор",
    username: "ihor_b",
    words: "Вітаю! Скільки коштує чоловіча стрижка і коли можна?",
  },
] as const;

/** Each says one thing to the salon's bot. */
export async function tellTalks(world: World, botId: number): Promise<void> {
  for (const { words, ...person } of customers) {
    addPerson(world, { ...person, language_code: "uk" });
    const chat = world.openPrivateChat(person.id, botId);
    say(world, { person: person.id, chat: chat.key, text: words });
  }
  await world.settle();
}
