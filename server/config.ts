// The environment, read and checked once at start. Nothing else looks at process.env.

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { canonicalEmail } from '../domain/text.ts';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );
const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform((u) => u.replace(/\/+$/, ''));
/** As it is: discovery compares issuers to the letter, and some end with a slash. Only https protects the ID token. */
const issuerUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).refine(isPrivateLine, {
  error: 'must be an https address (http only on this machine)',
});
const address = z.string().refine((text) => canonicalEmail(text) !== null, { error: 'must be one e-mail address' });

const environment = z
  .object({
    NODE_ENV: z.string().default('development'),
    PORT: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65535).default(3000),
    DATA_DIR: z.string().min(1).default('./.data'),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host/database' })
      .optional(),
    PUBLIC_URL: httpUrl.optional(),
    AUTH_SECRET: z
      .string()
      .min(32, { error: 'must have at least 32 characters; `openssl rand -base64 32` makes one' })
      .optional(),
    MAIL_FROM: address.default('kaasa@localhost.localdomain'),
    TRUSTED_PROXIES: list,
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587' }).optional(),
    ADMIN_EMAIL: address.optional(),
    KAASA_SEED: z.enum(['demo', 'none'], { error: 'must be demo or none' }).optional(),
    OIDC_ISSUER: issuerUrl.optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], { error: 'must be a pino level' })
      .default('info'),
  })
  .superRefine((env, issues) => {
    const missing = (name: string, why: string) => issues.addIssue({ code: 'custom', path: [name], message: why });
    if (env.DATABASE_URL && !env.AUTH_SECRET) missing('AUTH_SECRET', 'is required with DATABASE_URL');
    if (env.DATABASE_URL && env.KAASA_SEED === 'demo') missing('KAASA_SEED', 'demo is never used with DATABASE_URL');
    if (env.OIDC_ISSUER && !env.OIDC_CLIENT_ID) missing('OIDC_CLIENT_ID', 'is required with OIDC_ISSUER');
    if (env.OIDC_ISSUER && !env.OIDC_CLIENT_SECRET) missing('OIDC_CLIENT_SECRET', 'is required with OIDC_ISSUER');
  });

export type Config = {
  production: boolean;
  port: number;
  /** Absolute. */
  dataDir: string;
  databaseUrl: string | null;
  /** Without a slash at the end; where people's browsers reach this instance. */
  publicUrl: string;
  authSecret: string;
  mailFrom: string;
  /** Addresses or CIDR ranges whose X-Forwarded-* headers are believed. */
  trustedProxies: string[];
  smtpUrl: string | null;
  adminEmail: string | null;
  seed: 'demo' | 'none';
  /** KAASA_SEED=demo was set by hand: one-click sign-in also away from loopback. */
  seedExplicit: boolean;
  oidc: { issuer: string; clientId: string; clientSecret: string } | null;
  logLevel: string;
};

/** The configuration is wrong; `message` names each variable and what it must be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads `env`; makes DATA_DIR and, without AUTH_SECRET, a secret in it.
 * @throws {ConfigError}
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(filled);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'));
  }
  const e = parsed.data;
  const dataDir = resolve(e.DATA_DIR);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return {
    production: e.NODE_ENV === 'production',
    port: e.PORT,
    dataDir,
    databaseUrl: e.DATABASE_URL ?? null,
    publicUrl: e.PUBLIC_URL ?? `http://localhost:${e.PORT}`,
    authSecret: e.AUTH_SECRET ?? keptSecret(dataDir),
    mailFrom: e.MAIL_FROM,
    trustedProxies: e.TRUSTED_PROXIES,
    smtpUrl: e.SMTP_URL ?? null,
    adminEmail: e.ADMIN_EMAIL ? canonicalEmail(e.ADMIN_EMAIL) : null,
    seed: e.KAASA_SEED ?? (e.DATABASE_URL ? 'none' : 'demo'),
    seedExplicit: e.KAASA_SEED === 'demo',
    oidc: e.OIDC_ISSUER
      ? { issuer: e.OIDC_ISSUER, clientId: e.OIDC_CLIENT_ID ?? '', clientSecret: e.OIDC_CLIENT_SECRET ?? '' }
      : null,
    logLevel: e.LOG_LEVEL,
  };
}

function isPrivateLine(url: string): boolean {
  // what is no address at all is said by the schema
  if (!URL.canParse(url)) return true;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'auth-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}
