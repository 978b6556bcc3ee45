CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"owner_organisation_id" uuid,
	"status" text NOT NULL,
	"act_title" text DEFAULT '' NOT NULL,
	"act_number" text DEFAULT '' NOT NULL,
	"act_date" text DEFAULT '' NOT NULL,
	"adopter" text DEFAULT '' NOT NULL,
	"leading_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone NOT NULL,
	"trashed_at" timestamp with time zone,
	"trashed_by" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	"tree_revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "documents_status" CHECK ("documents"."status" in ('working', 'in-consultation', 'adopted')),
	CONSTRAINT "documents_act" CHECK (("documents"."status" = 'adopted') = ("documents"."act_date" <> '')),
	CONSTRAINT "documents_leading_other" CHECK ("documents"."leading_id" <> "documents"."id")
);
--> statement-breakpoint
CREATE TABLE "section_bodies" (
	"section_id" uuid PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"schema_version" integer NOT NULL,
	"words" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" uuid,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"parent_id" uuid,
	"order_key" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"hint" jsonb,
	"inherits_rights" boolean DEFAULT true NOT NULL,
	"locked_by" uuid,
	"locked_at" timestamp with time zone,
	"lock_reason" text DEFAULT '' NOT NULL,
	"leading_id" uuid,
	"leading_revision" integer,
	"leading_title" text,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"trashed_at" timestamp with time zone,
	"trashed_by" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sections_kind" CHECK ("sections"."kind" in ('numbered', 'unnumbered', 'annex')),
	CONSTRAINT "sections_parent_other" CHECK ("sections"."parent_id" <> "sections"."id"),
	CONSTRAINT "sections_lock" CHECK (("sections"."locked_by" is null) = ("sections"."locked_at" is null))
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"section_id" uuid,
	"user_id" uuid,
	"organisation_id" uuid,
	"right" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "grants_place" UNIQUE NULLS NOT DISTINCT("document_id","section_id","user_id","organisation_id"),
	CONSTRAINT "grants_subject" CHECK (("grants"."user_id" is null) <> ("grants"."organisation_id" is null)),
	CONSTRAINT "grants_right" CHECK ("grants"."right" in ('none', 'read', 'comment', 'suggest', 'edit', 'manage')),
	CONSTRAINT "grants_none" CHECK ("grants"."right" <> 'none' or "grants"."section_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "tree_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"tree_revision" integer NOT NULL,
	"kind" text NOT NULL,
	"changed_by" uuid,
	"changed_at" timestamp with time zone NOT NULL,
	"patches" jsonb NOT NULL,
	"undone_by" uuid
);
--> statement-breakpoint
CREATE TABLE "document_files" (
	"attachment_id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"section_id" uuid,
	"purpose" text NOT NULL,
	"width" integer,
	"height" integer,
	"added_at" timestamp with time zone NOT NULL,
	"added_by" uuid,
	"removed_at" timestamp with time zone,
	"removed_by" uuid,
	CONSTRAINT "document_files_purpose" CHECK ("document_files"."purpose" in ('image', 'file'))
);
--> statement-breakpoint
CREATE TABLE "file_uses" (
	"section_id" uuid NOT NULL,
	"attachment_id" uuid NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "file_uses_section_id_attachment_id_pk" PRIMARY KEY("section_id","attachment_id")
);
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_owner_organisation_id_organisations_id_fk" FOREIGN KEY ("owner_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_leading_id_documents_id_fk" FOREIGN KEY ("leading_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_trashed_by_users_id_fk" FOREIGN KEY ("trashed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_bodies" ADD CONSTRAINT "section_bodies_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_bodies" ADD CONSTRAINT "section_bodies_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sections" ADD CONSTRAINT "sections_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sections" ADD CONSTRAINT "sections_parent_id_sections_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sections" ADD CONSTRAINT "sections_locked_by_users_id_fk" FOREIGN KEY ("locked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sections" ADD CONSTRAINT "sections_leading_id_sections_id_fk" FOREIGN KEY ("leading_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sections" ADD CONSTRAINT "sections_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sections" ADD CONSTRAINT "sections_trashed_by_users_id_fk" FOREIGN KEY ("trashed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tree_changes" ADD CONSTRAINT "tree_changes_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tree_changes" ADD CONSTRAINT "tree_changes_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_files" ADD CONSTRAINT "document_files_attachment_id_attachments_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_files" ADD CONSTRAINT "document_files_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_files" ADD CONSTRAINT "document_files_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_files" ADD CONSTRAINT "document_files_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_files" ADD CONSTRAINT "document_files_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_uses" ADD CONSTRAINT "file_uses_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_uses" ADD CONSTRAINT "file_uses_attachment_id_attachments_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "documents_leading" ON "documents" USING btree ("leading_id");--> statement-breakpoint
CREATE INDEX "sections_document" ON "sections" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "sections_parent" ON "sections" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "sections_leading" ON "sections" USING btree ("leading_id");--> statement-breakpoint
CREATE INDEX "grants_user" ON "grants" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "grants_organisation" ON "grants" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "tree_changes_document" ON "tree_changes" USING btree ("document_id","tree_revision");--> statement-breakpoint
CREATE INDEX "tree_changes_at" ON "tree_changes" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "document_files_document" ON "document_files" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "file_uses_attachment" ON "file_uses" USING btree ("attachment_id");