import { createHmac } from "node:crypto";
import { titleOf } from "./whatsapp-error.ts";
import type { Account, BusinessNumber, Letter } from "./whatsapp-world.ts";

/** One change of a webhook. */
export type Change = { account: string; field: string; value: object };

/** A message of a customer, as it stands in `messages`: `id` is its wamid. */
export type Told = {
  id: string;
  at: number;
  type: string;
  content: object;
  context?: { from: string; id: string } | null;
  /** Beside a message that the API cannot show. */
  errors?: readonly object[];
};

/** The body of a webhook: Meta escapes slashes and whatever is not ASCII, so a signature holds for these bytes alone. */
export function envelope(changes: readonly Change[]): string {
  const accounts = [...new Set(changes.map(({ account }) => account))];
  const entry = accounts.map((id) => ({
    id,
    changes: changes
      .filter(({ account }) => account === id)
      .map(({ field, value }) => ({ value, field })),
  }));
  return JSON.stringify({ object: "whatsapp_business_account", entry })
    .replaceAll("/", "\\/")
    .replaceAll(
      /[^\x20-\x7e]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}

/** `X-Hub-Signature-256` of a body. */
export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

export function messagesChange(
  number: BusinessNumber,
  told: readonly { account: Account; message: Told }[],
): Change {
  const people = [...new Set(told.map(({ account }) => account))];
  return {
    account: number.account,
    field: "messages",
    value: {
      ...headOf(number),
      contacts: people.map(contactOf),
      messages: told.map(({ account, message }) => messageOf(account, message)),
    },
  };
}

export type Status = { status: string; at: number; code?: number };

/** What became of a message of the business. */
export function statusChange(
  number: BusinessNumber,
  account: Account,
  { letter, status: { status, at, code } }: { letter: Letter; status: Status },
): Change {
  const shown = {
    id: letter.id,
    status,
    timestamp: String(at),
    recipient_id: account.hidden ? account.userId : account.phone,
    recipient_user_id: account.userId,
    ...(letter.callback === null ? {} : { biz_opaque_callback_data: letter.callback }),
    ...(code === undefined ? priced : { errors: [failureOf(code)] }),
  };
  return {
    account: number.account,
    field: "messages",
    value: { ...headOf(number), contacts: [contactOf(account)], statuses: [shown] },
  };
}

/** What the owner did on their own phone: wrote, edited, took back. */
export function echoChange(number: BusinessNumber, account: Account, message: Told): Change {
  const { id, at, type, content } = message;
  const echo = {
    from: number.phone,
    ...(account.hidden ? {} : { to: account.phone }),
    to_user_id: account.userId,
    id,
    timestamp: String(at),
    type,
    [type]: content,
  };
  return {
    account: number.account,
    field: "smb_message_echoes",
    value: { ...headOf(number), contacts: [contactOf(account)], message_echoes: [echo] },
  };
}

const priced = { pricing: { billable: true, pricing_model: "PMP", category: "service" } };

function headOf({ phone, id }: BusinessNumber) {
  return {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: phone, phone_number_id: id },
  };
}

function contactOf({ name, username, hidden, phone, userId }: Account) {
  return {
    profile: { name, ...(username === null ? {} : { username }) },
    ...(hidden ? {} : { wa_id: phone }),
    user_id: userId,
  };
}

function messageOf({ hidden, phone, userId }: Account, message: Told): object {
  const { id, at, type, content, context, errors } = message;
  return {
    ...(context ? { context } : {}),
    ...(hidden ? {} : { from: phone }),
    from_user_id: userId,
    id,
    timestamp: String(at),
    ...(errors ? { errors } : {}),
    type,
    [type]: content,
  };
}

function failureOf(code: number): object {
  const title = titleOf(code);
  return {
    code,
    title,
    message: title,
    error_data: { details: `${title}.` },
    href: "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
  };
}
