/// <reference lib="dom" />
import { attempt, send } from "./client-api.ts";
import { byId } from "./client-dom.ts";
import { say } from "./client-text.ts";
import { toast } from "./client-toast.ts";

const WAIT_S = 5;
const services = ["recording", "stt", "llm", "whatsapp"];
const refused = { error_code: 400, description: "Bad Request: refused by the sandbox" };

export function startFaults(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-fault]"))
    button.addEventListener("click", () =>
      set(button.dataset["fault"] ?? "", button.dataset["service"] ?? null),
    );
  byId("fault-clear", HTMLButtonElement).addEventListener("click", () =>
    attempt(async () => {
      await send("DELETE", "/faults");
      toast(say("fault-cleared"));
    }),
  );
}

function set(kind: string, service: string | null): void {
  const chosen = byId("fault-method", HTMLSelectElement).value;
  const method = service !== null && !services.includes(chosen) ? service : chosen;
  const times = byId("fault-times", HTMLSelectElement).value;
  attempt(async () => {
    const isService = services.includes(method);
    await send("POST", "/faults", {
      kind: isService && kind === "error" ? "400" : kind,
      ...(method ? { method } : {}),
      ...(times === "always" ? {} : { times: Number(times.slice(1)) }),
      ...(kind === "429" ? { retry_after: WAIT_S } : {}),
      ...(isService ? {} : telegramPart(kind)),
    });
    toast(say("fault-set", { kind: say(`fault-${kind}`) }));
  });
}

function telegramPart(kind: string): object {
  if (kind === "drop") return { after: true };
  return kind === "error" ? refused : {};
}
