// Next serves the workspace pages; the process around it is server/main.ts. Packages with state
// (database, jobs) stay outside Next's bundle, so that they exist once per process.
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  compress: false,
  // `npm test` checks types; a start on somebody's machine need not wait for it.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // forbidden() answers 403 with app/[locale]/forbidden.tsx
    authInterrupts: true,
    // the largest of BODY_LIMITS in server/http/body.ts: the front door has measured the body before
    serverActions: { bodySizeLimit: '6mb' },
  },
  serverExternalPackages: [
    '@electric-sql/pglite',
    'drizzle-orm',
    'nodemailer',
    'pg-boss',
    'pino',
    'postgres',
    'rate-limiter-flexible',
    'ws',
    'yjs',
  ],
};

export default createNextIntlPlugin('./app/i18n.ts')(config);
