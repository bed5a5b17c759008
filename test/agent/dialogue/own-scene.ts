import { has, scene, type Scene } from "./scene.ts";

/** Three visits of one customer: two haircuts with different masters, and a pedicure. */
export function three(): Scene {
  const on = one();
  has(on, "haircut_w", "iryna", "2026-12-01T12:00");
  has(on, "pedicure_gel", "maryna", "2026-12-02T10:00");
  return on;
}

/** One visit of a customer, a haircut on Monday. */
export function one(): Scene {
  const on = scene("2026-11-25T09:30");
  has(on, "haircut_w", "olena", "2026-11-30T10:00");
  return on;
}
