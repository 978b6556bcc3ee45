// Whatever people put into settings, names and forms comes out of a public page as text.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organisations } from '../../../db/schema/organisations.ts';
import { html } from '../../../domain/html.ts';
import { ANONYMOUS } from '../../../domain/people/viewer.ts';
import { createContext } from '../../../server/context.ts';
import { BARE_SETTINGS, type Settings } from '../../../server/settings/defaults.ts';
import { errorSummary, field, hidden, submitButton } from '../../../server/site/form.ts';
import { renderPage } from '../../../server/site/page.ts';
import { accessibilityPage, frontPage, privacyPage } from '../../../server/site/public-pages.ts';
import { testInstance } from '../../support/instance.ts';
import { expectInert, textOf } from '../../support/markup.ts';
import { PAYLOADS } from '../../support/payloads.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
beforeAll(async () => {
  app = await testInstance();
});
afterAll(() => app.close());
const ctx = () => createContext(app, ANONYMOUS, 'browser');

/** Past every check of the forms, as a restored back-up could bring them. */
const hostileSettings = (payload: string): Settings => ({
  ...BARE_SETTINGS,
  name: { et: payload },
  logoId: payload,
  accent: payload,
  privacyNotice: { et: payload },
  accessibilityStatement: { et: `{name} {contact}\n\n${payload}` },
  feedbackEmail: payload,
});

test('there are more than a hundred payloads', () => {
  expect(new Set(PAYLOADS).size).toBeGreaterThan(100);
});

describe('payloads are inert', () => {
  test('in the settings, on every page', async () => {
    for (const payload of PAYLOADS) {
      const settings = hostileSettings(payload);
      const pages = [
        await frontPage(ctx(), 'et', settings),
        privacyPage('et', settings),
        accessibilityPage('et', settings),
      ];
      for (const page of pages) {
        const markup = renderPage(ctx(), page, settings);
        expectInert(markup, payload);
        expect(markup).toContain('--brand:#1f5c4d');
      }
    }
  });

  test('in the names of organisations, which are shown as they are', async () => {
    const row = { kind: 'other', country: 'EE', contactName: '', contactEmail: '', contactPhone: '' } as const;
    const names = PAYLOADS.map((et) => ({
      ...row,
      id: crypto.randomUUID(),
      name: { et },
      isPublic: true,
      createdAt: new Date(),
    }));
    await app.database.db.insert(organisations).values(names);
    const markup = renderPage(ctx(), await frontPage(ctx(), 'et', BARE_SETTINGS), BARE_SETTINGS);
    expectInert(markup);
    for (const payload of PAYLOADS) expect(textOf(markup)).toContain(payload);
  });

  test('in titles and descriptions', () => {
    for (const payload of PAYLOADS) {
      const page = { locale: 'et', path: '', title: payload, description: payload, body: html`${payload}` } as const;
      expectInert(renderPage(ctx(), page, BARE_SETTINGS), payload);
    }
  });

  test('in forms, which give back what was typed', () => {
    for (const payload of PAYLOADS) {
      const form = html`${errorSummary(payload, [{ field: payload, message: payload }])}${field({
        name: payload,
        label: payload,
        value: payload,
        error: payload,
        hint: payload,
        autocomplete: payload,
        required: true,
      })}${hidden(payload, payload)}${submitButton(payload)}`;
      expectInert(form.markup, payload);
      const value = /value="([^"]*)"/.exec(form.markup)?.[1] ?? '';
      expect(textOf(value)).toBe(payload);
    }
  });
});

describe('a field', () => {
  test('ties its label, hint and error to its control', () => {
    const { markup } = field({
      name: 'email',
      label: 'E-post',
      type: 'email',
      hint: 'Vihje',
      error: 'Viga',
      required: true,
    });
    expect(markup).toContain('<label class="field-label" for="field-email">E-post</label>');
    expect(markup).toContain('aria-describedby="field-email-hint field-email-error" aria-invalid="true"');
    expect(errorSummary('Viga', [{ field: 'email', message: 'Viga' }]).markup).toContain(
      '<a href="#field-email">Viga</a>',
    );
  });

  test('without hint and error says nothing of them', () => {
    expect(field({ name: 'q', label: 'Q' }).markup).not.toMatch(/aria-|required|hint|error/);
    expect(errorSummary('Viga', []).markup).toBe('');
  });
});
