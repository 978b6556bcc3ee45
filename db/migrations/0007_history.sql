CREATE TABLE "section_blame" (
	"section_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"blame" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "section_contents" (
	"section_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "section_contents_section_id_seq_pk" PRIMARY KEY("section_id","seq")
);
--> statement-breakpoint
CREATE TABLE "writing_sessions" (
	"section_id" uuid NOT NULL,
	"first_seq" bigint NOT NULL,
	"last_seq" bigint NOT NULL,
	"author_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	CONSTRAINT "writing_sessions_section_id_first_seq_pk" PRIMARY KEY("section_id","first_seq")
);
--> statement-breakpoint
DROP INDEX "rooms_unprojected";--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "history_seq" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "section_blame" ADD CONSTRAINT "section_blame_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_contents" ADD CONSTRAINT "section_contents_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "writing_sessions" ADD CONSTRAINT "writing_sessions_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "writing_sessions" ADD CONSTRAINT "writing_sessions_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "writing_sessions_author" ON "writing_sessions" USING btree ("section_id","author_id","first_seq");--> statement-breakpoint
CREATE INDEX "rooms_unread" ON "rooms" USING btree ("section_id") WHERE "rooms"."history_seq" < "rooms"."seq";