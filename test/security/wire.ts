import { request } from "node:http";

export type Told = { status: number; text: string };

/** A POST on a connection of its own; the answer counts also when it comes before the body is through. */
export function post(
  port: number,
  path: string,
  { headers, body }: { headers: Record<string, string>; body: string },
): Promise<Told> {
  return new Promise((done) => {
    const client = request(
      { host: "127.0.0.1", port, path, method: "POST", headers, agent: false },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        answer.once("end", () => done({ status: answer.statusCode ?? 0, text }));
      },
    );
    client.once("error", (error) => done({ status: 0, text: String(error) }));
    client.end(body);
  });
}
