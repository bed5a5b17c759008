CREATE TABLE "entries" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"business_id" uuid NOT NULL,
	"person_id" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"business_id" uuid NOT NULL,
	"person_id" bigint NOT NULL,
	"csrf" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "analyses" (
	"business_id" uuid NOT NULL,
	"call_id" bigint NOT NULL,
	"data" jsonb,
	"dropped" integer DEFAULT 0 NOT NULL,
	"model" text,
	"at" timestamp (3) with time zone NOT NULL,
	"corrections" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"corrected_by" bigint,
	"corrected_at" timestamp (3) with time zone,
	CONSTRAINT "analyses_business_id_call_id_pk" PRIMARY KEY("business_id","call_id")
);
--> statement-breakpoint
CREATE TABLE "analysis_votes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "analysis_votes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"call_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "analysis_votes_businessId_callId_personId_unique" UNIQUE("business_id","call_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "promises" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "promises_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"call_id" bigint NOT NULL,
	"client_id" bigint,
	"deal_id" bigint,
	"whose" text NOT NULL,
	"text" text NOT NULL,
	"quote" text NOT NULL,
	"quote_s" real NOT NULL,
	"due_at" timestamp (3) with time zone,
	"state" text DEFAULT 'open' NOT NULL,
	"task_id" bigint,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" bigint,
	CONSTRAINT "promises_businessId_callId_whose_text_unique" UNIQUE("business_id","call_id","whose","text")
);
--> statement-breakpoint
CREATE TABLE "recording_parts" (
	"business_id" uuid NOT NULL,
	"recording_id" uuid NOT NULL,
	"part" smallint NOT NULL,
	"heard" jsonb NOT NULL,
	CONSTRAINT "recording_parts_recording_id_part_pk" PRIMARY KEY("recording_id","part")
);
--> statement-breakpoint
CREATE TABLE "recordings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"call_id" bigint NOT NULL,
	"provider" text NOT NULL,
	"ref" text NOT NULL,
	"state" text DEFAULT 'wanted' NOT NULL,
	"reason" text,
	"tries" smallint DEFAULT 0 NOT NULL,
	"wanted_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"file" text,
	"mime" text,
	"bytes" integer,
	"duration_s" real,
	"channels" smallint,
	"stored_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"file_id" text,
	"file_bot_id" bigint,
	CONSTRAINT "recordings_businessId_callId_ref_unique" UNIQUE("business_id","call_id","ref")
);
--> statement-breakpoint
CREATE TABLE "speech_settings" (
	"business_id" uuid PRIMARY KEY NOT NULL,
	"transcribe" boolean DEFAULT false NOT NULL,
	"analyse" boolean DEFAULT true NOT NULL,
	"language" text,
	"lines" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"numbers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"sides" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"instruction" text,
	"rubric" jsonb,
	"keep_days" integer,
	"consent_at" timestamp (3) with time zone,
	"consent_by" bigint
);
--> statement-breakpoint
CREATE TABLE "transcripts" (
	"recording_id" uuid PRIMARY KEY NOT NULL,
	"business_id" uuid NOT NULL,
	"call_id" bigint NOT NULL,
	"source" text NOT NULL,
	"language" text,
	"turns" jsonb NOT NULL,
	"guessed" boolean DEFAULT false NOT NULL,
	"text" text NOT NULL,
	"model" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"event" text NOT NULL,
	"kind" text DEFAULT 'real' NOT NULL,
	"sequence" bigint,
	"lane" text NOT NULL,
	"client_id" bigint,
	"body" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"lease" uuid,
	"leased_until" timestamp (3) with time zone,
	"manual" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "deliveries_endpointId_sequence_unique" UNIQUE("endpoint_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "endpoint_secrets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "endpoints" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"person_id" bigint,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"host" text NOT NULL,
	"events" jsonb NOT NULL,
	"filter" jsonb,
	"template" text DEFAULT 'plain' NOT NULL,
	"template_text" text,
	"headers" text,
	"timeout_s" smallint DEFAULT 10 NOT NULL,
	"rate" integer,
	"in_flight" smallint DEFAULT 5 NOT NULL,
	"ordered" boolean DEFAULT false NOT NULL,
	"batch" jsonb,
	"redact" boolean DEFAULT false NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"off_reason" text,
	"off_at" timestamp (3) with time zone,
	"failing_since" timestamp (3) with time zone,
	"given_up" integer DEFAULT 0 NOT NULL,
	"warned" smallint DEFAULT 0 NOT NULL,
	"open_until" timestamp (3) with time zone,
	"sequence" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "webhook_logs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhook_logs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"delivery_id" bigint NOT NULL,
	"event" text NOT NULL,
	"status_code" smallint,
	"response_time_ms" integer NOT NULL,
	"is_success" boolean NOT NULL,
	"payload" text,
	"response" text,
	"error_message" text,
	"cause" text,
	"attempt" smallint NOT NULL,
	"trigger" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "spoken" jsonb;--> statement-breakpoint
ALTER TABLE "inbox" ADD COLUMN "link" text;--> statement-breakpoint
ALTER TABLE "deals" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "deals" ADD COLUMN "visit_at" text;--> statement-breakpoint
ALTER TABLE "deals" ADD COLUMN "filled" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "sessions_business_id_person_id_index" ON "sessions" USING btree ("business_id","person_id");--> statement-breakpoint
CREATE INDEX "promises_open" ON "promises" USING btree ("business_id","due_at") WHERE state in ('open', 'accepted');--> statement-breakpoint
CREATE INDEX "promises_business_id_client_id_index" ON "promises" USING btree ("business_id","client_id");--> statement-breakpoint
CREATE INDEX "recording_parts_business_id_index" ON "recording_parts" USING btree ("business_id");--> statement-breakpoint
CREATE INDEX "recordings_stored" ON "recordings" USING btree ("stored_at") WHERE file is not null and removed_at is null;--> statement-breakpoint
CREATE INDEX "transcripts_business_id_call_id_index" ON "transcripts" USING btree ("business_id","call_id");--> statement-breakpoint
CREATE INDEX "transcripts_words" ON "transcripts" USING gin ("text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("endpoint_id","due_at","id") WHERE state in ('waiting', 'leased');--> statement-breakpoint
CREATE INDEX "deliveries_lane" ON "deliveries" USING btree ("endpoint_id","lane","id") WHERE state in ('waiting', 'leased');--> statement-breakpoint
CREATE INDEX "deliveries_of_endpoint" ON "deliveries" USING btree ("business_id","endpoint_id","id");--> statement-breakpoint
CREATE INDEX "deliveries_client" ON "deliveries" USING btree ("business_id","client_id");--> statement-breakpoint
CREATE INDEX "deliveries_created" ON "deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "endpoint_secrets_endpoint_id_index" ON "endpoint_secrets" USING btree ("endpoint_id");--> statement-breakpoint
CREATE INDEX "endpoints_business_id_created_at_index" ON "endpoints" USING btree ("business_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_logs_business_id_endpoint_id_id_index" ON "webhook_logs" USING btree ("business_id","endpoint_id","id");--> statement-breakpoint
CREATE INDEX "webhook_logs_delivery" ON "webhook_logs" USING btree ("delivery_id");--> statement-breakpoint
CREATE INDEX "webhook_logs_at" ON "webhook_logs" USING btree ("at");