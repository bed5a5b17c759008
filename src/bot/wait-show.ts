import { salonOf } from "../booking/salon-service.ts";
import type { Salon } from "../booking/salon.ts";
import type { Wait } from "../booking/wait-service.ts";
import { waitersOn } from "../desk/wait-list-service.ts";
import { text } from "../texts/bundle.ts";
import { escapeHtml } from "../texts/html.ts";
import type { Acting } from "./access.ts";
import { dayText } from "./booking-screen.ts";
import type { DeskContext } from "./context.ts";
import { html } from "./say.ts";
import { named } from "./salon-words.ts";
import type { Button, Screen } from "./screen.ts";
import { readerHere } from "./visit-show.ts";
import type { VisitReader } from "./visit-screen.ts";

const MOST = 8;

/** Who waits for a free time on a day, in their order; null where clients are not named. */
export async function waitScreenOf(
  ctx: DeskContext,
  { business }: Acting,
  day: string,
): Promise<Screen | null> {
  const reader = await readerHere(ctx, business);
  if (!reader) return null;
  const { db } = ctx.desk.deps;
  const [salon, { waiters: shown }] = await Promise.all([
    salonOf(db, business.id),
    waitersOn(db, business.id, { day, most: MOST }),
  ]);
  const { language } = reader;
  const lines = shown.map((one) => waitLine(reader, { ...one, salon }));
  return {
    html: [
      html(language, "bookings-waits-title", { day: dayText(reader, day) }),
      lines.length > 0 ? lines.join("\n") : html(language, "bookings-waits-none"),
      ...(lines.length > 0 ? [html(language, "bookings-waits-why")] : []),
    ].join("\n\n"),
    rows: [
      ...shown.map(({ wait, name }): Button[] => [
        {
          label: name ?? text(language, "desk-dialog-nameless"),
          action: { do: "conversation", conversationId: wait.conversationId },
        },
      ]),
      [
        {
          label: text(language, "bot-back"),
          action: { do: "bookings", when: day, masterId: null, page: 0 },
        },
      ],
    ],
  };
}

/** "• 10:00–14:00 · Манікюр · Марина · Оксана · чекає". */
function waitLine(
  reader: VisitReader,
  { wait, name, salon }: { wait: Wait; name: string | null; salon: Salon },
): string {
  const { language } = reader;
  const service = salon.services.find(({ id }) => id === wait.serviceId);
  const master = salon.masters.find(({ id }) => id === wait.masterId);
  const whole = wait.fromMin <= 0 && wait.toMin >= 1440;
  const parts = [
    whole ? text(language, "bookings-any-time") : `${clock(wait.fromMin)}–${clock(wait.toMin)}`,
    service ? named(reader, service.names) : null,
    master ? named(reader, master.names) : text(language, "bookings-anyone"),
    name ?? text(language, "desk-dialog-nameless"),
    text(language, wait.status === "offered" ? "bookings-wait-offered" : "bookings-wait-waiting"),
  ];
  return `• ${escapeHtml(parts.filter((part) => part !== null).join(" · "))}`;
}

function clock(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}
