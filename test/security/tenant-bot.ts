import { Bot, InputFile, type Transformer } from "grammy";
import { z } from "zod";
import { actionShape } from "../../src/bot/action.ts";
import { registerCommands } from "../../src/bot/commands.ts";
import { reference } from "../../src/business/button-service.ts";
import { sql } from "drizzle-orm";
import type { Sent } from "../bot/played.ts";
import { idsOf } from "./estate.ts";
import { tells } from "./marked.ts";
import type { Town } from "./town.ts";

type Told = { tried: number; leaks: string[]; wrong: string[] };
/** The part of a JSON schema that an action's shape uses. */
type Shape = {
  const?: string | number | boolean;
  enum?: (string | number)[];
  type?: string;
  format?: string;
  anyOf?: Shape[];
  oneOf?: Shape[];
  items?: Shape;
  properties?: Record<string, Shape>;
};

/** Every command of the bot's lists, with their numbers and names behind it. */
export async function sayEverything(town: Town): Promise<Told> {
  const told: Told = { tried: 0, leaks: [], wrong: [] };
  const person = { id: town.ours.owner, first_name: "Оля", language_code: "uk" };
  for (const command of await commandNames())
    for (const behind of ["", " 501", " 0777001", " Оксана"]) {
      const said = await heardBy(town, () => town.desk.say(person, `/${command}${behind}`));
      await heardBy(town, () => town.desk.say(person, "/cancel"));
      told.tried += 1;
      if (said.some(holdsTheirs)) told.leaks.push(`/${command}${behind}`);
    }
  return told;
}

/** Every action that a button can have, naming what is theirs: behind their reference, and, forged, behind ours. */
export async function pressEverything(town: Town): Promise<Told> {
  const told: Told = { tried: 0, leaks: [], wrong: [] };
  const person = { id: town.ours.owner, first_name: "Оля", language_code: "uk" };
  const names = await namesOf(town);
  for (const action of everyAction(names)) {
    const foreign = await reference(town.db, town.theirs.business.id, action);
    for (const data of [foreign, `${foreign}:more`]) {
      const press = { text: "…", callback_data: data };
      const said = await heardBy(town, () => town.desk.press(person, press));
      told.tried += 1;
      if (said.map(({ method }) => method).join() !== "answerCallbackQuery")
        told.wrong.push(JSON.stringify(action));
    }
    const forged = await reference(town.db, town.ours.business.id, action);
    const said = await heardBy(town, () =>
      town.desk.press(person, { text: "…", callback_data: forged }),
    );
    told.tried += 1;
    if (said.some(holdsTheirs)) told.leaks.push(JSON.stringify(action));
  }
  return told;
}

/** An action that its handler refuses by an error says nothing. */
async function heardBy(town: Town, act: () => Promise<unknown>): Promise<Sent[]> {
  const before = town.desk.sent.length;
  await act().catch(() => undefined);
  return town.desk.sent.slice(before);
}

function holdsTheirs({ payload }: Sent): boolean {
  return tells(textOf(payload));
}

/** Everything that a request carries, files included. */
function textOf(value: unknown): string {
  if (Buffer.isBuffer(value) || value instanceof Uint8Array) return Buffer.from(value).toString();
  if (value instanceof InputFile) return textOf(Reflect.get(value, "fileData"));
  if (Array.isArray(value)) return value.map(textOf).join("\n");
  if (typeof value === "object" && value !== null)
    return Object.values(value).map(textOf).join("\n");
  return String(value);
}

async function commandNames(): Promise<string[]> {
  const names = new Set<string>();
  const bot = new Bot("1:test");
  const listening: Transformer = (_previous, _method, payload) => {
    const listed = z
      .object({ commands: z.array(z.object({ command: z.string() })) })
      .safeParse(payload);
    for (const { command } of listed.data?.commands ?? []) names.add(command);
    const nothing: { ok: true; result: never } = JSON.parse('{"ok":true,"result":true}');
    return Promise.resolve(nothing);
  };
  bot.api.config.use(listening);
  await registerCommands(bot.api);
  return [...names];
}

function everyAction(names: Record<string, string | number>): object[] {
  const shape: Shape = JSON.parse(JSON.stringify(z.toJSONSchema(actionShape, { io: "input" })));
  return (shape.oneOf ?? shape.anyOf ?? []).map((option) => {
    const made = Object.entries(option.properties ?? {}).map(([name, of]) => [
      name,
      valueOf(of, name, names),
    ]);
    return Object.fromEntries(made);
  });
}

function valueOf(shape: Shape, name: string, names: Record<string, string | number>): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return valueOf(choices.find(({ type }) => type !== "null") ?? {}, name, names);
  if (shape.type === "object")
    return Object.fromEntries(
      Object.entries(shape.properties ?? {}).map(([key, of]) => [key, valueOf(of, key, names)]),
    );
  if (shape.type === "array") return [];
  if (shape.type === "boolean") return true;
  const known = names[name];
  if (shape.type === "integer" || shape.type === "number")
    return typeof known === "number" ? known : 1;
  if (shape.format === "uuid") return known ?? names["tokenId"];
  return typeof known === "string" ? known : "x";
}

async function namesOf(town: Town): Promise<Record<string, string | number>> {
  const { business, owner } = town.theirs;
  const id = async (table: string): Promise<string> => {
    const [row] = await town.db.execute<{ id: string }>(
      sql`select max(id::text) as id from ${sql.identifier(table)} where business_id = ${business.id}::uuid`,
    );
    return row?.id ?? "";
  };
  const ids = await idsOf(town.db, business);
  return {
    personId: owner,
    callId: ids.calls,
    dealId: ids.deals,
    taskId: ids.tasks,
    clientId: ids.clients,
    bookingId: ids.bookings,
    visitId: ids.bookings,
    conversationId: ids.conversations,
    number: 501,
    draftId: Number(await id("agent_drafts")),
    stageId: Number(await id("stages")),
    serviceId: Number(await id("services")),
    masterId: Number(await id("masters")),
    promiseId: Number(await id("promises")),
    accountId: await id("accounts"),
    tokenId: await id("hook_tokens"),
    chatId: await id("chats"),
    endpointId: await id("endpoints"),
    recordingId: await id("recordings"),
  };
}
