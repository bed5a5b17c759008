import type { Tx } from "../db/client.ts";
import { CSV_START, csvLine } from "../lib/csv.ts";
import { exportCells, exportHead, type ExportKind, type Wording } from "./export.ts";
import { exportPage } from "./export-store.ts";

const PAGE = 2000;

type Wish = {
  kind: ExportKind;
  /** Epoch ms, `to` excluded. */
  period: { from: number; to: number };
  wording: Wording;
  /** No file is larger than so many bytes, but for one line. */
  maxBytes: number;
};

/** A table as bytes that follow one another, the head with the first rows; none when there is nothing in the period. */
export async function* exportBytes(
  tx: Tx,
  businessId: string,
  { kind, period, wording }: Omit<Wish, "maxBytes">,
): AsyncGenerator<Buffer> {
  let after: string | null = null;
  let head = CSV_START + csvLine(exportHead(kind, wording));
  do {
    const page: Awaited<ReturnType<typeof exportPage>> = await exportPage(tx, businessId, {
      kind,
      period,
      after,
      limit: PAGE,
    });
    const lines = page.rows.map((row) => csvLine(exportCells(kind, row, wording)));
    if (lines.length > 0) yield Buffer.from(head + lines.join(""));
    head = "";
    after = page.mark;
  } while (after !== null);
}

/** A table as files with a head each, read page by page; none when there is nothing in the period. */
export async function* exportFiles(
  tx: Tx,
  businessId: string,
  { kind, period, wording, maxBytes }: Wish,
): AsyncGenerator<{ bytes: Buffer; rows: number }> {
  const head = Buffer.from(CSV_START + csvLine(exportHead(kind, wording)));
  let parts = [head];
  let size = head.length;
  let rows = 0;
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof exportPage>> = await exportPage(tx, businessId, {
      kind,
      period,
      after,
      limit: PAGE,
    });
    for (const row of page.rows) {
      const line = Buffer.from(csvLine(exportCells(kind, row, wording)));
      if (rows > 0 && size + line.length > maxBytes) {
        yield { bytes: Buffer.concat(parts), rows };
        [parts, size, rows] = [[head], head.length, 0];
      }
      parts.push(line);
      size += line.length;
      rows += 1;
    }
    after = page.mark;
  } while (after !== null);
  if (rows > 0) yield { bytes: Buffer.concat(parts), rows };
}
