import { reachMessage } from "./access.ts";
import { knownConnection, reachBehalf } from "./behalf.ts";
import type { Plays } from "./call.ts";
import { connectionJson } from "./connection.ts";
import { badRequest } from "./refusal.ts";
import { userJson } from "./view.ts";

/** Methods about the accounts that a bot is connected to. */
export const businessMethods: Plays = {
  getBusinessConnection: ({ world, bot }, { business_connection_id }) => {
    const connection = knownConnection(world, bot, business_connection_id);
    return connectionJson(connection, userJson(world, connection.person));
  },
  readBusinessMessage: ({ world, bot }, params) => {
    const { chat, connection } = reachBehalf(world, bot, params, "can_read_messages");
    const message = reachMessage(world, chat, params.message_id, "message to read");
    if (message.from === connection.person) throw badRequest("MESSAGE_ID_INVALID");
    return true;
  },
};
