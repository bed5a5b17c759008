CREATE TABLE "access_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"person_id" bigint NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"decision" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by" bigint
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"bot_id" bigint NOT NULL,
	"telegram_id" bigint NOT NULL,
	"thread_id" integer,
	"language" text NOT NULL,
	"at" text NOT NULL,
	"closed_days" boolean DEFAULT false NOT NULL,
	"sent_on" text,
	"due_at" timestamp (3) with time zone NOT NULL,
	"off_at" timestamp (3) with time zone,
	CONSTRAINT "digests_businessId_botId_telegramId_threadId_unique" UNIQUE NULLS NOT DISTINCT("business_id","bot_id","telegram_id","thread_id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"key" text NOT NULL,
	"bot_id" bigint NOT NULL,
	"telegram_id" bigint NOT NULL,
	"thread_id" integer,
	"html" text NOT NULL,
	"keyboard" jsonb,
	"silent" boolean DEFAULT false NOT NULL,
	"reply_to" integer,
	"posted_at" timestamp (3) with time zone NOT NULL,
	"sending_since" timestamp (3) with time zone,
	"message_id" integer,
	"sent_at" timestamp (3) with time zone,
	"closed_reason" text,
	CONSTRAINT "notices_businessId_key_unique" UNIQUE("business_id","key")
);
--> statement-breakpoint
CREATE TABLE "callbacks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"press" text NOT NULL,
	"call_id" bigint,
	"phone" text NOT NULL,
	"person_id" bigint NOT NULL,
	"ext" text NOT NULL,
	"account_id" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"result" text,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "callbacks_businessId_press_unique" UNIQUE("business_id","press")
);
--> statement-breakpoint
CREATE TABLE "followups" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "followups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"client" text,
	"call_id" bigint NOT NULL,
	"misses" integer DEFAULT 1 NOT NULL,
	"line" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"claimed_by" bigint,
	"claimed_name" text,
	"claimed_at" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"tried_at" timestamp (3) with time zone,
	"tried_by" text,
	"overdue_at" timestamp (3) with time zone,
	"reminded_at" timestamp (3) with time zone,
	"escalated_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"closed_how" text,
	"closed_by" text,
	"closed_call_id" bigint
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "comments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"author" bigint NOT NULL,
	"author_name" text NOT NULL,
	"client_id" bigint,
	"call_id" bigint,
	"deal_id" bigint,
	"task_id" bigint,
	"bot_id" bigint NOT NULL,
	"telegram_id" bigint NOT NULL,
	"message_id" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	CONSTRAINT "comments_businessId_number_unique" UNIQUE("business_id","number"),
	CONSTRAINT "comments_businessId_botId_telegramId_messageId_unique" UNIQUE("business_id","bot_id","telegram_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"business_id" uuid NOT NULL,
	"what" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "counters_business_id_what_pk" PRIMARY KEY("business_id","what")
);
--> statement-breakpoint
CREATE TABLE "deal_calls" (
	"business_id" uuid NOT NULL,
	"deal_id" bigint NOT NULL,
	"call_id" bigint NOT NULL,
	CONSTRAINT "deal_calls_business_id_deal_id_call_id_pk" PRIMARY KEY("business_id","deal_id","call_id")
);
--> statement-breakpoint
CREATE TABLE "deals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"client_id" bigint,
	"phone" text,
	"stage_id" bigint,
	"status" text DEFAULT 'open' NOT NULL,
	"amount" numeric(14, 2),
	"currency" text NOT NULL,
	"reason" text,
	"note" text,
	"automatic" boolean DEFAULT false NOT NULL,
	"source_call_id" bigint,
	"created_by" bigint,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "deals_businessId_number_unique" UNIQUE("business_id","number")
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"by" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"counts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"first" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tasks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"priority" text DEFAULT 'medium' NOT NULL,
	"due_at" timestamp (3) with time zone,
	"remind_at" timestamp (3) with time zone,
	"assignee" bigint,
	"client_id" bigint,
	"deal_id" bigint,
	"call_id" bigint,
	"created_by" bigint,
	"created_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"completed_by" bigint,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "tasks_businessId_number_unique" UNIQUE("business_id","number")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "reconciled_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "reconcile_error" text;--> statement-breakpoint
ALTER TABLE "businesses" ADD COLUMN "holidays" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "businesses" ADD COLUMN "sla_min" integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "businesses" ADD COLUMN "ghost_s" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "businesses" ADD COLUMN "tried_closes" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "chats" ADD COLUMN "remind" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "chats" ADD COLUMN "deals" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "lines" ADD COLUMN "working_hours" jsonb;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "followup_id" bigint;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "name_from" text;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "do_not_call" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "not_client" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "source_call_id" bigint;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "merged_into" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "access_requests_open" ON "access_requests" USING btree ("business_id","person_id") WHERE decision is null;--> statement-breakpoint
CREATE INDEX "notices_posted_at_index" ON "notices" USING btree ("posted_at");--> statement-breakpoint
CREATE INDEX "callbacks_business_id_phone_asked_at_index" ON "callbacks" USING btree ("business_id","phone","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "followups_open" ON "followups" USING btree ("business_id","client") WHERE closed_at is null and client is not null;--> statement-breakpoint
CREATE INDEX "followups_waiting" ON "followups" USING btree ("business_id","due_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "followups_lately" ON "followups" USING btree ("business_id","opened_at");--> statement-breakpoint
CREATE INDEX "followups_call" ON "followups" USING btree ("business_id","call_id");--> statement-breakpoint
CREATE INDEX "comments_of_client" ON "comments" USING btree ("business_id","client_id");--> statement-breakpoint
CREATE INDEX "deal_calls_business_id_call_id_index" ON "deal_calls" USING btree ("business_id","call_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deals_open" ON "deals" USING btree ("business_id","client_id") WHERE status = 'open' and removed_at is null and client_id is not null;--> statement-breakpoint
CREATE INDEX "deals_of_stage" ON "deals" USING btree ("business_id","status","stage_id","updated_at");--> statement-breakpoint
CREATE INDEX "deals_of_client" ON "deals" USING btree ("business_id","client_id");--> statement-breakpoint
CREATE INDEX "erasures_business_id_at_index" ON "erasures" USING btree ("business_id","at");--> statement-breakpoint
CREATE INDEX "stages_business_id_position_index" ON "stages" USING btree ("business_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "stages_first" ON "stages" USING btree ("business_id") WHERE first;--> statement-breakpoint
CREATE INDEX "tasks_pending" ON "tasks" USING btree ("business_id","due_at","id") WHERE status = 'pending' and removed_at is null;--> statement-breakpoint
CREATE INDEX "tasks_of_client" ON "tasks" USING btree ("business_id","client_id");--> statement-breakpoint
CREATE INDEX "calls_followup" ON "calls" USING btree ("business_id","followup_id") WHERE followup_id is not null;--> statement-breakpoint
CREATE INDEX "calls_digits" ON "calls" USING btree ("business_id",reverse("client") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "client_phones_digits" ON "client_phones" USING btree ("business_id",reverse("phone") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "clients_name" ON "clients" USING gin ("name" gin_trgm_ops);--> statement-breakpoint
INSERT INTO "counters" ("business_id", "what", "last") SELECT "business_id", 'clients', max("number") FROM "clients" GROUP BY "business_id";
