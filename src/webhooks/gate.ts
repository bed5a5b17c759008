/** Whose request it is. */
type Asker = { businessId: string; endpointId: string };

/** Places for the requests that one process has open at once, over all endpoints. */
export type Gate = {
  /** Takes a place; where there is none, `again` is called once there may be one. */
  enter(asker: Asker, again?: () => void): boolean;
  leave(asker: Asker): void;
};

/**
 * A place is given as long as an endpoint holds fewer than are free beyond what its business holds already (dynamic
 * thresholds, Choudhury and Hahne 1998), a first one somewhat longer: however many slow endpoints somebody has, others
 * find places free, and a quick endpoint finds one beside its own slow ones.
 */
export function createGate(places: number): Gate {
  const held = new Map<string, number>();
  const waiting = new Map<string, { asker: Asker; again: () => void }>();
  let open = 0;
  const of = (key: string): number => held.get(key) ?? 0;
  const fits = ({ businessId, endpointId }: Asker): boolean => {
    const free = places - open;
    return of(endpointId) === 0
      ? of(businessId) < 2 * free
      : of(endpointId) < free - of(businessId);
  };
  const count = ({ businessId, endpointId }: Asker, by: 1 | -1): void => {
    open += by;
    for (const key of [businessId, endpointId]) {
      held.set(key, of(key) + by);
      if (of(key) === 0) held.delete(key);
    }
  };
  return {
    enter: (asker, again) => {
      waiting.delete(asker.endpointId);
      if (fits(asker)) {
        count(asker, 1);
        return true;
      }
      if (again) waiting.set(asker.endpointId, { asker, again });
      return false;
    },
    leave: (asker) => {
      count(asker, -1);
      // Who is called and finds too few places waits again, behind the others.
      for (const [key, one] of waiting) {
        if (open >= places) return;
        if (!fits(one.asker)) continue;
        waiting.delete(key);
        one.again();
      }
    },
  };
}
