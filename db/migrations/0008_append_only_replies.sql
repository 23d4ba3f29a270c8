-- What was answered to an agency stays as it was said.
CREATE TRIGGER proposal_replies_append_only BEFORE UPDATE OR DELETE ON proposal_replies
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
