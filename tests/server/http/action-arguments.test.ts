// Fault I5: bodies of actions that Next would answer with a server error are told from those that our pages send.

import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { isReadable } from '../../../server/http/form-body.ts';

// the client's half asks for a bundler while it is loaded
Object.assign(globalThis, { __webpack_require__: () => ({}), __webpack_chunk_load__: () => undefined });
const { encodeReply } = createRequire(import.meta.url)('next/dist/compiled/react-server-dom-webpack/client.node') as {
  encodeReply: (args: unknown[]) => Promise<string | FormData>;
};

async function judged(body: string | FormData, headers: Record<string, string> = { 'next-action': 'x' }) {
  const response = new Response(body);
  const type = response.headers.get('content-type') ?? '';
  return isReadable({ 'content-type': type, ...headers }, Buffer.from(await response.arrayBuffer()));
}

function form(fields: Record<string, string>): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  return made;
}

const twice = { words: ['$', '$1', '$$', 'eesmärk'], at: new Date(0), none: undefined, big: Number.NaN };
const fields = form({ title: 'Visioon', note: '$1' });

test.each<[string, unknown[]]>([
  ['nothing', []],
  ['texts that look like references', ['$1', '$K1', '$@0', '$']],
  ['the same object twice', [twice, { again: twice, list: [twice, twice.words] }]],
  ['what JSON lacks', [undefined, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
  ['a form and the state before it', [{ state: 'idle', values: { title: '$0' } }, fields]],
])('what a page sends is readable: %s', async (_, args) => {
  expect(await judged(await encodeReply(args))).toBe(true);
});

test.each<[string, string | FormData]>([
  ['no JSON', 'x'],
  ['no list', '{}'],
  ['a part that is not there', '["$1"]'],
  ['a way that leads nowhere', '["$0:7"]'],
  ['a prototype', '["$0:constructor"]'],
  ['itself', '["$0"]'],
  ['what holds it', '[{"a":["$0:0"]}]'],
  ['a number that is none', '["$n1x"]'],
  ['an action', '["$h1"]'],
  ['a map of nothing', '["$Q1"]'],
  ['too deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['fields without a list', form({ a: '1' })],
  ['a part that is no JSON', form({ 0: '["$1"]', 1: '{' })],
  ['a broken reference in a part', form({ 0: '["$1"]', 1: '{"a":"$2"}' })],
])('what Next cannot resolve is not: %s', async (_, body) => {
  expect(await judged(body)).toBe(false);
});

test.each<[string, Record<string, string>, boolean]>([
  ['no action', { title: 'Visioon' }, true],
  [
    'an action with bound arguments',
    { $ACTION_REF_1: '', '$ACTION_1:0': '{"id":"x","bound":"$@1"}', '$ACTION_1:1': '[{}]' },
    true,
  ],
  ['an action without bound arguments', { $ACTION_REF_1: '', '$ACTION_1:0': '{"id":"x","bound":null}' }, true],
  ['a name of nothing', { $ACTION_REF_1: '' }, false],
  ['bound arguments that are not there', { $ACTION_REF_1: '', '$ACTION_1:0': '{"id":"x","bound":"$@1"}' }, false],
  ['no id', { $ACTION_REF_1: '', '$ACTION_1:0': '{"id":7,"bound":null}' }, false],
])('a form without scripts: %s', async (_, sent, is) => {
  expect(await judged(form(sent), {})).toBe(is);
});
