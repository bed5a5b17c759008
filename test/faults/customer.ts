import { openSalon } from "../flows/salon.ts";
import type { World } from "../flows/world.ts";

/** Makes a salon; each call of what it gives lets a new customer ask its bot for a price. */
export async function openCustomers(
  world: World,
): Promise<() => Promise<{ chat: string; person: number }>> {
  const { botId } = await openSalon(world);
  let met = 0;
  return async () => {
    met += 1;
    const { id } = await world.stand.person({ first_name: `Клієнт ${met}`, language_code: "uk" });
    const text = "Добрий день! Скільки коштує борода?";
    await world.stand.post("say", { person: id, bot: botId, text });
    return { chat: `p${id}-${botId}`, person: id };
  };
}
