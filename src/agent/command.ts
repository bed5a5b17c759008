import type { Slot, Visit } from "../booking/salon.ts";

/** Why a person must answer. */
export type HandoffReason =
  | "asked"
  | "rude"
  | "complaint"
  | "stuck"
  | "medical"
  | "unknown"
  | "too_late"
  | "media";

/** What the machine wants done. It happens in the turn's transaction; what came of it is told by `settle`. */
export type Command =
  /** The place is kept for this customer while they decide; their earlier hold is given up. */
  | { do: "hold"; slot: Slot }
  | { do: "release"; holdId: number }
  /** Only after an explicit yes to a draft that was shown in full. */
  | { do: "book"; slot: Slot; holdId: number; name: string; phone: string | null }
  | { do: "cancel"; bookingId: number }
  | { do: "move"; bookingId: number; slot: Slot; holdId: number }
  | { do: "confirm_visit"; bookingId: number }
  | {
      do: "wait";
      serviceId: number;
      masterId: number | null;
      day: string;
      fromMin: number;
      toMin: number;
    }
  | { do: "take_offer"; waitId: number; name: string; phone: string | null }
  | { do: "pass_offer"; waitId: number }
  | { do: "handoff"; reason: HandoffReason }
  | { do: "opt_out" }
  | { do: "erase" };

/** What came of a command, from the rows it wrote. */
export type Done =
  | { did: "hold"; holdId: number; slot: Slot; until: number }
  | { did: "book"; visit: Visit }
  | { did: "cancel"; visit: Visit }
  | { did: "move"; visit: Visit; from: number }
  | { did: "confirm_visit"; visit: Visit }
  | { did: "wait" }
  | { did: "take_offer"; visit: Visit }
  | { did: "pass_offer" }
  | { did: "release" }
  /** When a person will answer, epoch ms; null: nobody can say. */
  | { did: "handoff"; answersBy: number | null; open: boolean }
  | { did: "opt_out" }
  | { did: "erase"; cancelled: number }
  /** Somebody else has it now. */
  | { failed: "taken"; command: "hold" | "book" | "move" | "take_offer"; slot: Slot }
  | {
      failed: "too_late" | "gone" | "too_many";
      command: Command["do"];
    };
