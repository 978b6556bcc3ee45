CREATE TABLE "room_clients" (
	"section_id" uuid NOT NULL,
	"client" bigint NOT NULL,
	"author_id" uuid,
	CONSTRAINT "room_clients_section_id_client_pk" PRIMARY KEY("section_id","client")
);
--> statement-breakpoint
CREATE TABLE "room_updates" (
	"section_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"author_id" uuid,
	"update" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"set_aside_at" timestamp with time zone,
	CONSTRAINT "room_updates_section_id_seq_pk" PRIMARY KEY("section_id","seq")
);
--> statement-breakpoint
CREATE TABLE "rooms" (
	"section_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"base_seq" bigint DEFAULT 0 NOT NULL,
	"base" "bytea",
	"base_vector" "bytea",
	"base_deletions" "bytea",
	"projected_seq" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "room_clients" ADD CONSTRAINT "room_clients_section_id_rooms_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."rooms"("section_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_clients" ADD CONSTRAINT "room_clients_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_updates" ADD CONSTRAINT "room_updates_section_id_rooms_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."rooms"("section_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_updates" ADD CONSTRAINT "room_updates_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rooms_unprojected" ON "rooms" USING btree ("section_id") WHERE "rooms"."projected_seq" < "rooms"."seq";