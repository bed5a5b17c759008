CREATE TABLE "client_handles" (
	"business_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"handle" text NOT NULL,
	"client_id" bigint NOT NULL,
	CONSTRAINT "client_handles_business_id_channel_handle_pk" PRIMARY KEY("business_id","channel","handle")
);
--> statement-breakpoint
CREATE INDEX "client_handles_client_id_index" ON "client_handles" USING btree ("client_id");