// Z1 over HTTP: every address of app/ that can be read × who reads it. The statuses are written by hand; an address
// that is missing here fails the test, so that a new page is thought about.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { flightTree } from '../support/flight.ts';
import { filled, routesOfApp } from '../support/routes-of-app.ts';
import { type Served, serve } from '../support/served.ts';

const VIEWERS = {
  partner: 'jaan.kask@tlu.example',
  official: 'mari.tamm@kysk.example',
  administrator: 'katrin.saar@kysk.example',
};

/** Anonymous, partner, official, administrator. 307: to the sign-in page (anonymous) or further in. */
const TABLE: Record<string, [number, number, number, number]> = {
  '/[locale]': [200, 200, 200, 200],
  '/[locale]/privacy': [200, 200, 200, 200],
  '/[locale]/accessibility': [200, 200, 200, 200],
  '/robots.txt': [200, 200, 200, 200],
  '/logo/[id]': [404, 404, 404, 404],
  '/assets/[file]': [404, 404, 404, 404],
  '/api/auth/callback/oidc': [404, 404, 404, 404],
  '/[locale]/sign-in': [200, 303, 303, 303],
  '/[locale]/sign-in/sent': [200, 200, 200, 200],
  '/[locale]/sign-in/confirm': [410, 410, 410, 410],
  '/[locale]/sign-in/demo': [405, 405, 405, 405],
  '/[locale]/sign-in/oidc': [405, 405, 405, 405],
  '/[locale]/sign-in/link-email': [403, 403, 403, 403],
  '/[locale]/sign-in/problem': [404, 404, 404, 404],
  '/[locale]/sign-out': [405, 405, 405, 405],
  '/[locale]/invitation': [410, 410, 410, 410],
  '/files/[id]': [404, 404, 404, 404],
  '/[locale]/documents/[id]/files/new': [405, 405, 405, 405],
  '/[locale]/kitchen': [404, 404, 404, 404],
  '/[locale]/work': [307, 200, 200, 200],
  '/[locale]/me': [307, 200, 200, 200],
  '/[locale]/me/export': [403, 200, 200, 200],
  '/[locale]/organisations': [307, 200, 200, 200],
  '/[locale]/organisations/new': [307, 403, 200, 200],
  '/[locale]/organisations/[id]': [307, 200, 200, 200],
  '/[locale]/organisations/[id]/edit': [307, 403, 200, 200],
  '/[locale]/documents': [307, 200, 200, 200],
  '/[locale]/documents/new': [307, 403, 200, 200],
  '/[locale]/documents/import': [307, 403, 200, 200],
  '/[locale]/documents/trash': [307, 200, 200, 200],
  '/[locale]/documents/[id]': [307, 404, 200, 200],
  '/[locale]/documents/[id]/settings': [307, 404, 200, 200],
  '/[locale]/documents/[id]/rights': [307, 404, 200, 200],
  '/[locale]/documents/[id]/translations': [307, 404, 200, 200],
  '/[locale]/documents/[id]/import': [307, 404, 200, 200],
  '/[locale]/documents/[id]/outline': [401, 404, 200, 200],
  '/[locale]/documents/[id]/outline/history': [401, 404, 200, 200],
  '/[locale]/documents/[id]/bodies': [401, 404, 200, 200],
  '/[locale]/documents/[id]/files': [307, 404, 200, 200],
  '/[locale]/search': [307, 200, 200, 200],
  '/[locale]/search/suggest': [401, 200, 200, 200],
  '/[locale]/invitations': [307, 403, 200, 200],
  '/[locale]/admin': [307, 403, 403, 307],
  '/[locale]/admin/people': [307, 403, 403, 200],
  '/[locale]/admin/people/[id]': [307, 403, 403, 200],
  '/[locale]/admin/people/[id]/export': [403, 403, 403, 200],
  '/[locale]/admin/organisations': [307, 403, 403, 200],
  '/[locale]/admin/invitations': [307, 403, 403, 200],
  '/[locale]/admin/outbox': [307, 403, 403, 200],
  '/[locale]/admin/outbox/[id]': [307, 403, 403, 200],
  '/[locale]/admin/mail-templates': [307, 403, 403, 200],
  '/[locale]/admin/audit': [307, 403, 403, 200],
  '/[locale]/admin/audit/export': [403, 403, 403, 200],
  '/[locale]/admin/settings': [307, 403, 403, 200],
};

/** Where an address with an id takes one from: the list in which an administrator finds it. */
const LISTS: Record<string, string> = {
  '/[locale]/organisations/[id]': '/et/organisations',
  '/[locale]/admin/people/[id]': '/et/admin/people',
  '/[locale]/admin/outbox/[id]': '/et/admin/outbox',
};

/** A document that only its maker, the official, and administrators may see; nothing of it is in the demo story. */
let kept: { id: string; sections: { id: string }[] };
let server: Served;
let cookies: string[];

beforeAll(async () => {
  server = await serve();
  cookies = [''];
  for (const email of Object.values(VIEWERS)) cookies.push(await server.cookieOf(email));
  const words = ['document', 'new', '--title', 'Ainult meile', '--template', 'blank', '--sections', '1'];
  kept = await server.operate([...words, '--owner', VIEWERS.official]);
});
afterAll(() => server.stop());

const get = (path: string, cookie: string) => server.request({ path, headers: cookie ? { cookie } : {} });

async function address(pattern: string): Promise<string> {
  if (pattern.startsWith('/[locale]/documents/[id]')) {
    return filled(pattern, { locale: 'et', id: kept.id, sectionId: kept.sections[0]?.id ?? '' });
  }
  const list = Object.entries(LISTS).find(([base]) => pattern.startsWith(base))?.[1];
  if (list === undefined) return filled(pattern, { locale: 'et', id: '0', file: 'x' });
  const page = await get(list, cookies[3] ?? '');
  // the people's list begins with somebody else than the administrator who looks
  const id = new RegExp(`href="${list}/([0-9a-f-]{36})"`).exec(page.text)?.[1];
  expect(id, `an id in ${list}`).toBeDefined();
  return filled(pattern, { locale: 'et', id: id ?? '' });
}

test('the table names every address of app/', () => {
  expect(Object.keys(TABLE).sort()).toEqual([...new Set(routesOfApp().map((route) => route.pattern))].sort());
});

test.each(Object.entries(TABLE))(
  '%s answers %j (anonymous, partner, official, administrator; Z1)',
  async (pattern, statuses) => {
    const path = await address(pattern);
    const answers = await Promise.all(cookies.map((cookie) => get(path, cookie)));
    expect(answers.map((answer) => answer.status)).toEqual(statuses);
  },
);

test('what is refused says nothing of what is there', async () => {
  const page = await address('/[locale]/admin/people/[id]');
  const answer = await get(page, cookies[1] ?? '');
  expect(answer.text).not.toContain('anna.petrova');
  expect(answer.text).not.toContain('Anna Petrova');
});

/** As a browser asks for a page, and as Next's router does. */
const ROUTER: Record<string, string>[] = [{}, { rsc: '1' }, { rsc: '1', 'next-router-prefetch': '1' }];
const INVENTED = '00000000-0000-4000-8000-000000000001';

/** The answer that a redirect leads to, without the id that was asked for, its nonce and Next's number of the request. */
async function answerOf(path: string, headers: Record<string, string>): Promise<[status: number, text: string]> {
  const first = await server.request({ path, headers });
  const { location } = first.headers;
  const answer = location?.startsWith('/et/') ? await server.request({ path: location, headers }) : first;
  const isForRouter = answer.headers['content-type']?.startsWith('text/x-component');
  const text = (isForRouter ? flightTree(answer.body) : answer.text).replaceAll(/[0-9a-f-]{36}/g, (id) =>
    path.includes(id) ? 'ID' : id,
  );
  const plain = text.replaceAll(/"nonce":"[^"]+"/g, '"nonce"').replaceAll(/"[\w-]{21}[vm]"/g, '"request"');
  return [answer.status, plain];
}

test.each([
  ['in one row', '0:{"a":["$","p",null,{"children":"tere"}],"b":"tere"}\n'],
  ['in several', '2:["$","p",null,{"children":"$3"}]\n3:T4,tere0:{"b":"$L2:props:children","a":"$L2"}\n'],
])('an answer to the router that says the same is the same tree: %s', (_, rows) => {
  const tree = flightTree(Buffer.from(rows));
  expect(tree).toBe('{"a":["$","p",null,{"children":"tere"}],"b":"tere"}');
  expect(flightTree(Buffer.from(`${rows}9:"rohkem"\n`))).toContain('rohkem');
});

const OF_OTHERS = [
  '/[locale]/admin/people/[id]',
  '/[locale]/admin/outbox/[id]',
  '/[locale]/documents/[id]',
  '/[locale]/documents/[id]/settings',
  '/[locale]/documents/[id]/rights',
  '/[locale]/documents/[id]/translations',
  '/[locale]/documents/[id]/import',
];

test.each(OF_OTHERS)(
  '%s answers a partner the same whether or not it is there, as a page and to the router (Z4)',
  async (pattern) => {
    const real = await address(pattern);
    const invented = filled(pattern, { locale: 'et', id: INVENTED });
    for (const router of ROUTER) {
      const headers = { cookie: cookies[1] ?? '', ...router };
      const [there, absent] = [await answerOf(real, headers), await answerOf(invented, headers)];
      // a page, or to the router the code alone
      expect(there[1].length).toBeGreaterThan(50);
      expect(there).toEqual(absent);
    }
  },
);
