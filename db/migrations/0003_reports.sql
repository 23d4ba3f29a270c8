CREATE TABLE "indicator_forms" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "indicator_forms_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" integer,
	CONSTRAINT "indicator_forms_version" UNIQUE("code","version")
);
--> statement-breakpoint
CREATE TABLE "regime_forms" (
	"regime_id" integer NOT NULL,
	"form_code" text NOT NULL,
	"duty" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"kinds" text[],
	"levels" text[],
	"whole" boolean DEFAULT false NOT NULL,
	CONSTRAINT "regime_forms_regime_id_form_code_duty_pk" PRIMARY KEY("regime_id","form_code","duty")
);
--> statement-breakpoint
CREATE TABLE "report_drafts" (
	"obligation_id" integer PRIMARY KEY NOT NULL,
	"cells" jsonb NOT NULL,
	"nothing" jsonb NOT NULL,
	"explanations" jsonb NOT NULL,
	"narrative" jsonb NOT NULL,
	"from_version" integer,
	"opened_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_reviews" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_reviews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"version_id" integer NOT NULL,
	"verdict" text NOT NULL,
	"part" text,
	"reason" text,
	"reviewed_by" integer NOT NULL,
	"channel" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_versions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"obligation_id" integer NOT NULL,
	"number" integer NOT NULL,
	"forms" jsonb NOT NULL,
	"cells" jsonb NOT NULL,
	"nothing" jsonb NOT NULL,
	"explanations" jsonb NOT NULL,
	"narrative" jsonb NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"submitted_by" integer NOT NULL,
	"channel" text NOT NULL,
	"why" text,
	"due_at" timestamp with time zone,
	"after_window" boolean NOT NULL,
	CONSTRAINT "report_versions_number" UNIQUE("obligation_id","number")
);
--> statement-breakpoint
ALTER TABLE "indicator_forms" ADD CONSTRAINT "indicator_forms_created_by_persons_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regime_forms" ADD CONSTRAINT "regime_forms_regime_id_report_regimes_id_fk" FOREIGN KEY ("regime_id") REFERENCES "public"."report_regimes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_drafts" ADD CONSTRAINT "report_drafts_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_drafts" ADD CONSTRAINT "report_drafts_updated_by_persons_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_reviews" ADD CONSTRAINT "report_reviews_version_id_report_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."report_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_reviews" ADD CONSTRAINT "report_reviews_reviewed_by_persons_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_versions" ADD CONSTRAINT "report_versions_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_versions" ADD CONSTRAINT "report_versions_submitted_by_persons_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_reviews_version" ON "report_reviews" USING btree ("version_id");