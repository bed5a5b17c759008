import type { VNode } from "preact";
import type { Deal } from "../crm/deal.ts";
import type { Task } from "../crm/task.ts";
import type { Reader } from "./deal-visit.ts";
import { Sheet } from "./sheet.tsx";
import { QuickTask } from "./task-new.tsx";
import { TaskRow } from "./task-row.tsx";
import type { Visit } from "./visit.tsx";

/** What is to be done for a deal, and a line for more. */
export function DealTasks(about: {
  deal: Deal;
  tasks: Task[];
  visit: Visit;
  reader: Reader;
}): VNode {
  const { deal, tasks, visit, reader } = about;
  const open = tasks.filter(({ status }) => status === "pending").length;
  return (
    <Sheet id="tasks" title={reader.say("web-tasks")} count={open}>
      <QuickTask of={{ deal: deal.number }} visit={visit} reader={reader} />
      {tasks.length > 0 && (
        <ul class="rows tasks">
          {tasks.map((task) => (
            <TaskRow
              row={{ task, deal: null, back: `deal-${deal.number}` }}
              csrf={visit.visitor.csrf}
              reader={reader}
            />
          ))}
        </ul>
      )}
    </Sheet>
  );
}
