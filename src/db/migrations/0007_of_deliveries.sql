ALTER TABLE "deliveries" ADD COLUMN "before" text;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "rate_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "succeeded_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "deliveries_event" ON "deliveries" USING btree ("event_id");