import { randomBytes } from "node:crypto";

/** A field of text, or a file. */
export type FormPart =
  | { name: string; value: string }
  | { name: string; file: Buffer; filename: string; type: string };

/** A multipart/form-data body (RFC 7578). Names and file names are ours and hold no quotes. */
export function multipart(parts: readonly FormPart[]): { contentType: string; body: Buffer } {
  const boundary = `frontdesk-${randomBytes(18).toString("hex")}`;
  const pieces = parts.flatMap((part) => {
    const disposition = `content-disposition: form-data; name="${part.name}"`;
    const head =
      "file" in part
        ? `${disposition}; filename="${part.filename}"\r\ncontent-type: ${part.type}`
        : disposition;
    const value = "file" in part ? part.file : Buffer.from(part.value);
    return [Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), value, Buffer.from("\r\n")];
  });
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
  };
}
