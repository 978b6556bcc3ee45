CREATE TABLE "attachment_parts" (
	"attachment_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "attachment_parts_attachment_id_part_pk" PRIMARY KEY("attachment_id","part"),
	CONSTRAINT "attachment_parts_size" CHECK (length("attachment_parts"."bytes") between 1 and 524288)
);
--> statement-breakpoint
ALTER TABLE "attachments" DROP CONSTRAINT "attachments_size";--> statement-breakpoint
ALTER TABLE "attachment_parts" ADD CONSTRAINT "attachment_parts_attachment_id_attachments_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Trying to compress what is compressed already only costs time.
ALTER TABLE "attachment_parts" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;--> statement-breakpoint
-- What there is so far: the logo.
INSERT INTO "attachment_parts" ("attachment_id", "part", "bytes")
SELECT a."id", n, substring(a."bytes" FROM n * 262144 + 1 FOR 262144)
FROM "attachments" a CROSS JOIN LATERAL generate_series(0, (a."size" - 1) / 262144) n;--> statement-breakpoint
ALTER TABLE "attachments" DROP COLUMN "bytes";--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_size" CHECK ("attachments"."size" between 1 and 20971520);