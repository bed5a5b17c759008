/** A number that people see, as an address or a form carries it. */
export function numberIn(written: string | null | undefined): number | null {
  return /^\d{1,9}$/.test(written ?? "") ? Number(written) : null;
}

/** The id of a row, likewise. */
export function idIn(written: string | null | undefined): number | null {
  return /^\d{1,15}$/.test(written ?? "") ? Number(written) : null;
}

/** A day that there is, and that may be asked for. */
export function dayIn(written: string | null): string | null {
  const read = /^20\d{2}-\d{2}-\d{2}$/.test(written ?? "") ? new Date(`${written}T00:00Z`) : null;
  const isReal = read !== null && !Number.isNaN(read.getTime());
  return isReal && read.toISOString().slice(0, 10) === written ? written : null;
}
