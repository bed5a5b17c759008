CREATE TABLE "presses" (
	"business_id" uuid NOT NULL,
	"person_id" bigint NOT NULL,
	"key" text NOT NULL,
	"leads_to" text,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "presses_business_id_person_id_key_pk" PRIMARY KEY("business_id","person_id","key")
);
