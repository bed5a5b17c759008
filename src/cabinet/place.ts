import { may, type Action } from "../business/role.ts";
import type { Visitor } from "../business/session.ts";
import type { TextId } from "../texts/bundle.ts";
import type { IconName } from "./icon.tsx";
import type { Say } from "./say.ts";

export type Section =
  | "today"
  | "calls"
  | "talks"
  | "clients"
  | "deals"
  | "tasks"
  | "bookings"
  | "stats"
  | "agent"
  | "webhook"
  | "settings"
  | "more";

export type Place = { section: Section; to: string; label: string; icon: IconName | "mark" };

/** The sections in their groups: only those that this role may see. */
export function placesOf({ role }: Visitor, say: Say): Place[][] {
  return groups
    .map((group) => group.filter(({ right }) => may(role, right)))
    .filter((group) => group.length > 0)
    .map((group) =>
      group.map(({ section, to, label, icon }) => ({ section, to, label: say(label), icon })),
    );
}

type Row = Omit<Place, "label"> & { label: TextId; right: Action };

const groups: readonly (readonly Row[])[] = [
  [
    { section: "today", to: "/dashboard", label: "web-today", icon: "mark", right: "work" },
    {
      section: "calls",
      to: "/dashboard/calls",
      label: "web-calls",
      icon: "phone",
      right: "see_calls",
    },
    {
      section: "talks",
      to: "/dashboard/conversations",
      label: "web-talks",
      icon: "chat",
      right: "work",
    },
    {
      section: "clients",
      to: "/dashboard/clients",
      label: "web-clients",
      icon: "user",
      right: "work",
    },
    { section: "deals", to: "/dashboard/deals", label: "web-deals", icon: "deal", right: "work" },
    { section: "tasks", to: "/dashboard/tasks", label: "web-tasks", icon: "task", right: "work" },
    {
      section: "bookings",
      to: "/dashboard/bookings",
      label: "web-bookings",
      icon: "calendar",
      right: "work",
    },
    {
      section: "stats",
      to: "/dashboard/stats",
      label: "web-stats",
      icon: "chart",
      right: "see_calls",
    },
  ],
  [
    {
      section: "agent",
      to: "/dashboard/agent",
      label: "web-agent",
      icon: "bot",
      right: "settings",
    },
    { section: "webhook", to: "/webhook/", label: "web-webhooks", icon: "hook", right: "settings" },
    {
      section: "settings",
      to: "/dashboard/settings",
      label: "web-settings",
      icon: "gear",
      right: "settings",
    },
  ],
];
