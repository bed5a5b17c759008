import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { envelope, signatureOf, type Change } from "./whatsapp-hook.ts";
import type { MetaApp, Posting, WhatsappWorld } from "./whatsapp-world.ts";

const TIMEOUT_MS = 20_000;
const MAX_GAPS = 6;
const tellings = ["messages", "statuses", "message_echoes"];

export type Delivery = ReturnType<typeof createDelivery>;

/** Brings webhooks to an app's address; one that is not answered 2xx is repeated after growing gaps, for ever. */
export function createDelivery({
  world,
  gapMs,
  log,
  delivered,
}: {
  world: WhatsappWorld;
  gapMs: number;
  log: (line: object) => void;
  /** Hears which letters have arrived. */
  delivered: (letters: readonly string[]) => void;
}) {
  const stop = new AbortController();

  async function run(posting: Posting): Promise<void> {
    for (let tries = 0; !stop.signal.aborted; tries += 1) {
      await world.settle();
      const app = world.apps.get(posting.app);
      if (app?.url == null || !world.postings.has(posting.id)) return;
      const began = performance.now();
      const status = await post({ url: app.url, secret: app.secret }, posting.body, stop.signal);
      if (stop.signal.aborted) return;
      const ms = Math.round(performance.now() - began);
      log({
        run: posting.id,
        at: world.clock.now(),
        name: `WhatsApp · ${posting.about}`,
        status,
        ms,
      });
      if (status !== null && status >= 200 && status < 300) {
        if (world.postings.has(posting.id)) delivered(posting.letters);
        world.dropPosting(posting.id);
        await world.settle();
        return;
      }
      const gap = gapMs * 2 ** Math.min(tries, MAX_GAPS);
      await sleep(gap, null, { signal: stop.signal, ref: false }).catch(() => null);
    }
  }

  return {
    /** Sends one webhook, or the same one several times at once. */
    send(
      app: string,
      changes: readonly Change[],
      { letters = [] as string[], copies = 1 } = {},
    ): void {
      const body = envelope(changes);
      const value = changes[0]?.value ?? {};
      const about = tellings.find((name) => name in value) ?? "";
      for (let copy = 0; copy < copies; copy += 1) {
        const posting = { id: randomUUID(), app, about, body, letters };
        world.savePosting(posting);
        void run(posting);
      }
    },
    /** Goes on with what an earlier process did not bring. */
    resume(): void {
      for (const posting of world.postings.values()) void run(posting);
    },
    close: () => stop.abort(),
  };
}

export type Verified = { ok: true } | { refused: string };

/** Meta's check of a callback address: the challenge must come back as it was sent. */
export async function verified(url: string, verifyToken: string): Promise<Verified> {
  const challenge = String(Math.floor(Math.random() * 1e9));
  const asked = new URL(url);
  asked.searchParams.set("hub.mode", "subscribe");
  asked.searchParams.set("hub.challenge", challenge);
  asked.searchParams.set("hub.verify_token", verifyToken);
  try {
    const response = await fetch(asked, {
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    if (response.status === 200 && text === challenge) return { ok: true };
    return { refused: `the address answered ${response.status} ${text.slice(0, 80)}` };
  } catch {
    return { refused: "the address does not answer" };
  }
}

async function post(
  { url, secret }: Pick<MetaApp, "secret"> & { url: string },
  body: string,
  stop: AbortSignal,
): Promise<number | null> {
  try {
    const response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        "user-agent": "facebookexternalua",
        "x-hub-signature-256": signatureOf(body, secret),
      },
      body,
      signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
