/** A key as it may be shown again: its last four characters, none of a short one. */
export function maskSecret(secret: string): string {
  const tail = secret.trim().slice(-4);
  return secret.trim().length < 12 ? "••••" : `••••${tail}`;
}
