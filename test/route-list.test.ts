import { Router } from "@koa/router";
import { expect, test } from "vitest";
import { routeLines } from "../src/route-list.ts";

test("every route of the real routers is listed once, with what it is for", () => {
  const lines = routeLines().map((line) => line.split(/ {2,}/));
  expect(lines.every((cells) => cells.length === 3)).toBe(true);
  const told = lines.map(([method, path]) => `${method} ${path}`);
  expect(new Set(told).size).toBe(told.length);
  expect(told).toEqual(
    expect.arrayContaining([
      "POST /api/webhooks/phonet/:token",
      "ALL /api/webhooks/novofon",
      "POST /api/webhooks/telegram/main",
      "GET /metrics",
      "GET /api/ready",
      "ALL /sandbox/*",
    ]),
  );
});

test("a route that nobody described stops the list, and so does a description without its route", () => {
  expect(() => routeLines([new Router().get("/new", () => {})])).toThrow("routes.");
  expect(() => routeLines([])).toThrow("routes.not_served./");
});
