CREATE TABLE "arrivals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "arrivals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"channel" text NOT NULL,
	"update_key" text NOT NULL,
	"chat" text NOT NULL,
	"incoming" text NOT NULL,
	"holder" integer NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"arrived_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "arrivals_update" UNIQUE("channel","update_key")
);
--> statement-breakpoint
CREATE INDEX "arrivals_chat" ON "arrivals" USING btree ("channel","chat","id");