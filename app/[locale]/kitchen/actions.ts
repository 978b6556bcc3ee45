'use server';
// What the sample forms are sent to: every outcome a real action can have, chosen by what is typed.

import { notFound } from 'next/navigation';
import { type FormState, typedValues } from '../../../components/ui/form-state.ts';
import { runtime } from '../../../server/runtime.ts';

/** `rike` in the name fails like a broken server; an empty name is a mistake; everything else succeeds. */
export async function trySample(_previous: FormState, data: FormData): Promise<FormState> {
  if (runtime().config.production) notFound();
  const values = typedValues(data);
  if (values.name === 'rike') throw new Error('asked to fail');
  const fields = mistakes(values);
  if (Object.keys(fields).length > 0) {
    return { state: 'failed', message: 'Mõni väli vajab parandamist. Sisestatu on alles.', fields, values };
  }
  return { state: 'done', message: 'Salvestatud.' };
}

function mistakes(values: Record<string, string | string[]>): Record<string, string> {
  const fields: Record<string, string> = {};
  if (!values.name) fields.name = 'Täitke see väli.';
  if (!String(values.email).includes('@')) fields.email = 'Sisestage üks e-posti aadress, näiteks nimi@asutus.ee.';
  if (!values['title.en']) fields['title.en'] = 'Täitke see väli.';
  if (!values.role) fields.role = 'Valige üks pakutud võimalustest.';
  if (!values['locales[]']?.length) fields.locales = 'Valige vähemalt üks.';
  if (!values.consent) fields.consent = 'Kinnituseks tehke siia märge.';
  return fields;
}
