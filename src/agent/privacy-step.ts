import { text } from "../texts/bundle.ts";
import { near, readerOf, serviceName } from "./shown.ts";
import { asking, type Buttons, dropped, ordered, said, type Talk, wants, went } from "./talk.ts";

/** Whether they want nothing more of us, or wait to be asked for the last time. */
export function isPrivacy(talk: Talk): boolean {
  const { heard, memory } = talk;
  return wants(talk, "opt_out", "erase") || (memory.asked === "erase" && heard.answer !== null);
}

/** Letters stop at once; data are erased after a yes to what goes with them. */
export function privacy(talk: Talk): Talk {
  const { heard, memory } = talk;
  if (memory.asked === "erase" && !wants(talk, "opt_out") && heard.answer !== null)
    return answered(talk);
  const silent = wants(talk, "opt_out") ? stopped(talk) : talk;
  return wants(talk, "erase") ? askErase(silent) : silent;
}

function stopped(talk: Talk): Talk {
  const told = said(went(talk, "goodbye"), "agent-opted-out");
  return ordered(told, { do: "opt_out" });
}

/** Asks for the last time, and says what goes with the data. */
export function askErase(talk: Talk): Talk {
  const { mine } = talk.world;
  const { language } = talk.memory;
  const reader = readerOf(talk);
  const yes = text(language, "agent-button-yes-erase");
  const no = text(language, "agent-button-no");
  const buttons: Buttons = [
    [
      { title: yes, action: { do: "yes" } },
      { title: no, action: { do: "no" } },
    ],
  ];
  const open = asking(talk, "erase");
  if (mine.length === 0) return said(open, "agent-ask-erase", {}, buttons);
  const visits = mine
    .map(({ start, serviceId }) => `${near(reader, start)} — ${serviceName(reader, serviceId)}`)
    .join("\n");
  return said(open, "agent-ask-erase-visits", { visits }, buttons);
}

function answered(talk: Talk): Talk {
  const { answer } = talk.heard;
  if (answer === "yes") return ordered(asking(dropped(talk), null), { do: "erase" });
  if (answer === "no") return said(asking(talk, null), "agent-not-erased");
  return askErase(talk);
}
