import type { Digest } from "../business/digest.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button } from "./screen.ts";

const TIMES = ["08:00", "09:00", "10:00", "19:00"];

/** When the digest comes to this place, and the buttons that change it. */
export function digestSettings(
  language: Language,
  digest: Digest | null,
): { html: string; rows: Button[][] } {
  const state =
    digest === null
      ? html(language, "digest-off")
      : html(language, digest.closedDays ? "digest-on-always" : "digest-on", { at: digest.at });
  const times = TIMES.map((at): Button => ({
    label: at === digest?.at ? `· ${at} ·` : at,
    action: { do: "digest_set", at },
  }));
  return {
    html: `${state}\n${html(language, "digest-choose")}`,
    rows: [times, ...(digest === null ? [] : [changes(language, digest)])],
  };
}

function changes(language: Language, { closedDays }: Digest): Button[] {
  return [
    {
      label: text(language, closedDays ? "digest-closed-off" : "digest-closed-on"),
      action: { do: "digest_days", closed: !closedDays },
    },
    { label: text(language, "digest-stop"), action: { do: "digest_off" } },
  ];
}
