import { expect, test } from "vitest";
import { delayed, readTitle, reminderAt } from "../../src/crm/task.ts";
import { toInstant } from "../../src/lib/zone.ts";

const zone = "Europe/Kyiv";
const wall = (h: number, mi = 0, d = 21) => toInstant({ y: 2026, mo: 11, d, h, mi, s: 0 }, zone);

test.each([
  [wall(8), wall(8)],
  [wall(20, 59), wall(20, 59)],
  [wall(21), wall(9, 0, 22)],
  [wall(23, 30), wall(9, 0, 22)],
  [wall(3), wall(9)],
  [wall(7, 59), wall(9)],
])("nobody is reminded at night", (due, at) => {
  expect(reminderAt(due, zone)).toBe(at);
});

test("putting off leads an hour on, to the evening, the morning, a week on", () => {
  expect(delayed("hour", wall(14, 35), zone)).toBe(wall(15, 35));
  expect(delayed("evening", wall(14), zone)).toBe(wall(18));
  expect(delayed("evening", wall(19), zone)).toBe(wall(18, 0, 22));
  expect(delayed("tomorrow", wall(14), zone)).toBe(wall(9, 0, 22));
  expect(delayed("week", wall(14), zone)).toBe(wall(9, 0, 28));
});

test.each([
  ["Подзвонити", "Подзвонити", "medium"],
  ["! Подзвонити", "Подзвонити", "high"],
  ["Подзвонити!", "Подзвонити", "high"],
  ["терміново подзвонити", "подзвонити", "high"],
  ["Позвонить, срочно!", "Позвонить", "high"],
  ["Call Oksana URGENT", "Call Oksana", "high"],
  ["Подзвонити\nОксані", "Подзвонити Оксані", "medium"],
  ["!!!", null, "high"],
  ["  ", null, "medium"],
])("«%s» is «%s», %s", (written, title, priority) => {
  expect(readTitle(written)).toEqual({ title, priority });
});
