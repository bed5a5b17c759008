import { expect, test } from "vitest";
import { addComment, commentsOf } from "../../src/crm/comment-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import { database, eachOnFreshDatabase, NOW, twoBusinesses } from "../business/tenants.ts";

eachOnFreshDatabase();

test("one message that two handlers keep at the same time is one comment", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  const client = await saveClient(db, ours.id, { name: null, phone: "+380670000001", now: NOW });
  const about = { clientId: client.id };
  const message = { botId: 1, telegramId: 11, messageId: 7 };
  const by = { id: 11, name: "Олена" };
  const wish = { text: "Любить каву", by, about, phone: null, message, now: NOW };
  const kept = await Promise.all([1, 2, 3].map(() => addComment(db, ours.id, wish)));
  const ids = kept.map((one) => ("comment" in one ? one.comment.number : null));
  expect(ids).toEqual([1, 1, 1]);
  const all = await commentsOf(db, ours.id, { about, limit: 9, offset: 0 });
  expect(all).toHaveLength(1);
});
