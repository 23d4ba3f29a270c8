CREATE TABLE "campaign_agencies" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "campaign_agencies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"campaign_id" integer NOT NULL,
	"agency_id" integer NOT NULL,
	"form" text,
	"window_from" date,
	"window_to" date,
	"covers" text[] DEFAULT '{}' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "campaign_agencies_once" UNIQUE("campaign_id","agency_id")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "campaigns_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"document" text NOT NULL,
	"title" text NOT NULL,
	"issuer_id" integer NOT NULL,
	"year" integer NOT NULL,
	"issued_on" date,
	"details" jsonb NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "campaigns_document" UNIQUE("kind","document")
);
--> statement-breakpoint
CREATE TABLE "criteria" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "criteria_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"campaign_id" integer NOT NULL,
	"number" text NOT NULL,
	"parent" text,
	"title" text NOT NULL,
	"max_score" double precision,
	"evidence" text DEFAULT '' NOT NULL,
	"position" integer NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "criteria_number" UNIQUE("campaign_id","number")
);
--> statement-breakpoint
CREATE TABLE "criterion_scores" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "criterion_scores_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"campaign_agency_id" integer NOT NULL,
	"criterion_id" integer NOT NULL,
	"kind" text NOT NULL,
	"score" double precision NOT NULL,
	"reason" text,
	"person_id" integer NOT NULL,
	"channel" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "findings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"campaign_agency_id" integer NOT NULL,
	"kind" text NOT NULL,
	"words" text NOT NULL,
	"clause" text,
	"raised_by" integer NOT NULL,
	"channel" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" integer
);
--> statement-breakpoint
CREATE TABLE "score_files" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "score_files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"score_id" integer NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"mime" text NOT NULL,
	"size" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ladder_rules" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ladder_rules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"source_kind" text,
	"agency_id" integer,
	"person_id" integer,
	"before_days" integer[],
	"escalate_after_days" integer,
	"leader_after_days" integer,
	"from_minute" integer,
	"until_minute" integer,
	"style" text,
	"set_by" integer,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ladder_rules_scope" UNIQUE NULLS NOT DISTINCT("source_kind","agency_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "reminder_pauses" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reminder_pauses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"obligation_id" integer NOT NULL,
	"person_id" integer,
	"kind" text NOT NULL,
	"until" date,
	"reason" text,
	"set_by" integer NOT NULL,
	"channel" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" integer
);
--> statement-breakpoint
CREATE TABLE "target_values" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "target_values_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"target_id" integer NOT NULL,
	"agency_id" integer NOT NULL,
	"period_id" integer,
	"as_of" date NOT NULL,
	"value" double precision NOT NULL,
	"note" text,
	"person_id" integer NOT NULL,
	"channel" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "targets" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "targets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"document" text NOT NULL,
	"issuer_id" integer NOT NULL,
	"year" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"operator" text NOT NULL,
	"value" double precision NOT NULL,
	"unit" text NOT NULL,
	"of" text DEFAULT '' NOT NULL,
	"owner" text DEFAULT '' NOT NULL,
	"verbatim" text DEFAULT '' NOT NULL,
	"measure" text,
	"position" integer NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "targets_code" UNIQUE("document","code")
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "posting" jsonb;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "board_outbox_id" bigint;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "campaign_agency_id" integer;--> statement-breakpoint
ALTER TABLE "report_regimes" ADD COLUMN "issuer_id" integer;--> statement-breakpoint
ALTER TABLE "report_regimes" ADD COLUMN "who_reports" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "report_regimes" ADD COLUMN "rule" jsonb;--> statement-breakpoint
ALTER TABLE "report_regimes" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "campaign_agencies" ADD CONSTRAINT "campaign_agencies_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_agencies" ADD CONSTRAINT "campaign_agencies_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_issuer_id_agencies_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criteria" ADD CONSTRAINT "criteria_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criterion_scores" ADD CONSTRAINT "criterion_scores_campaign_agency_id_campaign_agencies_id_fk" FOREIGN KEY ("campaign_agency_id") REFERENCES "public"."campaign_agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criterion_scores" ADD CONSTRAINT "criterion_scores_criterion_id_criteria_id_fk" FOREIGN KEY ("criterion_id") REFERENCES "public"."criteria"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criterion_scores" ADD CONSTRAINT "criterion_scores_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_campaign_agency_id_campaign_agencies_id_fk" FOREIGN KEY ("campaign_agency_id") REFERENCES "public"."campaign_agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_raised_by_persons_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_closed_by_persons_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_files" ADD CONSTRAINT "score_files_score_id_criterion_scores_id_fk" FOREIGN KEY ("score_id") REFERENCES "public"."criterion_scores"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ladder_rules" ADD CONSTRAINT "ladder_rules_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ladder_rules" ADD CONSTRAINT "ladder_rules_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ladder_rules" ADD CONSTRAINT "ladder_rules_set_by_persons_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_pauses" ADD CONSTRAINT "reminder_pauses_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_pauses" ADD CONSTRAINT "reminder_pauses_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_pauses" ADD CONSTRAINT "reminder_pauses_set_by_persons_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_pauses" ADD CONSTRAINT "reminder_pauses_ended_by_persons_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_values" ADD CONSTRAINT "target_values_target_id_targets_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."targets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_values" ADD CONSTRAINT "target_values_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_values" ADD CONSTRAINT "target_values_period_id_report_periods_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."report_periods"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_values" ADD CONSTRAINT "target_values_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_issuer_id_agencies_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "criterion_scores_entry" ON "criterion_scores" USING btree ("campaign_agency_id","criterion_id");--> statement-breakpoint
CREATE INDEX "findings_entry" ON "findings" USING btree ("campaign_agency_id");--> statement-breakpoint
CREATE INDEX "score_files_score" ON "score_files" USING btree ("score_id");--> statement-breakpoint
CREATE INDEX "reminder_pauses_running" ON "reminder_pauses" USING btree ("obligation_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "target_values_target" ON "target_values" USING btree ("target_id","agency_id");--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_campaign_agency_id_campaign_agencies_id_fk" FOREIGN KEY ("campaign_agency_id") REFERENCES "public"."campaign_agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_regimes" ADD CONSTRAINT "report_regimes_issuer_id_agencies_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "obligations_campaign" ON "obligations" USING btree ("campaign_agency_id");