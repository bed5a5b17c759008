import { Router, type RouterContext } from "@koa/router";
import { readBytes } from "./body.ts";
import { jsonOf } from "./llm-router.ts";
import type { Oddity } from "./service-fault.ts";
import type { Answered, Services } from "./service-log.ts";
import { halved } from "./stt-router.ts";
import { graphRefusal, plantedRefusal, type GraphFault } from "./whatsapp-error.ts";
import { put, ticked } from "./whatsapp-letter.ts";
import type { WhatsappLimits } from "./whatsapp-limit.ts";
import { readPayload, wrongTemplate, type Reading, type Wish } from "./whatsapp-payload.ts";
import type { Teller } from "./whatsapp-status.ts";
import { templates } from "./whatsapp-template.ts";
import {
  chatKey,
  type Account,
  type BusinessNumber,
  type WhatsappWorld,
} from "./whatsapp-world.ts";

export type Graph = {
  world: WhatsappWorld;
  services: Services;
  limits: WhatsappLimits;
  teller: Teller;
  /** The business writes, as the customer sees it. */
  typing: (key: string) => void;
};

const DOCS =
  "Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api";

/** Meta's Graph API under /sandbox/whatsapp/v26.0: messages, read marks, what a number is, the app's subscription. */
export function graphRouter(graph: Graph): Router {
  const { world, services } = graph;
  const router = new Router({ prefix: "/sandbox/whatsapp/v26.0" });
  router.post("/:number/messages", async (ctx) => {
    const body = jsonOf(await readBytes(ctx.req));
    const number = admitted(graph, ctx, "post");
    if (number === null) return;
    const read = readPayload(body);
    if ("fault" in read) return refuse(services, ctx, read.fault);
    await services.serve(ctx, "whatsapp", {
      key: keyOf(read),
      about: aboutOf(read),
      refuse: plantedRefusal,
      answer: (oddity) => odd(oddity, () => answerOf(graph, number, read)),
    });
    await world.settle();
  });
  router.get("/:number", (ctx) => {
    const number = admitted(graph, ctx, "get");
    if (number === null) return undefined;
    const { id, phone, name } = number;
    const all = {
      id,
      display_phone_number: `+${phone}`,
      verified_name: name,
      quality_rating: "GREEN",
      code_verification_status: "VERIFIED",
      platform_type: "CLOUD_API",
    };
    const fields = String(
      ctx.query["fields"] ?? "verified_name,display_phone_number,quality_rating",
    );
    const wanted = ["id", ...fields.split(",")];
    const unknown = wanted.find((field) => !(field in all));
    if (unknown !== undefined)
      return refuse(services, ctx, {
        code: 100,
        details: "",
        message: `(#100) Tried accessing nonexisting field (${unknown}) on node type (WhatsAppBusinessPhoneNumber)`,
      });
    const body = Object.fromEntries(
      Object.entries(all).filter(([field]) => wanted.includes(field)),
    );
    return services.serve(ctx, "whatsapp", {
      key: id,
      about: "number",
      refuse: plantedRefusal,
      answer: (oddity) => odd(oddity, () => ({ status: 200, body })),
    });
  });
  return router;
}

/** The number that a request is about, when its token may have it; otherwise the refusal was answered. */
function admitted(graph: Graph, ctx: RouterContext, verb: "get" | "post"): BusinessNumber | null {
  const { world, services } = graph;
  const token = /^Bearer (\S+)$/.exec(ctx.get("authorization"))?.[1];
  const theirs = [...world.numbers.values()].filter((number) => number.token === token);
  if (token === undefined || theirs.length === 0) {
    const message = "Invalid OAuth access token - Cannot parse access token";
    refuse(services, ctx, { code: 190, details: "wrong token", message });
    return null;
  }
  const id = ctx.params["number"] ?? "";
  const number = theirs.find((one) => one.id === id);
  if (number) return number;
  refuse(services, ctx, {
    code: 100,
    subcode: 33,
    details: "unknown number",
    message: `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. ${DOCS}`,
  });
  return null;
}

function refuse(services: Services, ctx: RouterContext, fault: GraphFault): void {
  services.refuse(ctx, "whatsapp", { answered: graphRefusal(fault), why: fault.details });
}

function answerOf(graph: Graph, number: BusinessNumber, asked: Wish | Reading): Answered {
  return "read" in asked ? marked(graph, number, asked) : sent(graph, number, asked);
}

/** A read mark counts for everything that came before the message, too. */
function marked({ world, typing }: Graph, number: BusinessNumber, asked: Reading): Answered {
  const letter = world.letters.get(asked.read);
  if (letter?.by !== "customer" || letter.number !== number.id)
    return graphRefusal({ code: 131009, details: "Message ID is not a message of a customer." });
  const chat = world.chats.get(chatKey(letter.person, number.id)) ?? [];
  for (const one of chat)
    if (one.by === "customer" && one.n <= letter.n) ticked(world, one, "read");
  if (asked.typing) typing(chatKey(letter.person, number.id));
  return { status: 200, body: { success: true } };
}

function sent(graph: Graph, number: BusinessNumber, wish: Wish): Answered {
  const { world, limits, teller } = graph;
  const account = world.accountOf(wish.to);
  const fault = wrongReply(graph, wish) ?? unreachable(graph, { number, wish, account });
  if (fault !== null || !account)
    return graphRefusal(fault ?? { code: 131026, details: "Message Undeliverable." });
  const full = teller.dial.limits ? limits.take(number.id, account.person) : null;
  if (full !== null) return graphRefusal(full);
  const { type, content, replyTo, callback } = wish;
  const tick = "accepted" as const;
  const letter = put(
    world,
    { account, number },
    { by: "business", type, content, replyTo, callback, tick },
  );
  void teller.accepted(letter);
  const input = "phone" in wish.to ? wish.to.phone : wish.to.userId;
  const known = account.hidden ? { user_id: account.userId } : { wa_id: account.phone };
  return {
    status: 200,
    body: {
      messaging_product: "whatsapp",
      contacts: [{ input, ...known }],
      messages: [{ id: letter.id, message_status: "accepted" }],
    },
  };
}

function wrongReply({ world }: Graph, { replyTo }: Wish): GraphFault | null {
  return replyTo === null || world.letters.has(replyTo)
    ? null
    : { code: 131009, details: "Context message ID is not known." };
}

type Reach = { number: BusinessNumber; wish: Wish; account: Account | undefined };

/** Outside of the 24 hours after a customer's last message only templates leave. */
function unreachable({ world }: Graph, { number, wish, account }: Reach): GraphFault | null {
  if (!account) return { code: 131026, details: "Message Undeliverable." };
  if (wish.type === "template") return wrongTemplate(wish.content, templates);
  if ((account.windows[number.id] ?? 0) > world.clock.now()) return null;
  return {
    code: 131047,
    details:
      "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
  };
}

function odd(oddity: Oddity | null, answer: () => Answered): Answered {
  if (oddity === "html") return { status: 200, body: "<!DOCTYPE html><html></html>", type: "html" };
  if (oddity === "empty") return { status: 200, body: "" };
  return oddity === "malformed" ? halved(answer()) : answer();
}

function keyOf(asked: Wish | Reading): string {
  if ("read" in asked) return asked.read;
  return "phone" in asked.to ? asked.to.phone : asked.to.userId;
}

function aboutOf(asked: Wish | Reading): string {
  if ("read" in asked) return asked.typing ? "typing" : "read";
  return asked.type;
}
