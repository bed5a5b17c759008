/** A file as it came in a multipart body. */
export type Upload = { upload: true; name: string; mime: string; bytes: Buffer };

export function isUpload(value: unknown): value is Upload {
  return (
    typeof value === "object" &&
    value !== null &&
    "upload" in value &&
    "bytes" in value &&
    Buffer.isBuffer(value.bytes)
  );
}
