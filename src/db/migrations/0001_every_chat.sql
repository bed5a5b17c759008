CREATE TABLE "card_steps" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "card_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" uuid NOT NULL,
	"call_id" bigint NOT NULL,
	"chat_id" uuid NOT NULL,
	"part" text NOT NULL,
	"step" text NOT NULL,
	"reason" text,
	"message_id" integer,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quiet_lists" (
	"business_id" uuid NOT NULL,
	"chat_id" uuid NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"message_id" integer,
	"sending_since" timestamp (3) with time zone,
	"sending_by" text,
	"sent_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "quiet_lists_chat_id_until_pk" PRIMARY KEY("chat_id","until")
);
--> statement-breakpoint
ALTER TABLE "businesses" ADD COLUMN "working_hours" jsonb;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "button" text;--> statement-breakpoint
ALTER TABLE "cards" ADD COLUMN "quiet" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "card_steps_business_id_call_id_index" ON "card_steps" USING btree ("business_id","call_id");--> statement-breakpoint
CREATE INDEX "quiet_lists_business_id_index" ON "quiet_lists" USING btree ("business_id");