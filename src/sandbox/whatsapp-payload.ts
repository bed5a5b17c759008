import { z } from "zod";
import type { GraphFault } from "./whatsapp-error.ts";
import { interactive, wrongInteractive } from "./whatsapp-interactive.ts";
import { filled } from "./whatsapp-phrase.ts";

/** A message that Meta would take, apart from whom it goes to. */
export type Wish = {
  /** By their number's digits or by their user id. */
  to: { phone: string } | { userId: string };
  type: "text" | "interactive" | "template";
  /** The object under the key of its type, as it was sent. */
  content: object;
  replyTo: string | null;
  callback: string | null;
};

/** `{status:"read"}`: what was read, and whether the business shows that it writes. */
export type Reading = { read: string; typing: boolean };

const base = {
  messaging_product: z.literal("whatsapp", "Param messaging_product must be one of {WHATSAPP}"),
  recipient_type: z
    .literal("individual", "Param recipient_type must be one of {INDIVIDUAL}")
    .optional(),
  to: z.string().optional(),
  recipient: z.string().optional(),
  context: z.strictObject({ message_id: filled("Message ID", 512) }).optional(),
  biz_opaque_callback_data: filled("Callback data", 512).optional(),
};

const parameter = z.strictObject({
  type: z.literal("text"),
  text: filled("Template parameter", 1024),
  parameter_name: z.string().optional(),
});

const shapes = {
  text: z.strictObject({
    ...base,
    type: z.literal("text"),
    text: z.strictObject({
      body: filled("Message text", 4096),
      preview_url: z.boolean().optional(),
    }),
  }),
  interactive: z.strictObject({ ...base, type: z.literal("interactive"), interactive }),
  template: z.strictObject({
    ...base,
    type: z.literal("template"),
    template: z.strictObject({
      name: filled("Template name", 512),
      language: z.strictObject({
        code: filled("Language code", 15),
        policy: z.string().optional(),
      }),
      components: z
        .array(
          z.strictObject({
            type: z.enum(["header", "body"]),
            parameters: z.array(parameter),
          }),
        )
        .optional(),
    }),
  }),
};

const reading = z.strictObject({
  messaging_product: base.messaging_product,
  status: z.literal("read", "Param status must be one of {READ}"),
  message_id: filled("Message ID", 512),
  typing_indicator: z.strictObject({ type: z.literal("text") }).optional(),
});

/** Types of Meta's that nobody here sends; an unknown one is refused as Meta refuses it. */
const unplayed = [
  "audio",
  "contacts",
  "document",
  "image",
  "location",
  "reaction",
  "sticker",
  "video",
];

/** Reads the body of `POST /{phone_number_id}/messages`, or tells why Meta refuses it. */
export function readPayload(body: unknown): Wish | Reading | { fault: GraphFault } {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return bad(100, "The request body is not a JSON object.");
  if ("status" in body) return readReading(body);
  const type = "type" in body ? body.type : undefined;
  if (type === undefined) return bad(131008, "Parameter type is required.");
  if (type !== "text" && type !== "interactive" && type !== "template")
    return unplayed.some((one) => one === type)
      ? bad(131051, `The stand-in plays no messages of type ${JSON.stringify(type)}.`)
      : bad(
          100,
          `Param type must be one of {TEXT, INTERACTIVE, TEMPLATE, …}, not ${JSON.stringify(type)}.`,
        );
  const read = shapes[type].safeParse(body);
  if (!read.success) return { fault: faultOf(read.error, body) };
  const { data } = read;
  const to = addressee(data);
  if ("fault" in to) return to;
  const wrong = data.type === "interactive" ? wrongInteractive(data.interactive) : null;
  if (wrong !== null) return bad(131009, wrong);
  return {
    to,
    type,
    content: contentOf(data),
    replyTo: data.context?.message_id ?? null,
    callback: data.biz_opaque_callback_data ?? null,
  };
}

/** A template's words in their order; it names no more and no fewer than the template has. */
export function wrongTemplate(content: object, known: readonly Template[]): GraphFault | null {
  const { name, language, components = [] } = shapes.template.shape.template.parse(content);
  const template = known.find((one) => one.name === name && one.language === language.code);
  if (!template)
    return { code: 132001, details: `template name (${name}) does not exist in ${language.code}` };
  const words = components.flatMap(({ parameters }) => parameters.map(({ text }) => text));
  if (words.length !== template.parameters)
    return {
      code: 132000,
      details: `number of localizable_params (${words.length}) does not match the expected number of params (${template.parameters})`,
    };
  const broken = words.some((text) => /[\n\r\t]| {5}/.test(text));
  return broken
    ? {
        code: 132018,
        details: "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
      }
    : null;
}

/** A message that Meta approved for a business: with a body of so many words to fill in. */
export type Template = { name: string; language: string; parameters: number; body: string };

function readReading(body: object): Reading | { fault: GraphFault } {
  const read = reading.safeParse(body);
  if (!read.success) return { fault: faultOf(read.error, body) };
  const { message_id, typing_indicator } = read.data;
  return { read: message_id, typing: typing_indicator !== undefined };
}

type Addressed = { to?: string | undefined; recipient?: string | undefined };

function addressee({ to, recipient }: Addressed): Wish["to"] | { fault: GraphFault } {
  if ((to === undefined) === (recipient === undefined))
    return bad(100, "Exactly one of the parameters to and recipient is required.");
  if (recipient !== undefined)
    return /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(recipient)
      ? { userId: recipient }
      : bad(131009, "Recipient is not a business-scoped user id.");
  const digits = (to ?? "").replace(/^\+/, "");
  return /^\d{7,15}$/.test(digits)
    ? { phone: digits }
    : bad(131009, "To is not a phone number with its country code.");
}

function contentOf(data: z.infer<(typeof shapes)["text" | "interactive" | "template"]>): object {
  if (data.type === "text") return data.text;
  return data.type === "interactive" ? data.interactive : data.template;
}

function bad(code: number, details: string): { fault: GraphFault } {
  return { fault: { code, details } };
}

/** Meta's way to say what zod found first. */
function faultOf(error: z.ZodError, body: object): GraphFault {
  const issue = error.issues[0];
  const path = (issue?.path ?? []).map(String);
  const place = path.join(".");
  if (issue?.code === "unrecognized_keys")
    return {
      code: 100,
      details: `Unexpected key "${issue.keys[0] ?? ""}" on param "${place}".`,
      message: `(#100) Unexpected key "${issue.keys[0] ?? ""}" on param "${place}".`,
    };
  if (valueAt(body, path) === undefined)
    return { code: 131008, details: `Parameter ${place} is required.` };
  return { code: 131009, details: issue?.message ?? "Parameter value is not valid." };
}

function valueAt(body: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : undefined,
    body,
  );
}
