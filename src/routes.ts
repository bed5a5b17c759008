import { routeLines } from "./route-list.ts";

process.stdout.write(`${routeLines().join("\n")}\n`);
