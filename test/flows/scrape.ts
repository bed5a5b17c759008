/** The figures of a process by name and labels, as they stand in its `/metrics`. */
export async function scrape(
  url: string,
  headers: Record<string, string> = {},
): Promise<Record<string, number>> {
  const answer = await fetch(`${url}/metrics`, { headers });
  if (!answer.ok) throw new Error(`/metrics answered ${answer.status}`);
  const lines = (await answer.text()).split("\n").filter((line) => /^[a-z]/.test(line));
  return Object.fromEntries(lines.map(figureIn));
}

function figureIn(line: string): [string, number] {
  const cut = line.lastIndexOf(" ");
  return [line.slice(0, cut), Number(line.slice(cut + 1))];
}
