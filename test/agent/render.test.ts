import { expect, test } from "vitest";
import { render } from "../../src/agent/render.ts";
import { lileya } from "./dialogue/scene.ts";

const voice = { salon: lileya.salon, language: "uk", tone: "warm" } as const;

test("what two messages of one burst ask for is said once, with the buttons of the last", () => {
  const buttons = [[{ title: "Так", action: { do: "yes" } as const }]];
  const twice = render(
    [{ id: "agent-fine" }, { id: "agent-maybe" }, { id: "agent-fine", buttons }],
    voice,
  );
  expect(twice).toEqual(render([{ id: "agent-fine" }, { id: "agent-maybe", buttons }], voice));
});
