DROP INDEX "calls_business_id_started_at_index";--> statement-breakpoint
CREATE INDEX "calls_listed" ON "calls" USING btree ("business_id","started_at","id","direction","line");--> statement-breakpoint
CREATE INDEX "calls_audio" ON "calls" USING btree ("business_id","started_at","id") WHERE (spoken->>'audio')::boolean;--> statement-breakpoint
CREATE INDEX "calls_text" ON "calls" USING btree ("business_id","started_at","id") WHERE (spoken->>'text')::boolean;