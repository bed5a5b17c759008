import type { Slot, Visit, Words } from "./salon.ts";
import type { Reason } from "./reason.ts";

export type Channel = "telegram" | "whatsapp" | "person" | "import";

/** Who asks: a customer, known by their conversation and the client bound to it, or one of the business's people. */
export type By = { conversationId: number; clientId: number | null } | "person";

/** `taken`: nobody is free for it (the reason tells more); `gone`: there is no such visit for them any more. */
export type Refused = {
  refused: "taken" | "gone" | "too_late" | "too_many";
  reason?: Reason;
};

/** A visit as the business's people see it, with the names of its service and master, archived ones included. */
export type FullVisit = Visit & {
  service: { slug: string; names: Words };
  master: { slug: string; names: Words };
  client: { id: number; number: number; name: string | null; phone: string | null } | null;
  conversationId: number | null;
  channel: Channel;
  currency: string;
  note: string | null;
  createdAt: number;
  cancelledBy: "client" | "person" | null;
};

/** A row of a visit, or of a place that is only held. */
export type Place = Omit<FullVisit, "status" | "number"> & {
  number: number | null;
  status: Visit["status"] | "held" | "gone";
  heldUntil: number | null;
  busyUntil: number;
};

/** A place that nobody holds any more, or never did, is no visit. */
export function isVisit(place: Place): place is Place & FullVisit {
  return place.number !== null && place.status !== "held" && place.status !== "gone";
}

/** Whether it is still to come or running. */
export function isOpen(visit: Pick<Place, "status">): boolean {
  return visit.status === "booked" || visit.status === "confirmed";
}

/** What its customer may know of it. */
export function visitOf(visit: FullVisit): Visit {
  const { id, number, serviceId, masterId, start, end, status, price } = visit;
  return { id, number, serviceId, masterId, start, end, status, price };
}

export function slotOfPlace({ masterId, serviceId, start, end }: Place): Slot {
  return { masterId, serviceId, start, end };
}

/** Whether it is theirs: made in their conversation, or of the client bound to it; the business's people own all. */
export function isOwn(place: Pick<Place, "conversationId" | "client">, by: By): boolean {
  if (by === "person") return true;
  if (place.conversationId === by.conversationId) return true;
  return by.clientId !== null && place.client?.id === by.clientId;
}
