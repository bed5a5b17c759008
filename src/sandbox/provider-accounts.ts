import type { Employee } from "./pbx-plot.ts";

type Staffed = {
  employees: Employee[];
  line: { number: string; name: string };
  /** The provider's own address book: who calls from which number. */
  contacts: { number: string; name: string }[];
};
export type PhonetAccount = Staffed & { provider: "phonet"; domain: string; apiKey: string };
export type NovofonAccount = Staffed & {
  provider: "novofon";
  key: string;
  /** Empty: the account has no API key yet, so its hooks come unsigned. */
  secret: string;
  /** IANA zone of the cabinet: call_start is written on its wall clock. */
  timezone: string;
};
export type Account = PhonetAccount | NovofonAccount;
export type Provider = Account["provider"];

export type Accounts = {
  list(): Account[];
  /** Registers an account, or replaces the one with the same domain or key. */
  put(account: Account): void;
  phonet(domain: string): PhonetAccount | undefined;
  novofon(key: string): NovofonAccount | undefined;
  /** The account a call comes from: the one named by domain or key, else the provider's first. */
  of<P extends Provider>(provider: P, id?: string): Extract<Account, { provider: P }> | undefined;
  reset(): void;
};

/** The accounts that the stand-in knows, the demo's two from the beginning. */
export function createAccounts(): Accounts {
  const known = new Map<string, Account>();
  const reset = () => {
    known.clear();
    for (const account of demoAccounts()) known.set(idOf(account), account);
  };
  reset();
  const list = () => [...known.values()];
  const find = <P extends Provider>(provider: P, id?: string) =>
    list().find(
      (one): one is Extract<Account, { provider: P }> =>
        one.provider === provider && (id === undefined || idOf(one) === id),
    );
  return {
    list,
    reset,
    put: (account) => void known.set(idOf(account), account),
    phonet: (domain) => find("phonet", domain),
    novofon: (key) => find("novofon", key),
    of: (provider, id) => find(provider, id),
  };
}

function idOf(account: Account): string {
  return account.provider === "phonet" ? account.domain : account.key;
}

function demoAccounts(): Account[] {
  const staff = {
    employees: [
      { ext: "101", name: "Олена" },
      { ext: "102", name: "Тарас" },
    ],
    line: { number: "+380440000100", name: "Поділ" },
    contacts: [
      { number: "+380670000001", name: "Оксана К." },
      { number: "+380500000002", name: "Катерина Б." },
      { number: "+380680000031", name: "Роман" },
    ],
  };
  return [
    {
      provider: "phonet",
      domain: "demo.phonet.com.ua",
      apiKey: "demo-phonet-key",
      ...structuredClone(staff),
    },
    {
      provider: "novofon",
      key: "appid_demo",
      secret: "demo-novofon-secret",
      timezone: "Europe/Kyiv",
      ...structuredClone(staff),
    },
  ];
}
