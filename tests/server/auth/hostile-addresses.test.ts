// A2 of the reliability cases (docs/spec/sign-in.md, SI20): whatever is typed into the address field, mail goes to
// nobody but the exact account.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mails, rateLimits } from '../../../db/schema/instance.ts';
import { signInTokens } from '../../../db/schema/users.ts';
import { testInstance } from '../../support/instance.ts';
import { addUser } from '../../support/people.ts';
import { visitor } from '../../support/visitor.ts';

const KAI = 'kai.sikk@ministeerium.ee';
const EVIL = 'evil@mujal.ee';

const HOSTILE = [
  // lists and several recipients
  `${KAI},${EVIL}`,
  `${KAI}, ${EVIL}`,
  `${EVIL},${KAI}`,
  `${KAI};${EVIL}`,
  `${KAI} ${EVIL}`,
  `${KAI}\t${EVIL}`,
  `${KAI}%2C${EVIL}`,
  `${KAI}|${EVIL}`,
  `group: ${KAI}, ${EVIL};`,
  // line breaks and headers
  `${KAI}\r\nBcc: ${EVIL}`,
  `${KAI}\nBcc: ${EVIL}`,
  `${KAI}\rBcc: ${EVIL}`,
  `${KAI}%0d%0aBcc:${EVIL}`,
  `${KAI}\u2028Bcc:${EVIL}`,
  `${KAI}\u0085Bcc:${EVIL}`,
  `${KAI}\\r\\nBcc:${EVIL}`,
  // quoted local parts and comments
  `"${EVIL}"@ministeerium.ee`,
  `"kai.sikk"@ministeerium.ee`,
  `"kai.sikk@ministeerium.ee"@mujal.ee`,
  `"${EVIL} "@ministeerium.ee`,
  `kai.sikk(comment)@ministeerium.ee`,
  `kai.sikk@(${EVIL})ministeerium.ee`,
  `(${EVIL})${KAI}`,
  // display names and routes
  `Kai <${KAI}>`,
  `<${KAI}>`,
  `"Kai" <${EVIL}>`,
  `${KAI} <${EVIL}>`,
  `<${EVIL}> ${KAI}`,
  `@mujal.ee:${KAI}`,
  `kai.sikk%ministeerium.ee@mujal.ee`,
  `mujal.ee!${KAI}`,
  `mailto:${KAI}`,
  `${KAI}?bcc=${EVIL}`,
  // two at signs, none, empty parts
  `kai.sikk@ministeerium.ee@mujal.ee`,
  `kai.sikk@@ministeerium.ee`,
  `@ministeerium.ee`,
  `kai.sikk@`,
  `kai.sikk`,
  `..@ministeerium.ee`,
  `.kai.sikk@ministeerium.ee`,
  `kai.sikk.@ministeerium.ee`,
  `kai..sikk@ministeerium.ee`,
  `kai.sikk@.ministeerium.ee`,
  `kai.sikk@ministeerium..ee`,
  `kai.sikk@[127.0.0.1]`,
  `kai.sikk@localhost`,
  // look-alikes and case folding
  `\u212Aai.sikk@ministeerium.ee`,
  `kai.\u017Fikk@ministeerium.ee`,
  `KA\u0130.sikk@ministeerium.ee`,
  `ka\u0131.sikk@ministeerium.ee`,
  `k\u0430i.sikk@ministeerium.ee`,
  `\uFF4Bai.sikk@ministeerium.ee`,
  `kai.sikk\uFF20ministeerium.ee`,
  `kai.sikk\uFE6Bministeerium.ee`,
  `kai\uFF0Esikk@ministeerium.ee`,
  `kai.sikk@\uFF4Dinisteerium.ee`,
  `kai.sikk@m\u0456nisteerium.ee`,
  `kai.s\u0131kk@ministeerium.ee`,
  `ka\u0069\u0307.sikk@ministeerium.ee`,
  // invisible characters
  `kai.sikk\u0000@ministeerium.ee`,
  `${KAI}\u0000${EVIL}`,
  `kai.sikk\u200B@ministeerium.ee`,
  `kai.sikk\u00AD@ministeerium.ee`,
  `\u202E${KAI}`,
  `kai.sikk\uD800@ministeerium.ee`,
  `kai.sikk\b@ministeerium.ee`,
  // other mailboxes of the same host, sub-addressing, lengths
  `kai.sikk+evil@ministeerium.ee`,
  `kaisikk@ministeerium.ee`,
  `kai.sikk@mail.ministeerium.ee`,
  `kai.sikk@ministeerium.ee.mujal.ee`,
  `${'k'.repeat(65)}@ministeerium.ee`,
  `kai.sikk@${'m'.repeat(250)}.ee`,
  `${KAI}${' '.repeat(100_000)}${EVIL}`,
  'a@'.repeat(50_000),
  `' OR email = '${KAI}`,
  `%`,
];

let app: Awaited<ReturnType<typeof testInstance>>;
beforeAll(async () => {
  app = await testInstance();
  await addUser(app, KAI);
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.database.db.delete(rateLimits);
  await app.database.db.delete(mails);
  await app.database.db.delete(signInTokens);
});

test(`SI20: ${HOSTILE.length} hostile addresses get mail to nobody`, async () => {
  const statuses = await Promise.all(
    HOSTILE.map(async (email) => (await visitor(app).post('/et/sign-in', { email })).status),
  );
  const bad = HOSTILE.filter((_, i) => statuses[i] !== 303 && statuses[i] !== 422);
  const recipients = await app.database.db.select({ recipient: mails.recipient }).from(mails);
  process.stderr.write(`A2: ${recipients.length + bad.length} / ${HOSTILE.length}\n`);
  expect(bad).toEqual([]);
  expect(recipients).toEqual([]);
  expect(await app.database.db.$count(signInTokens)).toBe(0);
});

test('SI20: other spellings of one address that mean the same are the same account', async () => {
  for (const email of [KAI.toUpperCase(), `  ${KAI}\n`, 'Kai.Sikk@Ministeerium.EE']) {
    expect((await visitor(app).post('/et/sign-in', { email })).status).toBe(303);
  }
  const recipients = await app.database.db.selectDistinct({ recipient: mails.recipient }).from(mails);
  expect(recipients).toEqual([{ recipient: KAI }]);
});

test('SI20: an address given twice counts once, as its first', async () => {
  const { POST } = await import('../../../app/[locale]/(public)/sign-in/route.ts');
  const request = new Request('http://localhost:3000/et/sign-in', {
    method: 'POST',
    body: new URLSearchParams([
      ['email', KAI],
      ['email', EVIL],
    ]),
  });
  expect((await POST(request, { params: Promise.resolve({ locale: 'et' }) })).status).toBe(303);
  const recipients = await app.database.db.select({ recipient: mails.recipient }).from(mails);
  expect(recipients).toEqual([{ recipient: KAI }]);
});

test('SI20: a body that is no form is a form with nothing in it', async () => {
  const { POST } = await import('../../../app/[locale]/(public)/sign-in/route.ts');
  for (const body of ['', '{"email":["a","b"]}', '<x/>', '%', '\0', 'email', 'email[]=x', 'email[constructor]=x']) {
    const request = new Request('http://localhost:3000/et/sign-in', { method: 'POST', body });
    expect((await POST(request, { params: Promise.resolve({ locale: 'et' }) })).status).toBe(422);
  }
});
