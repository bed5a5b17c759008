ALTER TABLE "utterances" ADD COLUMN "brief" text;--> statement-breakpoint
ALTER TABLE "whatsapp_numbers" ADD COLUMN "template_name" text;--> statement-breakpoint
ALTER TABLE "whatsapp_numbers" ADD COLUMN "template_language" text;