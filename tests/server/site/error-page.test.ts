// Pages for refused and failed requests: whole, inert, and there when nothing else is.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.ts';
import type { Runtime } from '../../../server/runtime.ts';
import { type ErrorStatus, errorPage, errorResponse } from '../../../server/site/error-page.ts';
import { servePage } from '../../../server/site/routes.ts';
import { testInstance } from '../../support/instance.ts';
import { expectInert, textOf } from '../../support/markup.ts';

const STATUSES: ErrorStatus[] = [400, 403, 404, 405, 413, 415, 429, 500, 503];
const GRID = LOCALES.flatMap((locale) => STATUSES.map((status) => [locale, status] as const));

test.each(GRID)('%s %i says what happened, what to do, and the code', (locale, status) => {
  const { markup } = errorPage(locale, status, 'invalid');
  expectInert(markup);
  expect(markup.match(/<h1>[^<]{8,}<\/h1>/g)).toHaveLength(1);
  expect(markup).toMatch(/<p class="lede">[^<]{20,}<\/p>/);
  expect(markup).toContain(`href="/${locale}"`);
  expect(textOf(markup)).toContain('invalid');
});

test('a code that says more than its status is explained', () => {
  expect(textOf(errorPage('en', 403, 'suspended').markup)).not.toBe(textOf(errorPage('en', 403, 'forbidden').markup));
});

test('an error is never kept and sets no cookie', () => {
  const { headers, status } = errorResponse('et', 503, 'server-error');
  expect([status, headers.get('cache-control'), headers.has('set-cookie')]).toEqual([503, 'no-store', false]);
});

describe('without a database', () => {
  let app: Awaited<ReturnType<typeof testInstance>>;
  beforeAll(async () => {
    app = await testInstance({ logLevel: 'silent' });
  });
  afterAll(() => app.close());

  /** An instance whose database answers every statement with this error. */
  const broken = (error: Error): Runtime => {
    const refuse = () => {
      throw error;
    };
    return { ...app, database: { ...app.database, db: new Proxy(app.database.db, { get: () => refuse }) } };
  };
  const front = (runtime: Runtime) => servePage(new Request('http://localhost/ru'), 'ru', '', runtime);

  test('a page says that the instance is away, and when to come back', async () => {
    const lost = new Error('wrapped', { cause: Object.assign(new Error('lost'), { code: 'ECONNREFUSED' }) });
    const response = await front(broken(lost));
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await response.text()).toContain('<html lang="ru"');
  });

  test('a bug is called one, and tells the reader nothing of it', async () => {
    const response = await front(broken(new Error('secret detail')));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
  });
});
