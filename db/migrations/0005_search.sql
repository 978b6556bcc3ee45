CREATE TABLE "search_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"section_id" uuid,
	"language" text NOT NULL,
	"title" text NOT NULL,
	"passages" jsonb NOT NULL,
	"lexemes" "tsvector" NOT NULL,
	"size" integer NOT NULL,
	"version" integer NOT NULL,
	"is_learned" boolean NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"language" text NOT NULL,
	"stem" text NOT NULL,
	"length" integer NOT NULL,
	"trigrams" text[] NOT NULL,
	CONSTRAINT "search_words_language_stem_pk" PRIMARY KEY("language","stem")
);
--> statement-breakpoint
ALTER TABLE "search_entries" ADD CONSTRAINT "search_entries_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_entries" ADD CONSTRAINT "search_entries_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_entries_lexemes" ON "search_entries" USING gin ("lexemes") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_entries_document" ON "search_entries" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "search_entries_version" ON "search_entries" USING btree ("version");--> statement-breakpoint
CREATE INDEX "search_entries_unlearned" ON "search_entries" USING btree ("id") WHERE not "search_entries"."is_learned";--> statement-breakpoint
CREATE INDEX "search_words_trigrams" ON "search_words" USING gin ("trigrams") WITH (fastupdate=false);