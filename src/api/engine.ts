import {
  buildSchema,
  execute,
  getOperationAST,
  GraphQLError,
  isScalarType,
  OperationTypeNode,
  parse,
  specifiedRules,
  subscribe,
  validate,
  valueFromASTUntyped,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type ValueNode,
} from "graphql";
import { createHandler } from "graphql-sse";
import { codeOfError, shownError, type ShownError } from "./api-error.ts";
import type { ApiContext } from "./context.ts";
import { problemOf } from "./cost.ts";
import { readRoot, writeRoot } from "./root.ts";
import { schemaText } from "./schema.ts";

/** One operation as a program sent it. */
export type Asked = {
  query: string;
  operationName: string | null;
  variables: Record<string, unknown>;
};

type Refused = { status: 400 | 403; errors: ShownError[] };
type Args = ExecutionArgs & { contextValue: ApiContext };
export type Ready = { args: Args; isStream: boolean };

/** How errors are told, and which are worth a log line. */
export type Telling = {
  isUnavailable: (error: unknown) => boolean;
  failed: (error: unknown) => void;
};

const MAX_TOKENS = 4000;
const MAX_ERRORS = 10;
/** A NUL, which no text of Postgres holds. */
const NUL = /\\u(?:0000|\{0+\})/;

const schema = schemaOf();

/** Looks at an operation before anything is asked for. */
export function prepare(asked: Asked, ctx: ApiContext): Ready | Refused {
  const document = read(asked.query);
  if (document instanceof GraphQLError) return { status: 400, errors: [shown(document)] };
  const problem = problemOf(document, asked.variables);
  if (problem !== null) return refused(problem);
  const operation = getOperationAST(document, asked.operationName);
  if (!operation) return refused("no_operation");
  const errors = validate(schema, document, specifiedRules, { maxErrors: MAX_ERRORS });
  if (errors.length > 0) return { status: 400, errors: errors.map(shown) };
  const writes = operation.operation === OperationTypeNode.MUTATION;
  if (writes && ctx.holder.scope !== "write") return { ...refused("forbidden"), status: 403 };
  const args: Args = {
    schema,
    document,
    operationName: asked.operationName,
    variableValues: asked.variables,
    rootValue: writes ? writeRoot : readRoot,
    contextValue: ctx,
  };
  return { args, isStream: operation.operation === OperationTypeNode.SUBSCRIPTION };
}

/** Runs a query or a mutation. */
export async function run({ args }: Ready, telling: Telling) {
  return told(await execute(args), telling);
}

/** The operation as server-sent events, one text after another; null when graphql-sse refuses the request. */
export async function stream(
  { args }: Ready,
  asked: Asked,
  telling: Telling,
): Promise<AsyncGenerator<string, void> | null> {
  const handle = createHandler<null, null, ApiContext>({
    // Each request is a stream of its own: none is kept by a token of the protocol.
    authenticate: () => "",
    onSubscribe: () => args,
    validate: () => [],
    execute,
    subscribe,
    onNext: (_context, _request, result) => told(result, telling),
  });
  const headers: Record<string, string> = {
    accept: "text/event-stream",
    "content-type": "application/json",
  };
  const [body] = await handle({
    method: "POST",
    url: "/graphql",
    headers: { get: (name: string) => headers[name] ?? null },
    body: { query: asked.query },
    raw: null,
    context: null,
  });
  return body !== null && typeof body !== "string" ? body : null;
}

function told<R extends { readonly errors?: ExecutionResult["errors"] }>(
  result: R,
  telling: Telling,
): R {
  const { errors } = result;
  return errors === undefined
    ? result
    : { ...result, errors: errors.map((error) => masked(error, telling)) };
}

/** What graphql itself says is about what was asked; everything else only has a code. */
function masked(error: GraphQLError, { isUnavailable, failed }: Telling): GraphQLError {
  const { originalError: cause, nodes = null, path = null } = error;
  if (!cause || cause instanceof GraphQLError)
    return new GraphQLError(error.message, { nodes, path, extensions: { code: "invalid" } });
  const code = codeOfError(cause, isUnavailable);
  if (code === "unexpected") failed(cause);
  return new GraphQLError(shownError(code).message, { nodes, path, extensions: { code } });
}

function shown({ message, locations, path }: GraphQLError): ShownError {
  return {
    message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions: { code: "invalid" },
  };
}

function refused(code: string): Refused {
  return { status: 400, errors: [shownError(code)] };
}

function read(query: string): DocumentNode | GraphQLError {
  if (NUL.test(query)) return new GraphQLError("A text may not hold a NUL.");
  try {
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return error instanceof GraphQLError ? error : new GraphQLError("The query cannot be read.");
  }
}

function schemaOf() {
  const made = buildSchema(schemaText);
  const time = made.getType("DateTime");
  if (isScalarType(time)) {
    time.parseValue = text;
    time.parseLiteral = (node: ValueNode) => text(valueFromASTUntyped(node));
  }
  return made;
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  throw new GraphQLError("A time is a text, ISO 8601.");
}
