/** Bound to this very host where the connection is safe; browsers take that name over https alone. */
function nameOf(secure: boolean): string {
  return secure ? "__Host-frontdesk" : "frontdesk";
}

/** The session's token as the browser shows it, or null. */
export function tokenIn(header: string | undefined, secure: boolean): string | null {
  const name = nameOf(secure);
  for (const part of (header ?? "").split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name && value !== undefined && /^[\w-]{22,64}$/.test(value)) return value;
  }
  return null;
}

/** What keeps a browser logged in; scripts and other sites never see it. */
export function sessionCookie(token: string, about: { secure: boolean; maxAgeS: number }): string {
  const { secure, maxAgeS } = about;
  const parts = [
    `${nameOf(secure)}=${token}`,
    "Path=/",
    `Max-Age=${maxAgeS}`,
    "HttpOnly",
    "SameSite=Lax",
  ];
  return [...parts, ...(secure ? ["Secure"] : [])].join("; ");
}
