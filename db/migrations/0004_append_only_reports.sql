-- Reports are kept as they were sent, with what was said about them and the forms they were made with.
CREATE TRIGGER report_versions_append_only BEFORE UPDATE OR DELETE ON report_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER report_reviews_append_only BEFORE UPDATE OR DELETE ON report_reviews
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER indicator_forms_append_only BEFORE UPDATE OR DELETE ON indicator_forms
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
