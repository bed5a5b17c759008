/// <reference lib="dom" />
import { attempt, send } from "./client-api.ts";
import { byId } from "./client-dom.ts";
import { say } from "./client-text.ts";
import { toast } from "./client-toast.ts";

const WAIT_S = 5;
const refused = { error_code: 400, description: "Bad Request: refused by the sandbox" };

export function startFaults(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-fault]"))
    button.addEventListener("click", () => set(button.dataset["fault"] ?? ""));
  byId("fault-clear", HTMLButtonElement).addEventListener("click", () =>
    attempt(async () => {
      await send("DELETE", "/faults");
      toast(say("fault-cleared"));
    }),
  );
}

function set(kind: string): void {
  const method = byId("fault-method", HTMLSelectElement).value;
  const times = byId("fault-times", HTMLSelectElement).value;
  attempt(async () => {
    await send("POST", "/faults", {
      kind,
      ...(method ? { method } : {}),
      ...(times === "always" ? {} : { times: Number(times.slice(1)) }),
      ...(kind === "429" ? { retry_after: WAIT_S } : {}),
      ...(kind === "drop" ? { after: true } : {}),
      ...(kind === "error" ? refused : {}),
    });
    toast(say("fault-set", { kind: say(`fault-${kind}`) }));
  });
}
