import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import { AppError } from "./app-error.ts";

type Key = { id: string; bytes: Uint8Array };
/** The first key seals; every key opens. */
export type Keyring = { sealing: Key; all: ReadonlyMap<string, Key> };

const VERSION = "v1";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Reads a comma list of base64 32-byte keys; throws `keys.malformed`. */
export function parseKeyring(list: string): Keyring {
  const keys = list
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(toKey);
  const [sealing] = keys;
  if (!sealing) throw new AppError("keys.malformed", "invalid");
  return { sealing, all: new Map(keys.map((key) => [key.id, key])) };
}

/** AES-256-GCM as `v1.<key id>.<nonce>.<ciphertext and tag>`, base64url; the nonce is 12 fresh random bytes. */
export function seal(keys: Keyring, plain: string, nonce: Uint8Array): string {
  if (nonce.length !== NONCE_BYTES) throw new AppError("secrets.bad_nonce", "invalid");
  const { id, bytes } = keys.sealing;
  const cipher = createCipheriv("aes-256-gcm", bytes, nonce).setAAD(aad(id));
  const box = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, id, Buffer.from(nonce).toString("base64url"), box.toString("base64url")].join(
    ".",
  );
}

/** The plain text of a sealed one; throws `secrets.unknown_key`, or `secrets.damaged` for anything altered. */
export function open(keys: Keyring, sealed: string): string {
  const parts = sealed.split(".");
  const [version, id = "", nonce = "", box = ""] = parts;
  if (parts.length !== 4 || version !== VERSION) throw new AppError("secrets.damaged", "invalid");
  const key = keys.all.get(id);
  if (!key) throw new AppError("secrets.unknown_key", "conflict");
  return decrypt(key, fromBase64url(nonce), fromBase64url(box));
}

/** The id of the key that sealed the text, or null for what is no sealed text. */
export function keyIdOf(sealed: string): string | null {
  return /^v1\.([0-9a-f]{8})\./.exec(sealed)?.[1] ?? null;
}

function toKey(base64: string): Key {
  const bytes = Buffer.from(base64, "base64");
  const canonical = base64.replace(/=+$/, "") === bytes.toString("base64").replace(/=+$/, "");
  if (!canonical || bytes.length !== KEY_BYTES) throw new AppError("keys.malformed", "invalid");
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 8), bytes };
}

function aad(keyId: string): Uint8Array {
  return Buffer.from(`${VERSION}.${keyId}`);
}

/** Node's decoder skips foreign characters; a text that does not read back the same was altered. */
function fromBase64url(text: string): Buffer {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.toString("base64url") !== text) throw new AppError("secrets.damaged", "invalid");
  return bytes;
}

function decrypt(key: Key, nonce: Buffer, box: Buffer): string {
  if (nonce.length !== NONCE_BYTES || box.length < TAG_BYTES)
    throw new AppError("secrets.damaged", "invalid");
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, nonce).setAAD(aad(key.id));
  decipher.setAuthTag(box.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(box.subarray(0, -TAG_BYTES)), decipher.final()]).toString(
      "utf8",
    );
  } catch (cause) {
    throw new AppError("secrets.damaged", "invalid", { cause });
  }
}
