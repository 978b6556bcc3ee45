// The people and organisations of the demo story: the network of the competence centre's first project with
// Tartu Ülikool and Sotsiaalsete Ettevõtete Võrgustik. The organisations exist; the people are invented.

import type { Locale } from '../../domain/locale.ts';
import type { OrganisationForm } from '../../domain/people/organisation.ts';
import { DEFAULT_RETENTION, type SettingsForm } from '../../domain/people/settings.ts';
import type { InstanceRole } from '../../domain/people/viewer.ts';

/** The instance is the competence centre's own; its texts are the defaults. */
export const DEMO_SETTINGS: Omit<SettingsForm, 'revision'> = {
  name: {
    et: 'Sotsiaalse innovatsiooni kompetentsikeskus',
    en: 'Social Innovation Competence Centre',
    ru: 'Центр компетенций социальных инноваций',
  },
  accent: '#1f5c4d',
  locales: ['et', 'en', 'ru'],
  timeZone: 'Europe/Tallinn',
  ...DEFAULT_RETENTION,
  privacyNotice: {},
  accessibilityStatement: {},
  feedbackEmail: 'kompetentsikeskus@kysk.example',
};

type Key = 'kysk' | 'tlu' | 'vak' | 'sim' | 'som' | 'ut' | 'sev';

const organisation = (et: string, en: string, ru: string, kind: OrganisationForm['kind']): OrganisationForm => ({
  name: { et, en, ru },
  kind,
  country: 'EE',
  registryCode: '',
  contactName: '',
  contactEmail: '',
  contactPhone: '',
  isPublic: true,
});

export const DEMO_ORGANISATIONS: Record<Key, OrganisationForm> = {
  kysk: organisation(
    'Kodanikuühiskonna Sihtkapital',
    'National Foundation of Civil Society',
    'Фонд гражданского общества',
    'foundation',
  ),
  tlu: organisation('Tallinna Ülikool', 'Tallinn University', 'Таллиннский университет', 'university'),
  vak: organisation(
    'Võrumaa Arenduskeskus',
    'Development Centre of Võru County',
    'Центр развития Вырумаа',
    'foundation',
  ),
  sim: organisation('Siseministeerium', 'Ministry of the Interior', 'Министерство внутренних дел', 'ministry'),
  som: organisation('Sotsiaalministeerium', 'Ministry of Social Affairs', 'Министерство социальных дел', 'ministry'),
  ut: organisation('Tartu Ülikool', 'University of Tartu', 'Тартуский университет', 'university'),
  sev: organisation(
    'Sotsiaalsete Ettevõtete Võrgustik',
    'Estonian Social Enterprise Network',
    'Сеть социальных предприятий',
    'association',
  ),
};

export type DemoPerson = {
  email: string;
  name: string;
  role: InstanceRole;
  locale: Locale;
  organisation: Key;
  /** Days before the story is told at which the person joined. */
  joinedDaysAgo: number;
};

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    email: 'katrin.saar@kysk.example',
    name: 'Katrin Saar',
    role: 'administrator',
    locale: 'et',
    organisation: 'kysk',
    joinedDaysAgo: 120,
  },
  {
    email: 'mari.tamm@kysk.example',
    name: 'Mari Tamm',
    role: 'official',
    locale: 'et',
    organisation: 'kysk',
    joinedDaysAgo: 118,
  },
  {
    email: 'peeter.magi@sim.example',
    name: 'Peeter Mägi',
    role: 'official',
    locale: 'et',
    organisation: 'sim',
    joinedDaysAgo: 96,
  },
  {
    email: 'anna.petrova@som.example',
    name: 'Anna Petrova',
    role: 'official',
    locale: 'ru',
    organisation: 'som',
    joinedDaysAgo: 95,
  },
  {
    email: 'jaan.kask@tlu.example',
    name: 'Jaan Kask',
    role: 'partner',
    locale: 'et',
    organisation: 'tlu',
    joinedDaysAgo: 90,
  },
  {
    email: 'liis.vosu@vorumaa.example',
    name: 'Liis Võsu',
    role: 'partner',
    locale: 'et',
    organisation: 'vak',
    joinedDaysAgo: 88,
  },
  {
    email: 'helen.rebane@ut.example',
    name: 'Helen Rebane',
    role: 'partner',
    locale: 'en',
    organisation: 'ut',
    joinedDaysAgo: 60,
  },
  {
    email: 'toomas.oja@sev.example',
    name: 'Toomas Oja',
    role: 'partner',
    locale: 'et',
    organisation: 'sev',
    joinedDaysAgo: 58,
  },
];

/** Somebody who left: their account is suspended. */
export const DEMO_SUSPENDED: DemoPerson = {
  email: 'rein.lepik@tlu.example',
  name: 'Rein Lepik',
  role: 'partner',
  locale: 'et',
  organisation: 'tlu',
  joinedDaysAgo: 90,
};

/** Invited and not yet here. */
export const DEMO_INVITED = { email: 'kadri.allik@vorumaa.example', organisation: 'vak' } as const;
