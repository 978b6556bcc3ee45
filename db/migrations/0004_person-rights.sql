CREATE INDEX "sections_differing" ON "sections" USING btree ("document_id") WHERE not "sections"."inherits_rights" or "sections"."trashed_at" is not null;--> statement-breakpoint
-- Whoever holds a document open for a person hears that what the person may do may have changed: role, suspension,
-- erasure, organisations. Documents stand above people, so people's commands cannot say it themselves.
CREATE FUNCTION announce_person_rights() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'users' THEN PERFORM pg_notify('person_rights_changed', NEW.id::text);
    WHEN 'memberships' THEN
      PERFORM pg_notify('person_rights_changed', (CASE TG_OP WHEN 'DELETE' THEN OLD.user_id ELSE NEW.user_id END)::text);
    WHEN 'organisations' THEN
      PERFORM pg_notify('person_rights_changed', user_id::text) FROM memberships WHERE organisation_id = NEW.id;
  END CASE;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER users_rights AFTER UPDATE OF role, suspended_at, erased_at ON users
  FOR EACH ROW EXECUTE FUNCTION announce_person_rights();
--> statement-breakpoint
CREATE TRIGGER memberships_rights AFTER INSERT OR UPDATE OR DELETE ON memberships
  FOR EACH ROW EXECUTE FUNCTION announce_person_rights();
--> statement-breakpoint
CREATE TRIGGER organisations_rights AFTER UPDATE OF archived_at ON organisations
  FOR EACH ROW EXECUTE FUNCTION announce_person_rights();
