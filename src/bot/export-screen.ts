import { exportPeriods, type ExportDays } from "../desk/export-period.ts";
import { kindTexts } from "../desk/export-word.ts";
import { exportKinds, type ExportKind } from "../desk/export.ts";
import { text, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

/** Which table; then of which time. */
export function exportScreen(
  language: Language,
  { kind, now, zone }: { kind: ExportKind | null; now: number; zone: string },
): Screen {
  if (kind === null) {
    const rows = exportKinds.map((one): Button[] => [
      { label: text(language, kindTexts[one]), action: { do: "export", kind: one } },
    ]);
    const business: Button = {
      label: text(language, "import-export"),
      action: { do: "export_business" },
    };
    return { html: html(language, "export-ask"), rows: [...rows, [business]] };
  }
  const periods = exportPeriods({ now, zone });
  const key = (id: TextId, days: ExportDays): Button => ({
    label: text(language, id),
    action: { do: "export_send", kind, ...days },
  });
  return {
    html: html(language, "export-when", { kind: text(language, kindTexts[kind]) }),
    rows: [
      [key("export-month", periods.month), key("export-before", periods.before)],
      [key("export-year", periods.year), key("export-all", periods.all)],
      [{ label: text(language, "bot-back"), action: { do: "export", kind: null } }],
    ],
  };
}
