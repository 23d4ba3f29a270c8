-- Scores given and actuals entered can only be added to; the newest counts.
CREATE TRIGGER criterion_scores_append_only BEFORE UPDATE OR DELETE ON criterion_scores
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER target_values_append_only BEFORE UPDATE OR DELETE ON target_values
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
