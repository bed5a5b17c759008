import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { createTokens, type Tokens } from "../../src/gateways/gigachat-token.ts";
import { gigachatStandIn, gigaSaying, type GigaReply } from "./gigachat-stand-in.ts";
import { closeAll, fetcherFor } from "./http-stand-in.ts";

afterEach(closeAll);

const NOW = 1_795_000_000_000;
const MINUTE = 60_000;

test("the published request: Basic key, RqUID of version 4, a form", async () => {
  const published: { headers: object; body_form: object } = JSON.parse(
    readFileSync("test/fixtures/gigachat/composed/oauth-request.json", "utf8"),
  );
  expect(Object.keys(published.headers)).toEqual([
    "authorization",
    "rquid",
    "content-type",
    "accept",
  ]);
  const { stand, tokens } = await start();
  expect(await tokens.get()).toEqual({ token: "token-1" });
  expect(stand.refused).toEqual([]);
});

test("everybody who waits gets the same token, and nobody asks twice", async () => {
  const { stand, tokens } = await start();
  const all = await Promise.all(Array.from({ length: 20 }, () => tokens.get()));
  expect(new Set(all.map((one) => ("token" in one ? one.token : ""))).size).toBe(1);
  expect(stand.tokens).toHaveLength(1);
});

test.each(["oauth-ok", "oauth-ok-short-keys"])("%s: both forms are read", async (name) => {
  const body: { access_token?: string; tok?: string } = JSON.parse(
    readFileSync(`test/fixtures/gigachat/composed/${name}.json`, "utf8"),
  );
  const { tokens } = await start(() => ({ body }));
  expect(await tokens.get()).toEqual({ token: body.access_token ?? body.tok });
});

test("a token is renewed a minute before its end, whichever form told it, and half an hour after it came at the latest", async () => {
  for (const body of [
    { access_token: "a", expires_at: NOW + 10 * MINUTE },
    { tok: "a", exp: (NOW + 10 * MINUTE) / 1000 },
  ]) {
    const { stand, tokens, clock } = await start(() => ({ body }));
    await tokens.get();
    clock.at = NOW + 9 * MINUTE - 1;
    await tokens.get();
    expect(stand.tokens).toHaveLength(1);
    clock.at = NOW + 9 * MINUTE;
    await tokens.get();
    expect(stand.tokens).toHaveLength(2);
  }
  const { stand, tokens, clock } = await start();
  await tokens.get();
  clock.at = NOW + 29 * MINUTE;
  await tokens.get();
  expect(stand.tokens).toHaveLength(2);
});

test("a clock that was set back does not keep a token for hours", async () => {
  const { stand, tokens, clock } = await start();
  clock.at = NOW + 600 * MINUTE;
  await tokens.get();
  clock.at = NOW;
  await tokens.get();
  expect(stand.tokens).toHaveLength(2);
});

test("a stale token is renewed once for all who found it stale", async () => {
  const { stand, tokens } = await start();
  await tokens.get();
  const all = await Promise.all([
    tokens.renewed("token-1"),
    tokens.renewed("token-1"),
    tokens.get(),
  ]);
  expect(all).toEqual([{ token: "token-2" }, { token: "token-2" }, { token: "token-2" }]);
  expect(await tokens.renewed("token-1")).toEqual({ token: "token-2" });
  expect(stand.tokens).toHaveLength(2);
});

test("after a 429 nobody asks for a while", async () => {
  const { stand, tokens, clock } = await start((n) =>
    n === 1 ? { status: 429, body: { message: "Too Many Requests" } } : null,
  );
  expect(await tokens.get()).toMatchObject({ refused: { status: 429 } });
  clock.at = NOW + 19_000;
  expect(await tokens.get()).toMatchObject({ refused: { status: 429 } });
  expect(stand.tokens).toHaveLength(1);
  clock.at = NOW + 21_000;
  expect(await tokens.get()).toEqual({ token: "token-2" });
});

const published: { status: number; body: object }[] = JSON.parse(
  readFileSync("test/fixtures/gigachat/composed/oauth-errors.json", "utf8"),
);
test.each(published.map((one) => [JSON.stringify(one.body), one] as const))(
  "%s is a wrong key, and the next question asks again",
  async (_, { status, body }) => {
    const { stand, tokens } = await start(() => ({ status, body }));
    expect(await tokens.get()).toMatchObject({ refused: { status: 401 } });
    await tokens.get();
    expect(stand.tokens).toHaveLength(2);
  },
);

test("an answer without a token is no answer", async () => {
  const { tokens } = await start(() => ({ body: { access_token: "" } }));
  expect(await tokens.get()).toMatchObject({ refused: { status: 502 } });
});

async function start(oauth?: (n: number) => GigaReply | null) {
  const stand = await gigachatStandIn({
    reply: () => gigaSaying("ok"),
    oauth: oauth ?? (() => null),
  });
  const clock = { at: NOW };
  const tokens: Tokens = createTokens(
    {
      authUrl: `${stand.url}oauth`,
      clientId: "client",
      clientSecret: "secret",
      scope: "GIGACHAT_API_PERS",
    },
    {
      fetcher: fetcherFor(),
      clock: { now: () => clock.at },
      uuid: () => "6f0b1291-c7f3-43c6-bb2e-9f3efb2dc98e",
    },
  );
  return { stand, tokens, clock };
}
