// Administration begins with the people.

import { redirect } from 'next/navigation';
import { type LocaleParams, pageLocale } from '../../../page-context.ts';

export default async function AdminPage({ params }: LocaleParams) {
  redirect(`/${await pageLocale(params)}/admin/people`);
}
