/** What kind of sound the bytes are, by how they begin; null for what is none that Telegram knows. */
export function soundOf(
  bytes: Buffer,
): "audio/mpeg" | "audio/mp4" | "audio/ogg" | "audio/wav" | null {
  const head = bytes.toString("latin1", 0, 12);
  if (head.startsWith("ID3") || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0))
    return "audio/mpeg";
  if (head.slice(4, 8) === "ftyp") return "audio/mp4";
  if (head.startsWith("OggS")) return "audio/ogg";
  return head.startsWith("RIFF") && head.slice(8) === "WAVE" ? "audio/wav" : null;
}

/** The bytes that a header like "bytes=0-99" asks for, both ends included; null for what cannot be given. */
export function rangeOf(header: string, size: number): { from: number; to: number } | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (first === "" && last === "") return null;
  const from = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return from <= to && from < size ? { from, to } : null;
}
