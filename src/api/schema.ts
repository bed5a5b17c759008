import { readSchema } from "./schema-read.ts";
import { talkSchema } from "./schema-talk.ts";
import { writeSchema } from "./schema-write.ts";

/** The whole schema, as docs/graphql.md prints it. */
export const schemaText = [readSchema, talkSchema, writeSchema]
  .map((part) => part.trim())
  .join("\n\n");
