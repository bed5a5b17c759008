ALTER TABLE "followups" ADD COLUMN "offered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "followups" ADD COLUMN "offered_by" text;