// What an OpenID Connect issuer says of a person, read warily: only its subject is required.

import { z } from 'zod';
import { canonicalEmail, isSafeText, normaliseText } from '../../domain/text.ts';

export type Claims = {
  /** Unique within the issuer; may be a personal code, so it is in no log. */
  subject: string;
  /** Canonical, null when there is none that we could write to. */
  email: string | null;
  isEmailVerified: boolean;
  /** '' when the issuer gives none. */
  name: string;
};

const word = z.string().max(200).catch('');
const names = { name: word, given_name: word, family_name: word };
const claimsSchema = z.object({
  sub: z.string().min(1).max(255).refine(isSafeText),
  ...names,
  // Estonia's TARA puts the name here
  profile_attributes: z.object(names).catch({ name: '', given_name: '', family_name: '' }),
});
const emailSchema = z.object({ email: z.string(), email_verified: z.boolean().catch(false) });

/**
 * The claims of the UserInfo endpoint, and of the ID token where that has none (issuers differ in where they put
 * them, OpenID Connect Core 5.4). An address and its being verified are only believed from one and the same place.
 * @throws {z.ZodError} without a usable subject.
 */
export function readClaims(userInfo: unknown, idToken: unknown): Claims {
  const said = claimsSchema.parse({ ...asObject(idToken), ...asObject(userInfo) });
  const found = [userInfo, idToken].map((source) => emailSchema.safeParse(source)).find((parsed) => parsed.success);
  return {
    subject: said.sub,
    email: found ? canonicalEmail(found.data.email) : null,
    isEmailVerified: found?.data.email_verified ?? false,
    name: readName(said) || readName(said.profile_attributes),
  };
}

/** The claims inside an ID token whose validity has been checked; null for anything else. */
export function idTokenClaims(jwt: unknown): unknown {
  if (typeof jwt !== 'string') return null;
  const [, payload = ''] = jwt.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
}

function readName({
  name,
  given_name,
  family_name,
}: {
  name: string;
  given_name: string;
  family_name: string;
}): string {
  const text = normaliseText(name || `${given_name} ${family_name}`);
  return isSafeText(text) ? text.slice(0, 120) : '';
}

function asObject(source: unknown): object {
  return typeof source === 'object' && source !== null ? source : {};
}
