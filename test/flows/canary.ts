import type { Page } from "playwright-core";
import { until } from "../db/until.ts";
import { apiOf, type Message } from "./stand.ts";

/** What must stand on a page as text, if at all. */
const SCRIPT = "<script>window.canary=1</script>";
const PICTURE = '"><img src=x onerror="window.canary=1">';
export const hostile = ["<script>window.canary", '<img src=x onerror="window'] as const;

const OWNER = 100_000_001;
const CUSTOMER = 100_000_004;
const STRANGER = 100_000_066;

/** Whether something hostile ran in the page. */
export async function isExecuted(page: Page): Promise<boolean> {
  return page.evaluate(() => "canary" in window);
}

/** Hostile names and words wherever people and providers may put them: clients, deals, tasks, comments, callers, chats. */
export async function tellHostile(url: string): Promise<void> {
  const api = apiOf(url);
  const said = async (text: string): Promise<void> => {
    const chat = `p${OWNER}-frontdesk_bot`;
    const before = (await api.get<Message[]>(`messages?chat=${chat}`)).length;
    await api.post("say", { person: OWNER, bot: "frontdesk_bot", text });
    await until(
      `an answer to ${text}`,
      async () => (await api.get<Message[]>(`messages?chat=${chat}`)).length > before + 1,
      60_000,
    );
  };
  await said(`/client +380501112233 ${SCRIPT}`);
  await said(`/deal ${PICTURE} 1200`);
  await said(`/task ${SCRIPT}${PICTURE} завтра о 10`);
  await api.post("people", { id: STRANGER, first_name: `${SCRIPT}${PICTURE}`.slice(0, 64) });
  for (const person of [CUSTOMER, STRANGER])
    await api.post("say", { person, bot: "lileya_bot", text: `${SCRIPT} ${PICTURE}` });
  for (const kind of ["answered", "missed"])
    await api.post("pbx", { provider: "phonet", kind, speed: 10, caller: "+380501112233" });
}
