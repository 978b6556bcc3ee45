// An organisation of the network, as people enter it.

import { z } from 'zod';
import { checkbox, countryCode, email, localisedName, optional, phone, registryCode, singleLine } from '../text.ts';

export const ORGANISATION_KINDS = [
  'ministry',
  'state-body',
  'municipality',
  'university',
  'foundation',
  'association',
  'company',
  'social-enterprise',
  'international',
  'other',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const organisationForm = z.object({
  name: localisedName,
  kind: z.enum(ORGANISATION_KINDS),
  country: countryCode,
  registryCode: optional(registryCode),
  contactName: optional(singleLine(120)),
  contactEmail: optional(email),
  contactPhone: optional(phone),
  isPublic: checkbox,
});
export type OrganisationForm = z.infer<typeof organisationForm>;
