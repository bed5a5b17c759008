import { InputFile } from "grammy";

/** A file of a request as text, so that a request that leaves later can be kept. */
type Packed = { $file: string; name: string | null };

/** The request with the bytes of its files written out, wherever in it they stand. */
export async function packUploads(
  payload: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const packed = Object.entries(payload).map(async ([name, value]): Promise<[string, unknown]> => [
    name,
    await pack(value),
  ]);
  return Object.fromEntries(await Promise.all(packed));
}

/** The request as it was before it was packed. */
export function unpackUploads(payload: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]): [string, unknown] => [name, unpack(value)]),
  );
}

async function pack(value: unknown): Promise<unknown> {
  if (value instanceof InputFile) {
    const packed: Packed = {
      $file: Buffer.concat(await chunksOf(value)).toString("base64"),
      name: value.filename ?? null,
    };
    return packed;
  }
  if (Array.isArray(value)) return Promise.all(value.map(pack));
  return isObject(value) ? packUploads(value) : value;
}

function unpack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpack);
  if (!isObject(value)) return value;
  const { $file, name } = value;
  if (typeof $file !== "string") return unpackUploads(value);
  return new InputFile(Buffer.from($file, "base64"), typeof name === "string" ? name : undefined);
}

async function chunksOf(file: InputFile): Promise<Uint8Array[]> {
  const raw = await file.toRaw();
  if (raw instanceof Uint8Array) return [raw];
  const chunks: Uint8Array[] = [];
  for await (const chunk of raw) chunks.push(chunk);
  return chunks;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
