import { describe, expect, test } from "vitest";
import { hits, sources } from "./source.ts";

const PURE_ROOMS = [
  "lib",
  "texts",
  "events",
  "business",
  "crm",
  "calls",
  "telephony",
  "speech",
  "webhooks",
  "desk",
];
const IMPURE = /(?:^|[/-])(?:store|service|logger|clock)\.ts$/;

const all = sources("src");
const pure = all.filter(
  ({ path }) => PURE_ROOMS.includes(path.split("/")[1] ?? "") && !IMPURE.test(path),
);

const chance = /\b(?:randomUUID|randomBytes|randomInt|getRandomValues)\b/;
const time = /\bnew Date\(\s*\)|(?<![\w.])Date\(\s*\)/;

describe("a pure file", () => {
  test("is what most of the business rooms are made of", () => {
    expect(pure.length).toBeGreaterThan(20);
  });

  test("draws no chance", () => {
    expect(hits(pure, chance)).toEqual([]);
  });

  test("reads no clock", () => {
    expect(hits(pure, time)).toEqual([]);
  });

  test("is told by its name: nothing impure hides behind one", () => {
    const planted = [
      {
        path: "a.ts",
        text: "const id = randomUUID();\nconst at = new Date( );\n// new Date()\nnew Date(1);",
      },
    ];
    expect(hits(planted, chance)).toEqual(["a.ts:1"]);
    expect(hits(planted, time)).toEqual(["a.ts:2"]);
  });
});

describe("the whole process", () => {
  test("reads the wall clock only through lib/clock", () => {
    const others = all.filter(
      // client*.ts runs in a browser, on the clock of whoever looks.
      ({ path }) => path !== "src/lib/clock.ts" && !path.startsWith("src/sandbox/client"),
    );
    expect(hits(others, new RegExp(`${time.source}|\\bDate\\.now\\b`))).toEqual([]);
  });

  // The embedded server passes a shifted clock on to its child, which takes the parent's environment.
  test("reads the environment only in its configuration", () => {
    const others = all.filter(
      ({ path }) =>
        ![
          "src/config.ts",
          "src/main.ts",
          "src/sandbox/main.ts",
          "src/db/embedded-server.ts",
        ].includes(path),
    );
    expect(hits(others, /\bprocess\.env\b/)).toEqual([]);
  });
});

test("rooms have one level of folders", () => {
  const nested = new Set(
    all
      .map(({ path }) => path.split("/").slice(0, -1))
      .filter((folders) => folders.length > 2)
      .map((folders) => folders.join("/")),
  );
  expect(
    [...nested].filter(
      (folder) =>
        ![
          "src/db/schema",
          "src/db/migrations",
          "src/sandbox/assets",
          "src/cabinet/assets",
        ].includes(folder),
    ),
  ).toEqual([]);
});

test("no file leads back to itself, by types neither", () => {
  const leads = new Map(
    all.map(({ path, text }) => [
      path,
      [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, to = ""]) =>
        new URL(to, `file:///${path}`).pathname.slice(1),
      ),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (path: string, way: string[]): void => {
    if (way.includes(path)) cycles.push([...way.slice(way.indexOf(path)), path].join(" → "));
    if (done.has(path) || way.includes(path)) return;
    for (const next of leads.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const path of leads.keys()) walk(path, []);
  expect(cycles).toEqual([]);
});
