import type { VNode } from "preact";

const paths = {
  alert: "M12 4 3 19.5h18zM12 10v4.5M12 17v.01",
  back: "m15 5-7 7 7 7",
  bot: "M7.5 8h9a3 3 0 0 1 3 3v5a3 3 0 0 1-3 3h-9a3 3 0 0 1-3-3v-5a3 3 0 0 1 3-3zM12 8V4.5M9 13v.01M15 13v.01M10 16h4",
  burst: "M13 3 5 13.5h6L10 21l8.5-11h-6z",
  calendar: "M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8",
  chart: "M4 20V4M4 20h16M8.5 16v-4M13 16V7.5M17.5 16v-6",
  chat: "M4 5h16v11.5H10L5.5 20v-3.5H4z",
  check: "m4.5 12.5 5 5 10-11",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3 2",
  copy: "M8.5 8.5h12v12h-12zM15.5 8.5v-5h-12v12h5",
  deal: "M3.5 8h17v11.5h-17zM9 8V5h6v3M3.5 13h17",
  doc: "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6",
  download: "M12 4v11M7 11l5 5 5-5M4.5 20h15",
  exit: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
  filter: "M4 6h16M7 12h10M10 18h4",
  flask:
    "M9.5 3.5h5M10.5 3.5v6L5 19.5c-.4.7 0 1.5.9 1.5h12.2c.9 0 1.3-.8.9-1.5l-5.5-10v-6M7.5 15h9",
  forward: "M4 17v-3a5 5 0 0 1 5-5h11M15.5 4.5 20 9l-4.5 4.5",
  gear: "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3.5v2.5M12 18v2.5M3.5 12H6M18 12h2.5M6 6l1.8 1.8M16.2 16.2 18 18M18 6l-1.8 1.8M7.8 16.2 6 18",
  hand: "M8 12V6.5a1.5 1.5 0 0 1 3 0V11m0-5.5a1.5 1.5 0 0 1 3 0V11m0-4a1.5 1.5 0 0 1 3 0v7a6.5 6.5 0 0 1-6.5 6.5c-3 0-4.3-1.5-6-4.5l-1.3-2.4c-.5-1 .8-2.1 1.8-1.3L8 14",
  hook: "M12 4.5a3.5 3.5 0 0 0-2 6.3L6.5 16.5M9.5 17.5h8M12 8l4 7M5.5 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4M18.5 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  in: "M19 5 6 18M6 9v9h9",
  key: "M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8M11 12.5 19.5 4M16 7.5l3 3",
  left: "m15 5-7 7 7 7",
  link: "M10 14a4 4 0 0 0 5.7.3l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-5.7-.3l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  menu: "M4 7h16M4 12h16M4 17h16",
  mic: "M12 3.5a3 3 0 0 0-3 3V11a3 3 0 0 0 6 0V6.5a3 3 0 0 0-3-3M6 11a6 6 0 0 0 12 0M12 17v3.5M9 20.5h6",
  missed: "M4 8l7 7 9-9M4 14V8h6",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  out: "M5 19 18 6M9 6h9v9",
  pause: "M8.5 5.5v13M15.5 5.5v13",
  pencil: "m4 20 1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5 17.5 10",
  phone:
    "M6.5 3.5 9 4l1.2 4-2 1.6a12 12 0 0 0 6.2 6.2l1.6-2 4 1.2.5 2.5c.2 1.4-.9 2.8-2.4 2.7C10.6 19.8 4.2 13.4 3.8 5.9 3.7 4.4 5.1 3.3 6.5 3.5z",
  play: "M8 5.5v13l10.5-6.5z",
  plus: "M12 5v14M5 12h14",
  retry: "M19 12a7 7 0 1 1-2.2-5.1L19.5 9M19.5 4v5h-5",
  right: "m9 5 7 7-7 7",
  search: "M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M16 16l 4.5 4.5",
  send: "M20.5 4 3.5 11l6 2.5L12 20z M9.5 13.5 20.5 4",
  sound: "M4 9.5v5h3.5L12 18V6L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  swap: "M4 8h15M15 4l4 4-4 4M20 16H5M9 12l-4 4 4 4",
  talk: "M4 10v4M8 7v10M12 4v16M16 8v8M20 10v4",
  task: "M7 4h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3h-10a3 3 0 0 1-3-3v-10a3 3 0 0 1 3-3zM8 12l3 3 5-6",
  timer: "M12 6.5a7 7 0 1 0 0 14 7 7 0 0 0 0-14M12 10v3.5M10 3.5h4",
  trash: "M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13.5h9L17.5 7",
  undo: "M9 5 4.5 9.5 9 14M4.5 9.5H14a5 5 0 0 1 0 10h-3",
  unplug: "M9 4v4M15 4v4M6.5 8h11v3a5.5 5.5 0 0 1-11 0zM12 16.5V21M4 4l16 16",
  user: "M12 4.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6M4.5 20c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
  users:
    "M9 5.2a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6M2.5 19.5c.5-3.5 3-5.3 6.5-5.3s6 1.8 6.5 5.3M15.5 5.5a3.3 3.3 0 0 1 0 6M17.5 14.5c2.3.6 3.7 2.3 4 5",
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
