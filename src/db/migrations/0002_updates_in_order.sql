ALTER TABLE "updates" ADD COLUMN "place" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "updates" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "updates_unhandled" ON "updates" USING btree ("bot_id","place","update_id") WHERE handled_at is null;