import { describe, expect, test } from "vitest";
import { columnChart, rowChart } from "../../src/desk/chart-bar.ts";
import { heatChart } from "../../src/desk/chart-heat.ts";
import { drawPng } from "../../src/desk/chart-service.ts";
import { escapeXml, fit, label, picture, title, widthOf } from "../../src/desk/chart.ts";

/** Names that people give, among them what could break an attribute or an element. */
const HOSTILE = 'Салон "<Лілея>" & </text>\u0000\u000b\ud83d';

const whole = picture([
  title(HOSTILE, "18–24 листопада"),
  columnChart({
    title: "За днями",
    answered: "прийнято, 10",
    missed: "пропущено, 3",
    columns: [
      { label: "18", answered: 10, missed: 3 },
      { label: "19", answered: 0, missed: 0, note: "вих." },
      { label: "20", answered: 0, missed: 0 },
    ],
  }),
  heatChart({
    title: HOSTILE,
    days: ["Пн", "Вт"],
    firstHour: 9,
    cells: [
      [0, 1, null],
      [7, 0, 2],
    ],
    marked: { day: 1, from: 9, to: 11 },
  }),
  rowChart({
    title: "Хто прийняв",
    columns: ["розмови", "передзвони"],
    rows: [{ label: HOSTILE, value: 4, aside: ["5 хв", "0"] }],
  }),
]);

describe("a picture", () => {
  test("is one well-formed SVG of 640 units, whatever names stand in it", () => {
    expect(whole).toMatch(/^<svg [^>]*viewBox="0 0 640 \d+(?:\.\d+)?"/);
    const open: string[] = [];
    for (const [, slash, name = "", end] of whole.matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g)) {
      if (slash === "/") expect(open.pop()).toBe(name);
      else if (end !== "/") open.push(name);
    }
    expect(open).toEqual([]);
    expect(whole.replace(/<[^<>]*>/g, "")).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot);)/);
    expect(escapeXml(HOSTILE)).toBe("Салон &quot;&lt;Лілея&gt;&quot; &amp; &lt;/text&gt;");
  });

  test("writes values on bars and cells, and says what is no zero", () => {
    const said = [...whole.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(said).toEqual(expect.arrayContaining(["10", "3", "7", "2", "вих.", "4", "5 хв"]));
    expect(said).not.toContain("0:0");
    expect(whole.match(/<line /g)).toHaveLength(2);
  });

  test("hangs what was missed below the line, and stands what was answered above it", () => {
    const { svg } = columnChart({
      title: "",
      answered: "",
      missed: "",
      columns: [{ label: "1", answered: 8, missed: 4 }],
    });
    const [, base = ""] = /y1="([\d.]+)"/.exec(svg) ?? [];
    const bars = [...svg.matchAll(/<rect [^>]*y="([\d.]+)"[^>]*height="([\d.]+)" rx="4"/g)].map(
      ([, y, height]) => ({ y: Number(y), height: Number(height) }),
    );
    const [up, down] = [bars.at(-2), bars.at(-1)];
    expect(up && up.y + up.height).toBeLessThanOrEqual(Number(base));
    expect(down?.y).toBeGreaterThanOrEqual(Number(base));
    expect(up && down && up.height / down.height).toBeCloseTo(2);
  });

  test("cuts a long name so that it stays in its place", () => {
    const long = fit("Олександра-Вікторія Непийпиво", 150, 19);
    expect(long).toMatch(/^Олександра.*…$/);
    expect(widthOf(long, 19)).toBeLessThanOrEqual(150);
  });
});

describe("the drawing", () => {
  test("is a PNG of twice the size", async () => {
    const png = Buffer.from(await drawPng(whole));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(1280);
  });

  test("has its own font: our letters and signs of money are not drawn as missing", async () => {
    const missing = await inkOf("\ue000");
    const signs = ["Ґ", "ї", "Є", "Ж", "ё", "₴", "₸", "₽", "«", "…"];
    const drawn: string[] = [];
    for (const sign of signs) drawn.push(await inkOf(sign));
    expect(drawn).not.toContain(missing);
    expect(new Set([...drawn, await inkOf("")]).size).toBe(signs.length + 1);
  });

  test("of what is no SVG fails, and the next one is drawn all the same", async () => {
    await expect(drawPng("<svg")).rejects.toThrow();
    expect((await drawPng(whole)).length).toBeGreaterThan(1000);
  });
});

function inkOf(text: string): Promise<string> {
  return drawPng(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 60" font-family="Noto Sans">${label(8, 40, text)}</svg>`,
  ).then((png) => Buffer.from(png).toString("base64"));
}
