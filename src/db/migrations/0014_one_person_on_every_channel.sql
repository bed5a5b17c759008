CREATE TABLE "agent_drafts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "agent_drafts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"conversation_id" bigint NOT NULL,
	"utterance_ids" jsonb NOT NULL,
	"understood" jsonb NOT NULL,
	"text" text NOT NULL,
	"buttons" jsonb NOT NULL,
	"does" jsonb NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"ended" text,
	"ended_at" timestamp (3) with time zone,
	"ended_by" bigint
);
--> statement-breakpoint
CREATE TABLE "agent_trials" (
	"business_id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"result" jsonb
);
--> statement-breakpoint
CREATE TABLE "agent_usage" (
	"business_id" uuid NOT NULL,
	"day" text NOT NULL,
	"conversation_id" bigint NOT NULL,
	"requests" integer NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	CONSTRAINT "agent_usage_business_id_day_conversation_id_pk" PRIMARY KEY("business_id","day","conversation_id")
);
--> statement-breakpoint
CREATE TABLE "visit_questions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "visit_questions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"call_id" bigint NOT NULL,
	"client_id" bigint,
	"quote" text NOT NULL,
	"due" text NOT NULL,
	"service" text,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"answered_by" bigint,
	CONSTRAINT "visit_questions_businessId_callId_unique" UNIQUE("business_id","call_id")
);
--> statement-breakpoint
CREATE TABLE "business_connections" (
	"business_id" uuid NOT NULL,
	"id" text NOT NULL,
	"bot_id" bigint NOT NULL,
	"owner_id" bigint NOT NULL,
	"owner_chat_id" bigint NOT NULL,
	"owner_name" text,
	"can_reply" boolean NOT NULL,
	"enabled" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "business_connections_business_id_id_pk" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "whatsapp_inbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "whatsapp_inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"number_id" text NOT NULL,
	"field" text NOT NULL,
	"value" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "whatsapp_numbers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"number_id" text NOT NULL,
	"phone" text,
	"name" text,
	"token" text NOT NULL,
	"app_secret" text,
	"path_hash" text,
	"path" text,
	"verify_token" text,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"heard_at" timestamp (3) with time zone,
	"error" text,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "whatsapp_people" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "whatsapp_people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"number_id" text NOT NULL,
	"user_id" text,
	"wa_id" text,
	"username" text,
	"name" text,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "whatsapp_people_user" UNIQUE("business_id","number_id","user_id"),
	CONSTRAINT "whatsapp_people_phone" UNIQUE("business_id","number_id","wa_id")
);
--> statement-breakpoint
ALTER TABLE "conversations" DROP CONSTRAINT "conversations_businessId_channel_botId_place_unique";--> statement-breakpoint
ALTER TABLE "agent_settings" ADD COLUMN "model" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "agent_settings" ADD COLUMN "shadow" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "agent_settings" ADD COLUMN "shadow_after" integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE "agent_settings" ADD COLUMN "shadow_unchanged" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "via" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "heard_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "thought_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "utterances" ADD COLUMN "phrased_by" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "utterances" ADD COLUMN "status" text;--> statement-breakpoint
ALTER TABLE "utterances" ADD COLUMN "status_reason" text;--> statement-breakpoint
CREATE INDEX "agent_drafts_business_id_conversation_id_index" ON "agent_drafts" USING btree ("business_id","conversation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "agent_drafts_open" ON "agent_drafts" USING btree ("conversation_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "whatsapp_inbox_open" ON "whatsapp_inbox" USING btree ("business_id","number_id","id") WHERE done_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "whatsapp_numbers_number" ON "whatsapp_numbers" USING btree ("number_id") WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "whatsapp_numbers_business" ON "whatsapp_numbers" USING btree ("business_id") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "whatsapp_numbers_path_hash_index" ON "whatsapp_numbers" USING btree ("path_hash");--> statement-breakpoint
CREATE INDEX "utterances_external" ON "utterances" USING btree ("business_id","external_id");--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_place" UNIQUE("business_id","channel","bot_id","via","place");