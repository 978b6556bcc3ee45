// The rules of signing in (docs/spec/sign-in.md), decided from facts alone: who may come in with a link or with
// an identity of an OpenID Connect issuer, and where they are led afterwards.

import type { ErrorCode } from '../errors.ts';
import { isLocale, type Locale } from '../locale.ts';
import { isSafeText } from '../safe-text.ts';

/** A mailed link works this long. */
export const LINK_MINUTES = 15;
/** A session ends this long after it was last used. */
export const SESSION_DAYS = 14;
/** A session's last use is written down at most this often. */
export const SESSION_REFRESH_MINUTES = 10;
/** An identity without a proved address waits this long. */
export const PENDING_MINUTES = 30;

export const PERSON_STATES = ['active', 'suspended', 'erased'] as const;
export type PersonState = (typeof PERSON_STATES)[number];

/** A person as far as signing in is concerned. */
export type Subject = { id: string; state: PersonState };

/** What is known when an issuer has vouched for an identity. */
export type IdentityFacts = {
  /** The person that this issuer's subject is bound to. */
  bound: Subject | null;
  /** The canonical address the issuer names, null when there is none. */
  email: string | null;
  /** The issuer says that it has checked the address. */
  isEmailVerified: boolean;
  /** The person with that address. */
  owner: Subject | null;
};

export type Refusal = Extract<ErrorCode, 'suspended' | 'no-account' | 'identity-taken'>;
export type SignInDecision =
  | { state: 'in'; personId: string }
  | { state: 'bind'; personId: string }
  /** The holder must first prove an address by a mailed link. */
  | { state: 'prove-address' }
  | { state: 'refused'; code: Refusal };

/** A link proves an address: does its person come in? Null: nobody has the address. */
export function decideLink(person: Subject | null): SignInDecision {
  if (person?.state === 'active') return { state: 'in', personId: person.id };
  return { state: 'refused', code: person?.state === 'suspended' ? 'suspended' : 'no-account' };
}

/** An issuer vouches for an identity: the binding decides, then a verified address, else one must be proved. */
export function decideIdentity({ bound, email, isEmailVerified, owner }: IdentityFacts): SignInDecision {
  if (bound) return decideLink(bound);
  if (email === null || !isEmailVerified) return { state: 'prove-address' };
  return bindOrRefuse(owner);
}

/** A link proves the address of a waiting identity. `bound`: whom that identity has come to belong to meanwhile. */
export function decideBinding(bound: Subject | null, owner: Subject | null): SignInDecision {
  if (bound && bound.id !== owner?.id) return { state: 'refused', code: 'identity-taken' };
  return bound ? decideLink(bound) : bindOrRefuse(owner);
}

function bindOrRefuse(owner: Subject | null): SignInDecision {
  const decision = decideLink(owner);
  return decision.state === 'in' ? { ...decision, state: 'bind' } : decision;
}

/**
 * Where to go after signing in: `to` when it is a path of this site in one of its languages, else the workspace.
 * Whatever a browser could read as another site (`//`, `\`, schemes, control characters) is not.
 */
export function safeReturnPath(to: string | null, locale: Locale): string {
  const workspace = `/${locale}/work`;
  if (to === null || to.length > 1000 || !isSafeText(to) || !/^\/[^/\\][^\\\s]*$/.test(to)) return workspace;
  if (!URL.canParse(to, 'http://site.invalid')) return workspace;
  const { origin, pathname, search } = new URL(to, 'http://site.invalid');
  const [, language, first] = pathname.split('/');
  const isOurs = origin === 'http://site.invalid' && isLocale(language) && !pathname.includes('//');
  return isOurs && first !== 'sign-in' && first !== 'sign-out' ? pathname + search : workspace;
}
