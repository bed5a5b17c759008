// A runner has to be a default export.
export { MutantRunner as default } from "./runner.ts";
