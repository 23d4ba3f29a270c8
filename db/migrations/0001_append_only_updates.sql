-- What an official sent is never rewritten: updates and their files can only be added.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER updates_append_only BEFORE UPDATE OR DELETE ON updates
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER update_files_append_only BEFORE UPDATE OR DELETE ON update_files
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
