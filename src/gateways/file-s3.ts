import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { AwsClient } from "aws4fetch";
import { isFileName, type FileFailure, type Files } from "./file-port.ts";

type Place = {
  endpoint: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
};

const DEADLINE_MS = 60_000;

/** Keeps files in a bucket of S3 or of what speaks like it; the bucket stands in the path, as every such service takes it. */
export function createS3Files(place: Place): Files {
  const client = new AwsClient({
    accessKeyId: place.accessKey,
    secretAccessKey: place.secretKey,
    service: "s3",
    region: place.region,
    // Trying again is the job's own business.
    retries: 0,
  });
  const base = `${place.endpoint.replace(/\/+$/, "")}/${encodeURIComponent(place.bucket)}`;
  const ask = async (name: string, request: Ask): Promise<Answer | FileFailure> => {
    if (!isFileName(name)) return { failed: "bad_name" };
    return send(client, `${base}/${name}`, request);
  };
  return {
    put: async (name, bytes, mime) => {
      const headers = { "content-type": mime };
      const answer = await ask(name, { method: "PUT", body: new Uint8Array(bytes), headers });
      if ("failed" in answer) return answer;
      return answer.status === 200 ? { kept: true } : refused(answer);
    },
    get: async (name) => {
      const answer = await ask(name, { method: "GET" });
      if ("failed" in answer) return answer;
      if (answer.status === 404) return { missing: true };
      return answer.status === 200 ? { bytes: answer.bytes } : refused(answer);
    },
    read: async (name, range) => {
      if (!isFileName(name)) return { failed: "bad_name" };
      const headers = range === null ? {} : { range: `bytes=${range.from}-${range.to}` };
      return stream(client, `${base}/${name}`, { method: "GET", headers });
    },
    remove: async (name) => {
      const answer = await ask(name, { method: "DELETE" });
      if ("failed" in answer) return answer;
      return [200, 204, 404].includes(answer.status) ? { removed: true } : refused(answer);
    },
    // A file is named in the database before it is put away for good, and taken from here before it is forgotten there.
    names: () => Promise.resolve(null),
  };
}

type Ask = {
  method: "PUT" | "GET" | "DELETE";
  body?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
};
type Answer = { status: number; bytes: Buffer };

async function send(client: AwsClient, url: string, request: Ask): Promise<Answer | FileFailure> {
  try {
    const answer = await signed(client, url, {
      ...request,
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  } catch (error) {
    return toFailure(error);
  }
}

/** The deadline is that of the answer's beginning: somebody may listen for an hour. */
async function stream(
  client: AwsClient,
  url: string,
  request: Ask,
): Promise<{ stream: Readable } | { missing: true } | FileFailure> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new DOMException("late", "TimeoutError")), DEADLINE_MS);
  try {
    const answer = await signed(client, url, { ...request, signal: late.signal });
    const isThere = answer.status === (request.headers?.["range"] === undefined ? 200 : 206);
    if (isThere && answer.body)
      return { stream: Readable.from(answer.body, { objectMode: false }) };
    await answer.body?.cancel();
    return answer.status === 404 ? { missing: true } : refused(answer);
  } catch (error) {
    return toFailure(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Signed with the bytes themselves: over http a service takes nothing less. */
async function signed(
  client: AwsClient,
  url: string,
  request: Ask & { signal: AbortSignal },
): Promise<Response> {
  const digest = createHash("sha256")
    .update(request.body ?? "")
    .digest("hex");
  const headers = { ...request.headers, "x-amz-content-sha256": digest };
  return client.fetch(url, { ...request, headers, redirect: "manual" });
}

function toFailure(error: unknown): FileFailure {
  const name = error instanceof Error ? error.name : "";
  return { failed: name === "TimeoutError" ? "s3_timeout" : "s3_network" };
}

function refused({ status }: { status: number }): FileFailure {
  return { failed: `s3_${status}` };
}
