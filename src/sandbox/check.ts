import { fieldsOfType, typesOf } from "./description.ts";
import type { Field, Fields, Shape } from "./description.ts";
import { badRequest, notPlayed } from "./refusal.ts";
import { isUpload } from "./upload.ts";
import {
  inPart,
  missingText,
  misshapenText,
  notAnObjectText,
  unknownKindText,
  unreadableText,
} from "./wording.ts";

export type Params = Record<string, unknown>;

/** Parameters of features that the stand-in does not have; silently ignoring them would be pretending. */
const unplayed = new Set([
  "inline_message_id",
  "direct_messages_topic_id",
  "suggested_post_parameters",
  "message_effect_id",
  "allow_paid_broadcast",
  "rich_message",
  "video_start_timestamp",
]);

/** Of a method that is played otherwise. */
const unplayedIn: ReadonlyMap<string, string> = new Map([
  ["pinChatMessage", "business_connection_id"],
]);

/**
 * Checks a request against Telegram's description and gives its parameters with their own types: a form sends
 * everything as text, and Telegram takes numbers and JSON in text form. Throws a Refusal.
 */
export function check(method: { name: string; fields: Fields }, given: Params): Params {
  const params: Params = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined) continue;
    const field = method.fields.get(name);
    if (field === undefined) {
      if (isUpload(value)) continue;
      throw badRequest(`Unknown parameter "${name}" in ${method.name}`);
    }
    if (unplayed.has(name) || unplayedIn.get(method.name) === name)
      throw notPlayed(`the parameter ${name}`);
    params[name] = parameter(field, value);
  }
  for (const field of method.fields.values()) {
    if (field.required && params[field.name] === undefined)
      throw badRequest(missingText(method.name, field.name));
  }
  return params;
}

function parameter(field: Field, given: unknown): unknown {
  const value =
    structured(field) && typeof given === "string" ? readJson(field.name, given) : given;
  const container = field.shapes[0]?.is;
  if (container === "array" && !Array.isArray(value))
    throw badRequest(misshapenText(field.name, "array"));
  if (container === "object" && !isObject(value))
    throw badRequest(misshapenText(field.name, "object"));
  if (
    field.name === "reply_markup" &&
    field.shapes.length === 1 &&
    isObject(value) &&
    isOtherKeyboard(value)
  ) {
    throw badRequest("Inline keyboard expected");
  }
  const fitted = fit(field, value, true);
  if ("wrong" in fitted) throw badRequest(fitted.wrong);
  return fitted.value;
}

function structured(field: Field): boolean {
  return field.shapes.every((shape) => shape.is === "array" || shape.is === "object");
}

function readJson(name: string, text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw badRequest(unreadableText(name));
  }
}

function isOtherKeyboard(value: Params): boolean {
  return "keyboard" in value || "remove_keyboard" in value || "force_reply" in value;
}

type Fitted = { value: unknown } | { wrong: string };

function fit(field: Field, value: unknown, outermost: boolean): Fitted {
  let first: string | undefined;
  for (const shape of alternatives(field.shapes, value)) {
    const fitted = fitShape(field.name, shape, value, outermost);
    if ("value" in fitted) return fitted;
    first ??= fitted.wrong;
  }
  return { wrong: first ?? misshapenText(field.name, "object") };
}

/** Among several object types only those count whose required fields are all there, so that the error is of the one meant. */
function alternatives(shapes: Shape[], value: unknown): Shape[] {
  if (shapes.length === 1 || !isObject(value)) return shapes;
  return shapes.filter(
    (shape) =>
      shape.is === "object" &&
      [...fieldsOfType(shape.name).values()].every((f) => !f.required || f.name in value),
  );
}

function fitShape(name: string, shape: Shape, value: unknown, outermost: boolean): Fitted {
  switch (shape.is) {
    case "Integer":
      return number(name, value, /^-?\d{1,16}$/);
    case "Float":
      return number(name, value, /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i);
    case "Boolean":
      return boolean(name, value, outermost);
    case "String":
      return typeof value === "string" || typeof value === "number"
        ? { value: String(value) }
        : mustBe(name, "String");
    case "constant":
      return value === shape.value
        ? { value }
        : { wrong: `Field "${name}" must be "${shape.value}"` };
    case "InputFile":
      return isUpload(value)
        ? { value }
        : { wrong: `Field "${name}" must be uploaded as an InputFile` };
    case "array":
      return array(name, shape, value);
    case "object":
    default:
      return object(shape.name, value);
  }
}

function number(name: string, value: unknown, form: RegExp): Fitted {
  if (typeof value === "number" && form.test(String(value))) return { value };
  if (typeof value === "string" && form.test(value.trim())) return { value: Number(value) };
  return mustBe(name, "Number");
}

/** Telegram reads a form's flag from text, but wants a JSON flag inside an object. */
function boolean(name: string, value: unknown, outermost: boolean): Fitted {
  if (typeof value === "boolean") return { value };
  const text = String(value).toLowerCase();
  if (outermost && ["true", "yes", "1"].includes(text)) return { value: true };
  if (outermost && ["false", "no", "0", ""].includes(text)) return { value: false };
  return mustBe(name, "Boolean");
}

function array(name: string, shape: Shape & { is: "array" }, value: unknown): Fitted {
  if (!Array.isArray(value)) return misplacedArray(name, shape);
  const items: unknown[] = [];
  for (const item of value as unknown[]) {
    const fitted = fit({ name, required: true, shapes: shape.of }, item, false);
    if ("wrong" in fitted)
      return name === "message_ids" ? { wrong: "Message identifier must be a Number" } : fitted;
    items.push(fitted.value);
  }
  return { value: items };
}

function misplacedArray(name: string, shape: Shape & { is: "array" }): Fitted {
  const inner = shape.of[0];
  if (inner?.is === "object" && inner.name === "InlineKeyboardButton") {
    return {
      wrong: 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    };
  }
  if (inner?.is === "object" && inner.name === "KeyboardButton")
    return { wrong: 'Field "keyboard" must be an Array of Arrays' };
  return mustBe(name, "Array");
}

function object(union: string, given: unknown): Fitted {
  const value = union === "KeyboardButton" && typeof given === "string" ? { text: given } : given;
  const fitted = isObject(value) ? member(union, value) : { wrong: notAnObjectText(union) };
  return "wrong" in fitted ? { wrong: inPart(union, fitted.wrong) } : fitted;
}

function member(union: string, value: Params): Fitted {
  const types = typesOf(union);
  if (types.length === 1) return fieldsFit(union, value);
  if (value["type"] === undefined) return { wrong: `Can't find field "type"` };
  const type = types.find((candidate) => {
    const kind = fieldsOfType(candidate).get("type")?.shapes[0];
    return kind?.is === "constant" && kind.value === value["type"];
  });
  return type === undefined ? { wrong: unknownKindText(union) } : fieldsFit(type, value);
}

function fieldsFit(type: string, value: Params): Fitted {
  const fields = fieldsOfType(type);
  const result: Params = {};
  for (const field of fields.values()) {
    const given = value[field.name];
    if (given === undefined || given === null) {
      if (field.required) return { wrong: `Can't find field "${field.name}"` };
      continue;
    }
    const fitted = fit(field, given, false);
    if ("wrong" in fitted) return fitted;
    result[field.name] = fitted.value;
  }
  const unknown = Object.keys(value).find((name) => !fields.has(name));
  return unknown === undefined
    ? { value: result }
    : { wrong: `Unknown field "${unknown}" in ${type}` };
}

function mustBe(name: string, type: string): Fitted {
  return { wrong: `Field "${name}" must be of type ${type}` };
}

function isObject(value: unknown): value is Params {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUpload(value);
}
