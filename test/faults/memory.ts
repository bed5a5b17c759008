import { scrape } from "../flows/scrape.ts";
import type { World } from "../flows/world.ts";

type Sample = { pid: number; at: number; rssMb: number; heapMb: number };

/** Notes what each process of a world takes, by its own figures. */
export function watchMemory(world: World) {
  const samples: Sample[] = [];
  return {
    note: async (): Promise<void> => {
      const { pid } = world.app();
      const figures = await scrape(world.url).catch(() => null);
      if (figures === null) return;
      samples.push({
        pid,
        at: performance.now(),
        rssMb: megabytes(figures["process_resident_memory_bytes"]),
        heapMb: megabytes(figures["nodejs_heap_size_used_bytes"]),
      });
    },
    /** The process that lived longest: its memory at first, at last and in between. */
    told: (): string => {
      const lives = [...new Set(samples.map(({ pid }) => pid))].map((pid) =>
        samples.filter((sample) => sample.pid === pid),
      );
      const own = lives.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0] ?? [];
      const [first, last] = [own[0], own.at(-1)];
      if (!first || !last) return "memory was never read";
      const thirds = [0, 1, 2].map((n) =>
        Math.min(...own.slice((n * own.length) / 3, ((n + 1) * own.length) / 3).map(heapOf)),
      );
      return (
        `process ${first.pid} lived ${(lengthOf(own) / 60_000).toFixed(1)} min: resident ${first.rssMb} → ${last.rssMb} MB, ` +
        `heap ${first.heapMb} → ${last.heapMb} MB, least heap of its thirds ${thirds.join(", ")} MB`
      );
    },
  };
}

function lengthOf(samples: readonly Sample[]): number {
  return (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0);
}

function heapOf({ heapMb }: Sample): number {
  return heapMb;
}

function megabytes(bytes = 0): number {
  return Math.round(bytes / 1024 ** 2);
}
