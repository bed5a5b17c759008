/** Whether a quote stands in a message, word for word; signs, cases and spaces do not count. Nothing stands nowhere. */
export function stands(quote: string, message: string): boolean {
  const words = bare(quote);
  return words !== "" && ` ${bare(message)} `.includes(` ${words} `);
}

/** What was hidden is in nobody's words. */
function bare(text: string): string {
  return text
    .replaceAll(/⟨\w*⟩/gu, " | ")
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[’ʼ`´']/gu, "")
    .replaceAll(/[^\p{L}\p{M}\p{N}|+]+/gu, " ")
    .trim();
}
