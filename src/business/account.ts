/** Providers whose accounts are linked. */
const providers = ["phonet", "novofon"] as const;
export type AccountProvider = (typeof providers)[number];

/** A linked provider account. Instants are epoch milliseconds. */
export type Account = {
  id: string;
  businessId: string;
  provider: AccountProvider;
  /** The domain (Phonet) or the key (Novofon). */
  label: string;
  /** Sealed JSON; opened by `accountSecret`. */
  secret: string;
  /** IANA zone of the provider's cabinet, in which its wall times are written. */
  timezone: string;
  checkedAt: number | null;
  checkError: string | null;
  /** Ticks of the set-up checklist given by a person: item → ISO time. */
  checklist: Record<string, string>;
  /** Its statistics were compared with our calls up to this instant; the error says why not since. */
  reconciledUntil: number | null;
  reconcileError: string | null;
  createdAt: number;
};

/** Phonet's API key, or Novofon's secret (its key is the account's label). */
export type AccountSecret = { apiKey: string } | { secret: string };

/** Whether the provider gave a key that can be checked; a cabinet of Novofon 2.0 has none and is told by a number. */
export function hasKey({ provider, label }: Pick<Account, "provider" | "label">): boolean {
  return provider !== "novofon" || !label.startsWith("+");
}

export function isAccountProvider(value: string): value is AccountProvider {
  return providers.some((provider) => provider === value);
}
