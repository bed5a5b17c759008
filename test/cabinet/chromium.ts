import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a browser is on this machine; CI must have one, elsewhere its cases are reported as skipped. */
export const browserPath = findChromium();
export const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
];
export const laptop = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

function findChromium(): string | null {
  const given = process.env["CHROMIUM_PATH"];
  if (given) return given;
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return (
    folders
      .flatMap((folder) => names.map((name) => join(folder, name)))
      .find((path) => existsSync(path)) ?? null
  );
}
