CREATE TABLE "channel_usage" (
	"channel" text NOT NULL,
	"month" text NOT NULL,
	"messages" integer DEFAULT 0 NOT NULL,
	"message_limit" integer NOT NULL,
	"people_limit" integer NOT NULL,
	"warned_at" timestamp with time zone,
	CONSTRAINT "channel_usage_channel_month_pk" PRIMARY KEY("channel","month")
);
