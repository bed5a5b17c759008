DROP INDEX "deliveries_of_endpoint";--> statement-breakpoint
DROP INDEX "deliveries_client";