CREATE INDEX "comments_of_call" ON "comments" USING btree ("business_id","call_id");--> statement-breakpoint
CREATE INDEX "comments_of_deal" ON "comments" USING btree ("business_id","deal_id");--> statement-breakpoint
CREATE INDEX "comments_of_task" ON "comments" USING btree ("business_id","task_id");--> statement-breakpoint
CREATE INDEX "tasks_of_deal" ON "tasks" USING btree ("business_id","deal_id");