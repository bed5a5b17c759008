CREATE SCHEMA "sandbox";
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"label" text NOT NULL,
	"secret" text NOT NULL,
	"timezone" text NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"check_error" text,
	"checklist" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "accounts_businessId_provider_label_unique" UNIQUE("business_id","provider","label")
);
--> statement-breakpoint
CREATE TABLE "businesses" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"timezone" text NOT NULL,
	"currency" text NOT NULL,
	"language" text NOT NULL,
	"country" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "buttons" (
	"id" text PRIMARY KEY NOT NULL,
	"business_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"action" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "buttons_businessId_digest_unique" UNIQUE("business_id","digest")
);
--> statement-breakpoint
CREATE TABLE "chats" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"bot_id" bigint NOT NULL,
	"telegram_id" bigint NOT NULL,
	"thread_id" integer,
	"type" text NOT NULL,
	"title" text NOT NULL,
	"language" text,
	"style" text DEFAULT 'two' NOT NULL,
	"buttons" boolean DEFAULT true NOT NULL,
	"masked" boolean DEFAULT false NOT NULL,
	"filter" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"subscribed_at" timestamp (3) with time zone NOT NULL,
	"unsubscribed_at" timestamp (3) with time zone,
	"unreachable_at" timestamp (3) with time zone,
	"unreachable_reason" text,
	"send_slot" bigint,
	"edit_slot" bigint,
	CONSTRAINT "chats_businessId_botId_telegramId_threadId_unique" UNIQUE NULLS NOT DISTINCT("business_id","bot_id","telegram_id","thread_id")
);
--> statement-breakpoint
CREATE TABLE "employees" (
	"business_id" uuid NOT NULL,
	"ext" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "employees_business_id_ext_pk" PRIMARY KEY("business_id","ext")
);
--> statement-breakpoint
CREATE TABLE "hook_tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"token_hash" text NOT NULL,
	"token" text NOT NULL,
	"line" text,
	"ext" text,
	"watch" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "hook_tokens_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "invites" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"role" text NOT NULL,
	"created_by" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"used_by" bigint,
	CONSTRAINT "invites_codeHash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "lines" (
	"business_id" uuid NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "lines_business_id_number_pk" PRIMARY KEY("business_id","number")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"business_id" uuid NOT NULL,
	"person_id" bigint NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"ext" text,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "members_business_id_person_id_pk" PRIMARY KEY("business_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" bigint PRIMARY KEY NOT NULL,
	"first_name" text NOT NULL,
	"username" text,
	"language" text NOT NULL,
	"active_business_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_events" (
	"business_id" uuid NOT NULL,
	"call_id" bigint NOT NULL,
	"digest" text NOT NULL,
	"event" jsonb NOT NULL,
	"inbox_id" bigint NOT NULL,
	CONSTRAINT "call_events_business_id_call_id_digest_pk" PRIMARY KEY("business_id","call_id","digest")
);
--> statement-breakpoint
CREATE TABLE "call_refs" (
	"business_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"ref" text NOT NULL,
	"call_id" bigint NOT NULL,
	CONSTRAINT "call_refs_business_id_provider_ref_pk" PRIMARY KEY("business_id","provider","ref")
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "calls_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"key" text NOT NULL,
	"state" jsonb NOT NULL,
	"direction" text NOT NULL,
	"outcome" text,
	"client" text,
	"line" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"announced" text[] DEFAULT '{}' NOT NULL,
	"corrected" boolean DEFAULT false NOT NULL,
	"recovered" boolean DEFAULT false NOT NULL,
	"merged_into" bigint,
	CONSTRAINT "calls_businessId_provider_key_unique" UNIQUE("business_id","provider","key")
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"business_id" uuid NOT NULL,
	"call_id" bigint NOT NULL,
	"chat_id" uuid NOT NULL,
	"part" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "cards_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"wanted_at" timestamp (3) with time zone NOT NULL,
	"message_id" integer,
	"telegram_id" bigint,
	"sent_at" timestamp (3) with time zone,
	"digest" text,
	"sending_since" timestamp (3) with time zone,
	"sending_by" text,
	"closed_at" timestamp (3) with time zone,
	"closed_reason" text,
	CONSTRAINT "cards_call_id_chat_id_part_pk" PRIMARY KEY("call_id","chat_id","part")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"name" text NOT NULL,
	"method" text NOT NULL,
	"query" text,
	"content_type" text,
	"signature" text,
	"raw" "bytea" NOT NULL,
	"status" smallint NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"events" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"folded_at" timestamp (3) with time zone,
	"attempts" smallint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "client_phones" (
	"business_id" uuid NOT NULL,
	"phone" text NOT NULL,
	"client_id" bigint NOT NULL,
	CONSTRAINT "client_phones_business_id_phone_pk" PRIMARY KEY("business_id","phone")
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "clients_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "clients_businessId_number_unique" UNIQUE("business_id","number")
);
--> statement-breakpoint
CREATE TABLE "event_sequences" (
	"business_id" uuid PRIMARY KEY NOT NULL,
	"last" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"public_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"event" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"sequence" bigint,
	CONSTRAINT "events_businessId_sequence_unique" UNIQUE("business_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."entries" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "entries_kind_id_pk" PRIMARY KEY("kind","id")
);
--> statement-breakpoint
CREATE TABLE "bots" (
	"id" bigint PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "buckets" (
	"key" text PRIMARY KEY NOT NULL,
	"stamps" jsonb NOT NULL,
	"blocked_until" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "forms" (
	"key" text PRIMARY KEY NOT NULL,
	"business_id" uuid,
	"data" jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "replies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid,
	"bot_id" bigint NOT NULL,
	"method" text NOT NULL,
	"payload" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "updates" (
	"bot_id" bigint NOT NULL,
	"update_id" bigint NOT NULL,
	"payload" text,
	"received_at" timestamp (3) with time zone NOT NULL,
	"handled_at" timestamp (3) with time zone,
	"error" text,
	CONSTRAINT "updates_bot_id_update_id_pk" PRIMARY KEY("bot_id","update_id")
);
--> statement-breakpoint
CREATE INDEX "accounts_provider_label_index" ON "accounts" USING btree ("provider","label");--> statement-breakpoint
CREATE INDEX "chats_bot_id_telegram_id_index" ON "chats" USING btree ("bot_id","telegram_id");--> statement-breakpoint
CREATE INDEX "hook_tokens_business_id_index" ON "hook_tokens" USING btree ("business_id");--> statement-breakpoint
CREATE INDEX "hook_tokens_account_id_index" ON "hook_tokens" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "members_person_id_index" ON "members" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "call_refs_call_id_index" ON "call_refs" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "calls_business_id_started_at_index" ON "calls" USING btree ("business_id","started_at");--> statement-breakpoint
CREATE INDEX "calls_client" ON "calls" USING btree ("business_id","client","started_at");--> statement-breakpoint
CREATE INDEX "cards_waiting" ON "cards" USING btree ("chat_id","seq") WHERE message_id is null and closed_at is null;--> statement-breakpoint
CREATE INDEX "inbox_unfolded" ON "inbox" USING btree ("id") WHERE folded_at is null;--> statement-breakpoint
CREATE INDEX "inbox_of_token" ON "inbox" USING btree ("token_id","id");--> statement-breakpoint
CREATE INDEX "inbox_received" ON "inbox" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "client_phones_client_id_index" ON "client_phones" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "events_waiting" ON "events" USING btree ("business_id","id") WHERE sequence is null;--> statement-breakpoint
CREATE INDEX "events_at_index" ON "events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "updates_received_at_index" ON "updates" USING btree ("received_at");