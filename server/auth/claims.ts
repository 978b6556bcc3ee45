// What an OpenID Connect issuer says of a person, read warily: only issuer and subject are required.

import { z } from 'zod';
import { isSafeText } from '../../domain/safe-text.ts';
import { canonicalEmail, normaliseText } from '../../domain/text.ts';

export type Claims = {
  /** The issuer's own name for itself, `iss`. */
  issuer: string;
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
  iss: z.url(),
  sub: z.string().min(1).max(255).refine(isSafeText),
  ...names,
  // Estonia's TARA puts the name here
  profile_attributes: z.object(names).catch({ name: '', given_name: '', family_name: '' }),
});
const emailSchema = z.object({ email: z.string(), email_verified: z.boolean().catch(false) });

/**
 * The claims of the ID token and, where that has none, of the UserInfo endpoint (issuers differ in where they put
 * them, OpenID Connect Core 5.4). An address and its being verified are only believed from one and the same place.
 * @throws {z.ZodError} without a usable issuer and subject.
 */
export function readClaims(idToken: unknown, userInfo: unknown): Claims {
  const said = claimsSchema.parse({ ...asObject(userInfo), ...asObject(idToken) });
  const found = [idToken, userInfo].map((source) => emailSchema.safeParse(source)).find((parsed) => parsed.success);
  return {
    issuer: said.iss,
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
