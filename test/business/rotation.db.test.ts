import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { accountSecret, accountsOf, saveAccount } from "../../src/business/account-service.ts";
import { issueToken, tokensOf, tokenText } from "../../src/business/hook-token-service.ts";
import { resealSecrets } from "../../src/business/rotation-service.ts";
import { keyIdOf, open, parseKeyring, seal } from "../../src/lib/secret-box.ts";
import { database, eachOnFreshDatabase, fresh, freshText, NOW, twoBusinesses } from "./tenants.ts";

eachOnFreshDatabase();

test("after a rotation the new key alone opens every secret, and a second one has nothing to do", async () => {
  const db = database();
  const old = randomBytes(32).toString("base64");
  const added = randomBytes(32).toString("base64");
  const before = parseKeyring(old);
  const both = parseKeyring(`${added},${old}`);
  const after = parseKeyring(added);
  const { ours } = await twoBusinesses(db);
  const account = await saveAccount(db, ours.id, {
    provider: "novofon",
    label: "appid_1",
    secret: { secret: "s3cret" },
    timezone: "Europe/Moscow",
    keyring: before,
    nonce: fresh(12),
    now: NOW,
  });
  const token = freshText();
  await issueToken(db, ours.id, {
    accountId: account.id,
    provider: "novofon",
    token,
    keyring: before,
    nonce: fresh(12),
    now: NOW,
  });

  const { id: tokenId } = (await tokensOf(db, ours.id))[0] ?? { id: "" };
  const link = seal(before, "https://media.example/1.mp3", fresh(12));
  await db.execute(sql`
    insert into inbox (business_id, token_id, provider, name, method, raw, status, verdict, events, link, received_at)
    values (${ours.id}, ${tokenId}, 'flat', 'answered', 'POST', '', 200, 'accepted', '[]', ${link}, ${new Date(NOW).toISOString()}::timestamptz)`);

  expect(await resealSecrets(db, { keyring: both, random: fresh })).toBe(3);
  const [hook] = await db.execute<{ link: string }>(sql`select link from inbox`);
  expect(open(after, hook?.link ?? "")).toBe("https://media.example/1.mp3");
  const [kept] = await accountsOf(db, ours.id);
  const [address] = await tokensOf(db, ours.id);
  if (!kept || !address) throw new Error("lost in the rotation");
  expect(accountSecret(kept, after)).toEqual({ secret: "s3cret" });
  expect(tokenText(address, after)).toBe(token);
  expect(keyIdOf(kept.secret)).toBe(after.sealing.id);
  expect(await resealSecrets(db, { keyring: both, random: fresh })).toBe(0);
});
