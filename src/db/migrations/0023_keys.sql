-- The business comes first in every key: by it the tables can be partitioned or spread over servers (docs/scale.md).
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_endpointId_sequence_unique";--> statement-breakpoint
DROP INDEX "api_tokens_business_id_index";--> statement-breakpoint
DROP INDEX "hook_tokens_business_id_index";--> statement-breakpoint
DROP INDEX "call_refs_call_id_index";--> statement-breakpoint
DROP INDEX "quiet_lists_business_id_index";--> statement-breakpoint
DROP INDEX "client_handles_client_id_index";--> statement-breakpoint
DROP INDEX "client_phones_client_id_index";--> statement-breakpoint
DROP INDEX "recording_parts_business_id_index";--> statement-breakpoint
DROP INDEX "endpoint_secrets_endpoint_id_index";--> statement-breakpoint
DROP INDEX "agent_drafts_open";--> statement-breakpoint
DROP INDEX "cards_seq";--> statement-breakpoint
ALTER TABLE "cards" DROP CONSTRAINT "cards_call_id_chat_id_part_pk";--> statement-breakpoint
ALTER TABLE "quiet_lists" DROP CONSTRAINT "quiet_lists_chat_id_until_pk";--> statement-breakpoint
ALTER TABLE "recording_parts" DROP CONSTRAINT "recording_parts_recording_id_part_pk";--> statement-breakpoint
ALTER TABLE "agent_drafts" DROP CONSTRAINT "agent_drafts_pkey";--> statement-breakpoint
ALTER TABLE "conversations" DROP CONSTRAINT "conversations_pkey";--> statement-breakpoint
ALTER TABLE "salon_bots" DROP CONSTRAINT "salon_bots_pkey";--> statement-breakpoint
ALTER TABLE "utterances" DROP CONSTRAINT "utterances_pkey";--> statement-breakpoint
ALTER TABLE "bookings" DROP CONSTRAINT "bookings_pkey";--> statement-breakpoint
ALTER TABLE "masters" DROP CONSTRAINT "masters_pkey";--> statement-breakpoint
ALTER TABLE "services" DROP CONSTRAINT "services_pkey";--> statement-breakpoint
ALTER TABLE "visit_notices" DROP CONSTRAINT "visit_notices_pkey";--> statement-breakpoint
ALTER TABLE "visit_questions" DROP CONSTRAINT "visit_questions_pkey";--> statement-breakpoint
ALTER TABLE "waits" DROP CONSTRAINT "waits_pkey";--> statement-breakpoint
ALTER TABLE "access_requests" DROP CONSTRAINT "access_requests_pkey";--> statement-breakpoint
ALTER TABLE "accounts" DROP CONSTRAINT "accounts_pkey";--> statement-breakpoint
ALTER TABLE "api_tokens" DROP CONSTRAINT "api_tokens_pkey";--> statement-breakpoint
ALTER TABLE "buttons" DROP CONSTRAINT "buttons_pkey";--> statement-breakpoint
ALTER TABLE "chats" DROP CONSTRAINT "chats_pkey";--> statement-breakpoint
ALTER TABLE "digests" DROP CONSTRAINT "digests_pkey";--> statement-breakpoint
ALTER TABLE "hook_tokens" DROP CONSTRAINT "hook_tokens_pkey";--> statement-breakpoint
ALTER TABLE "invites" DROP CONSTRAINT "invites_pkey";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_pkey";--> statement-breakpoint
ALTER TABLE "callbacks" DROP CONSTRAINT "callbacks_pkey";--> statement-breakpoint
ALTER TABLE "calls" DROP CONSTRAINT "calls_pkey";--> statement-breakpoint
ALTER TABLE "card_steps" DROP CONSTRAINT "card_steps_pkey";--> statement-breakpoint
ALTER TABLE "followups" DROP CONSTRAINT "followups_pkey";--> statement-breakpoint
ALTER TABLE "inbox" DROP CONSTRAINT "inbox_pkey";--> statement-breakpoint
ALTER TABLE "whatsapp_inbox" DROP CONSTRAINT "whatsapp_inbox_pkey";--> statement-breakpoint
ALTER TABLE "whatsapp_numbers" DROP CONSTRAINT "whatsapp_numbers_pkey";--> statement-breakpoint
ALTER TABLE "whatsapp_people" DROP CONSTRAINT "whatsapp_people_pkey";--> statement-breakpoint
ALTER TABLE "clients" DROP CONSTRAINT "clients_pkey";--> statement-breakpoint
ALTER TABLE "comments" DROP CONSTRAINT "comments_pkey";--> statement-breakpoint
ALTER TABLE "deals" DROP CONSTRAINT "deals_pkey";--> statement-breakpoint
ALTER TABLE "erasures" DROP CONSTRAINT "erasures_pkey";--> statement-breakpoint
ALTER TABLE "stages" DROP CONSTRAINT "stages_pkey";--> statement-breakpoint
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_pkey";--> statement-breakpoint
ALTER TABLE "events" DROP CONSTRAINT "events_pkey";--> statement-breakpoint
ALTER TABLE "analysis_votes" DROP CONSTRAINT "analysis_votes_pkey";--> statement-breakpoint
ALTER TABLE "promises" DROP CONSTRAINT "promises_pkey";--> statement-breakpoint
ALTER TABLE "recordings" DROP CONSTRAINT "recordings_pkey";--> statement-breakpoint
ALTER TABLE "transcripts" DROP CONSTRAINT "transcripts_pkey";--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_pkey";--> statement-breakpoint
ALTER TABLE "endpoint_secrets" DROP CONSTRAINT "endpoint_secrets_pkey";--> statement-breakpoint
ALTER TABLE "endpoints" DROP CONSTRAINT "endpoints_pkey";--> statement-breakpoint
ALTER TABLE "webhook_logs" DROP CONSTRAINT "webhook_logs_pkey";--> statement-breakpoint
ALTER TABLE "agent_drafts" ADD CONSTRAINT "agent_drafts_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "salon_bots" ADD CONSTRAINT "salon_bots_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "utterances" ADD CONSTRAINT "utterances_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "masters" ADD CONSTRAINT "masters_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "visit_notices" ADD CONSTRAINT "visit_notices_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "visit_questions" ADD CONSTRAINT "visit_questions_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "waits" ADD CONSTRAINT "waits_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "buttons" ADD CONSTRAINT "buttons_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "chats" ADD CONSTRAINT "chats_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "hook_tokens" ADD CONSTRAINT "hook_tokens_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "card_steps" ADD CONSTRAINT "card_steps_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_business_id_call_id_chat_id_part_pk" PRIMARY KEY("business_id","call_id","chat_id","part");--> statement-breakpoint
ALTER TABLE "followups" ADD CONSTRAINT "followups_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "quiet_lists" ADD CONSTRAINT "quiet_lists_business_id_chat_id_until_pk" PRIMARY KEY("business_id","chat_id","until");--> statement-breakpoint
ALTER TABLE "whatsapp_inbox" ADD CONSTRAINT "whatsapp_inbox_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "whatsapp_numbers" ADD CONSTRAINT "whatsapp_numbers_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "whatsapp_people" ADD CONSTRAINT "whatsapp_people_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "stages" ADD CONSTRAINT "stages_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "analysis_votes" ADD CONSTRAINT "analysis_votes_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "recording_parts" ADD CONSTRAINT "recording_parts_business_id_recording_id_part_pk" PRIMARY KEY("business_id","recording_id","part");--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "transcripts" ADD CONSTRAINT "transcripts_business_id_recording_id_pk" PRIMARY KEY("business_id","recording_id");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "endpoint_secrets" ADD CONSTRAINT "endpoint_secrets_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
ALTER TABLE "webhook_logs" ADD CONSTRAINT "webhook_logs_business_id_id_pk" PRIMARY KEY("business_id","id");--> statement-breakpoint
CREATE INDEX "call_refs_business_id_call_id_index" ON "call_refs" USING btree ("business_id","call_id");--> statement-breakpoint
CREATE INDEX "client_handles_business_id_client_id_index" ON "client_handles" USING btree ("business_id","client_id");--> statement-breakpoint
CREATE INDEX "client_phones_business_id_client_id_index" ON "client_phones" USING btree ("business_id","client_id");--> statement-breakpoint
CREATE INDEX "endpoint_secrets_business_id_endpoint_id_index" ON "endpoint_secrets" USING btree ("business_id","endpoint_id");--> statement-breakpoint
CREATE UNIQUE INDEX "agent_drafts_open" ON "agent_drafts" USING btree ("business_id","conversation_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "cards_seq" ON "cards" USING btree ("business_id","seq");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_businessId_endpointId_sequence_unique" UNIQUE("business_id","endpoint_id","sequence");