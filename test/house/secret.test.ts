import { expect, test } from "vitest";
import { hits, sources } from "./source.ts";

const shapes: Record<string, RegExp> = {
  "a Telegram token": /\b\d{8,10}:AA[\w-]{33}\b/,
  "a key of a model vendor": /\bsk-[A-Za-z0-9_-]{20,}/,
  "an access key of a cloud": /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  "a token of a code host": /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{50,}|glpat-[\w-]{20})\b/,
  "a private key": /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  "a signed web token": /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  "a Meta token": /\bEAA[A-Za-z0-9]{60,}/,
};

const files = [
  ...sources("src", /\.(?:ts|tsx|js|css|sql|json|md)$/),
  ...sources("test", /\.(?:ts|json|txt|md|http)$/),
];

test.each(Object.entries(shapes))("no file holds what looks like %s", (_, shape) => {
  expect(hits(files, shape)).toEqual([]);
});
