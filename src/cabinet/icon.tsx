import type { VNode } from "preact";

const paths = {
  alert: "M12 4 3 19.5h18zM12 10v4.5M12 17v.01",
  back: "m15 5-7 7 7 7",
  chat: "M4 5h16v11.5H10L5.5 20v-3.5H4z",
  check: "m4.5 12.5 5 5 10-11",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3 2",
  copy: "M8.5 8.5h12v12h-12zM15.5 8.5v-5h-12v12h5",
  doc: "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6",
  exit: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
  hook: "M12 4.5a3.5 3.5 0 0 0-2 6.3L6.5 16.5M9.5 17.5h8M12 8l4 7M5.5 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4M18.5 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  key: "M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8M11 12.5 19.5 4M16 7.5l3 3",
  pencil: "m4 20 1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5 17.5 10",
  phone:
    "M6.5 3.5 9 4l1.2 4-2 1.6a12 12 0 0 0 6.2 6.2l1.6-2 4 1.2.5 2.5c.2 1.4-.9 2.8-2.4 2.7C10.6 19.8 4.2 13.4 3.8 5.9 3.7 4.4 5.1 3.3 6.5 3.5z",
  plus: "M12 5v14M5 12h14",
  retry: "M19 12a7 7 0 1 1-2.2-5.1L19.5 9M19.5 4v5h-5",
  send: "M20.5 4 3.5 11l6 2.5L12 20z M9.5 13.5 20.5 4",
  trash: "M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13.5h9L17.5 7",
  x: "M6 6l12 12M18 6 6 18",
} as const;

export type IconName = keyof typeof paths;

/** A sign that stands beside its words; alone it needs a label of its own. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }): VNode {
  return (
    <svg class={small ? "i s" : "i"} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

/** The reception bell. */
export function Mark(): VNode {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M11 6.6V5H9.7a1 1 0 0 1 0-2h4.6a1 1 0 0 1 0 2H13v1.6a8.5 8.5 0 0 1 7.5 8.4H3.5A8.5 8.5 0 0 1 11 6.6z" />
      <rect x="2" y="17" width="20" height="3.6" rx="1.8" />
    </svg>
  );
}
