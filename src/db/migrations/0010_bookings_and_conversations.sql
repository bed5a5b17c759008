CREATE TABLE "agent_settings" (
	"business_id" uuid PRIMARY KEY NOT NULL,
	"enabled" boolean DEFAULT false NOT NULL,
	"tone" text DEFAULT 'warm' NOT NULL,
	"restrictions" text,
	"greeting" jsonb,
	"off_line" jsonb,
	"hours" jsonb,
	"answer_within_min" integer DEFAULT 10 NOT NULL,
	"desk_chat_id" uuid
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "conversations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"channel" text NOT NULL,
	"bot_id" bigint NOT NULL,
	"place" text NOT NULL,
	"client_id" bigint,
	"profile_name" text,
	"language" text NOT NULL,
	"state" text NOT NULL,
	"visited" jsonb NOT NULL,
	"memory" jsonb NOT NULL,
	"mode" text DEFAULT 'agent' NOT NULL,
	"handoff_reason" text,
	"handoff_at" timestamp (3) with time zone,
	"thread_id" integer,
	"opted_out_at" timestamp (3) with time zone,
	"off_told_at" timestamp (3) with time zone,
	"unreachable_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"turn_at" timestamp (3) with time zone,
	CONSTRAINT "conversations_businessId_number_unique" UNIQUE("business_id","number"),
	CONSTRAINT "conversations_businessId_channel_botId_place_unique" UNIQUE("business_id","channel","bot_id","place")
);
--> statement-breakpoint
CREATE TABLE "desk_messages" (
	"business_id" uuid NOT NULL,
	"bot_id" bigint NOT NULL,
	"telegram_id" bigint NOT NULL,
	"message_id" integer NOT NULL,
	"conversation_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "desk_messages_business_id_bot_id_telegram_id_message_id_pk" PRIMARY KEY("business_id","bot_id","telegram_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "salon_bots" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"business_id" uuid NOT NULL,
	"bot_id" bigint NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"token" text NOT NULL,
	"token_hash" text NOT NULL,
	"path_hash" text NOT NULL,
	"secret" text NOT NULL,
	"way" text NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"error" text,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "utterances" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "utterances_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"conversation_id" bigint NOT NULL,
	"author" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"action" jsonb,
	"buttons" jsonb,
	"external_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"taken_at" timestamp (3) with time zone,
	"sending_since" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"closed_reason" text
);
--> statement-breakpoint
CREATE TABLE "bookings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "bookings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"number" integer,
	"slug" text,
	"master_id" bigint NOT NULL,
	"service_id" bigint NOT NULL,
	"client_id" bigint,
	"conversation_id" bigint,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"busy_until" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"held_until" timestamp (3) with time zone,
	"amount" numeric(14, 2) NOT NULL,
	"price_kind" text NOT NULL,
	"currency" text NOT NULL,
	"channel" text NOT NULL,
	"note" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"cancelled_by" text,
	CONSTRAINT "bookings_businessId_number_unique" UNIQUE("business_id","number"),
	CONSTRAINT "bookings_businessId_slug_unique" UNIQUE("business_id","slug")
);
--> statement-breakpoint
CREATE TABLE "master_services" (
	"business_id" uuid NOT NULL,
	"master_id" bigint NOT NULL,
	"service_id" bigint NOT NULL,
	CONSTRAINT "master_services_business_id_master_id_service_id_pk" PRIMARY KEY("business_id","master_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "masters" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "masters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"names" jsonb NOT NULL,
	"hours" jsonb NOT NULL,
	"breaks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"days_off" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "masters_businessId_slug_unique" UNIQUE("business_id","slug")
);
--> statement-breakpoint
CREATE TABLE "reminder_settings" (
	"business_id" uuid PRIMARY KEY NOT NULL,
	"day_hours" integer DEFAULT 24,
	"near_hours" integer DEFAULT 2,
	"review" boolean DEFAULT false NOT NULL,
	"review_url" text,
	"comeback_days" integer
);
--> statement-breakpoint
CREATE TABLE "salons" (
	"business_id" uuid PRIMARY KEY NOT NULL,
	"slug" text,
	"names" jsonb,
	"address" jsonb,
	"phone" text,
	"languages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"faq" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"step_min" integer DEFAULT 30 NOT NULL,
	"lead_min" integer DEFAULT 60 NOT NULL,
	"horizon_days" integer DEFAULT 45 NOT NULL,
	"free_cancel_hours" integer DEFAULT 3 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "services" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "services_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"names" jsonb NOT NULL,
	"duration_min" integer NOT NULL,
	"buffer_min" integer DEFAULT 0 NOT NULL,
	"amount" numeric(14, 2) NOT NULL,
	"price_kind" text NOT NULL,
	"synonyms" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "services_businessId_slug_unique" UNIQUE("business_id","slug")
);
--> statement-breakpoint
CREATE TABLE "visit_notices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "visit_notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"booking_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"dropped_reason" text,
	CONSTRAINT "visit_notices_businessId_bookingId_kind_startsAt_unique" UNIQUE("business_id","booking_id","kind","starts_at")
);
--> statement-breakpoint
CREATE TABLE "waits" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "waits_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"conversation_id" bigint NOT NULL,
	"client_id" bigint,
	"service_id" bigint NOT NULL,
	"master_id" bigint,
	"day" text NOT NULL,
	"from_min" integer DEFAULT 0 NOT NULL,
	"to_min" integer DEFAULT 1440 NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"offered_id" bigint,
	"offered_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "conversations_of_client" ON "conversations" USING btree ("business_id","client_id");--> statement-breakpoint
CREATE INDEX "conversations_last" ON "conversations" USING btree ("business_id","last_at");--> statement-breakpoint
CREATE INDEX "desk_messages_business_id_conversation_id_index" ON "desk_messages" USING btree ("business_id","conversation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "salon_bots_bot" ON "salon_bots" USING btree ("bot_id") WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "salon_bots_business" ON "salon_bots" USING btree ("business_id") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "salon_bots_token_hash_index" ON "salon_bots" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "salon_bots_path_hash_index" ON "salon_bots" USING btree ("path_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "utterances_came" ON "utterances" USING btree ("business_id","conversation_id","external_id") WHERE author = 'customer';--> statement-breakpoint
CREATE INDEX "utterances_of" ON "utterances" USING btree ("business_id","conversation_id","id");--> statement-breakpoint
CREATE INDEX "utterances_waiting" ON "utterances" USING btree ("conversation_id","id") WHERE author = 'customer' and taken_at is null;--> statement-breakpoint
CREATE INDEX "utterances_leaving" ON "utterances" USING btree ("conversation_id","id") WHERE author <> 'customer' and sent_at is null and closed_reason is null;--> statement-breakpoint
CREATE INDEX "bookings_of_day" ON "bookings" USING btree ("business_id","starts_at");--> statement-breakpoint
CREATE INDEX "bookings_of_client" ON "bookings" USING btree ("business_id","client_id","starts_at");--> statement-breakpoint
CREATE INDEX "bookings_of_conversation" ON "bookings" USING btree ("business_id","conversation_id");--> statement-breakpoint
CREATE INDEX "bookings_held" ON "bookings" USING btree ("held_until") WHERE status = 'held';--> statement-breakpoint
CREATE INDEX "visit_notices_due" ON "visit_notices" USING btree ("due_at") WHERE sent_at is null and dropped_reason is null;--> statement-breakpoint
CREATE UNIQUE INDEX "waits_open" ON "waits" USING btree ("business_id","conversation_id","service_id","day") WHERE status in ('waiting', 'offered');--> statement-breakpoint
CREATE INDEX "waits_of_day" ON "waits" USING btree ("business_id","day","status","id");--> statement-breakpoint
-- One master has no two visits at once, held places included. A trusted extension since PostgreSQL 13: the database's owner may make it.
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_apart" EXCLUDE USING gist ("business_id" WITH =, "master_id" WITH =, tstzrange("starts_at", "busy_until") WITH &&) WHERE (status in ('held', 'booked', 'confirmed'));
