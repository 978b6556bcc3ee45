// What anybody may know of the network: which organisations take part, never their contact details.

import { and, eq, isNull } from 'drizzle-orm';
import { organisations } from '../../db/schema/organisations.ts';
import { type Locale, localisedIn } from '../../domain/locale.ts';
import type { OrganisationKind } from '../../domain/people/organisation.ts';
import { can } from '../../domain/permissions.ts';
import type { Context } from '../context.ts';

export type PublicOrganisation = {
  id: string;
  name: string;
  /** The language of `name`, which may not be the page's. */
  nameLocale: Locale;
  kind: OrganisationKind;
  /** ISO 3166-1 alpha-2. */
  country: string;
};

/** Public organisations that take part, in the alphabet of `locale`. */
export async function listPublicOrganisations(ctx: Context, locale: Locale): Promise<PublicOrganisation[]> {
  if (!can(ctx.viewer, 'site.read')) return [];
  const { id, name, kind, country } = organisations;
  const rows = await ctx.db
    .select({ id, name, kind, country })
    .from(organisations)
    .where(and(eq(organisations.isPublic, true), isNull(organisations.archivedAt)));
  // Not in SQL: the embedded database has no Estonian collation.
  const { compare } = new Intl.Collator(locale);
  return rows.map((row) => presented(row, locale)).sort((a, b) => compare(a.name, b.name));
}

function presented(row: Pick<typeof organisations.$inferSelect, 'id' | 'name' | 'kind' | 'country'>, locale: Locale) {
  const name = localisedIn(row.name, locale);
  return { ...row, name: name.text, nameLocale: name.locale };
}
