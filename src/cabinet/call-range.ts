import type { Range } from "../gateways/file-port.ts";

/**
 * What a `Range` header asks for of so many bytes (RFC 9110, 14.2): one range of bytes, "whole" where there is none or several,
 * "beyond" where it begins behind the end.
 */
export function rangeIn(header: string, size: number): Range | "whole" | "beyond" {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.replaceAll(" ", ""));
  if (!found || (found[1] === "" && found[2] === "")) return "whole";
  const [first, last] = [found[1] ?? "", found[2] ?? ""];
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "beyond" : { from: size - length, to: size - 1 };
  }
  const from = Number(first);
  const to = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (from >= size) return "beyond";
  return to < from ? "whole" : { from, to };
}
