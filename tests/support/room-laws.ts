// C1: several people edit one section at random, each in an editor's document of their own, cut off now and then and back
// again. In the end all have the same text, the log makes it too, and the schema takes it.

import { setTimeout as delay } from 'node:timers/promises';
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { readFrame, step1Frame, step2Frame, updateFrame } from '../../domain/collab/frames.ts';
import { ROOT } from '../../domain/collab/vectors.ts';
import { type Body, bodyJson, readBody } from '../../domain/document/body.ts';
import { mended, type RawMark, type RawNode } from '../../domain/document/mending.ts';
import type { NodeJson } from '../../domain/document/reading.ts';
import { documentSchema } from '../../domain/document/schema/schema.ts';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { type Context, createContext } from '../../server/context.ts';
import { saveBody } from '../../server/documents/bodies.ts';
import { load } from '../../server/rooms/log.ts';
import { documentOf, textOf } from '../../server/rooms/text.ts';
import { addMemberOf, made } from './documents.ts';
import { type TestDoor, testDoor } from './door.ts';
import { randomFrom } from './random.ts';
import { randomBody } from './random-body.ts';
import { randomEdit } from './random-edits.ts';
import { cookieOf } from './room-client.ts';
import { growDocument, storedBody } from './sections.ts';

/** A server with people who may write. */
export type LawGround = { door: TestDoor; ctx: Context; cookie: string; close(): Promise<void> };

const STEPS = 40;
const SETTLE_MS = 30_000;
const POLL_MS = 5;

export async function lawGround(): Promise<LawGround> {
  // all editors are one person's, and come back more often than pages do
  const door = await testDoor({ sockets: { handshakesPerAddress: 1e6, handshakesPerPerson: 1e6 } });
  const operator = createContext(door.app, OPERATOR, 'command-line');
  const { id, ctx } = await addMemberOf(door.app, operator, 'official', 'Sihtkapital');
  return { door, ctx, cookie: await cookieOf(door, id), close: () => door.close() };
}

/** The sections of `runs` runs of the law. */
export async function lawSections({ ctx }: LawGround, runs: number): Promise<string[]> {
  const titles = Array.from({ length: runs }, (_, i) => `Jaotis ${i}`);
  const { at } = await growDocument(ctx, titles);
  return titles.map((title) => at[title] ?? '');
}

/** Null when the law held, else what was wrong. */
export async function breachOfLaw(ground: LawGround, sectionId: string, seed: number): Promise<string | null> {
  const random = randomFrom(seed);
  await begin(ground, sectionId, random);
  const editors = Array.from({ length: 3 + Math.floor(random() * 4) }, () => new LawEditor(ground, sectionId));
  try {
    for (const editor of editors) await editor.comeIn();
    for (let step = 0; step < STEPS; step += 1) await takeStep(editors, random);
    for (const editor of editors) await editor.comeIn();
    return (await settle(ground, sectionId, editors)) ?? verdictOn(editors);
  } finally {
    for (const editor of editors) editor.leave();
  }
}

async function begin({ ctx }: LawGround, sectionId: string, random: () => number): Promise<void> {
  const { revision } = await storedBody(ctx, sectionId);
  // pictures and people that are not there could not be saved
  const plain = randomBody(random, 6).children.filter(
    (block) => !/image|mention|citation|crossReference/.test(`${block}`),
  );
  if (plain.length === 0) return;
  const content = bodyJson(documentSchema.node('doc', null, plain));
  made(await saveBody(ctx, { sectionId, bodyRevision: revision, schemaVersion: 1, content }));
}

async function takeStep(editors: readonly LawEditor[], random: () => number): Promise<void> {
  const editor = editors[Math.floor(random() * editors.length)];
  const chance = random();
  if (chance < 0.08) editor?.cut();
  else if (chance < 0.16) await editor?.comeIn();
  else editor?.edit(random);
  // others hear of it in between, or do not
  if (random() < 0.4) await delay(random() * 4);
}

/** Everybody reads, which may mend what cannot stand together, until nobody has anything left to say. */
async function settle(ground: LawGround, sectionId: string, editors: readonly LawEditor[]): Promise<string | null> {
  for (const until = performance.now() + SETTLE_MS; performance.now() < until; await delay(POLL_MS)) {
    const refused = editors.find(({ code }) => code !== null);
    if (refused) return `the room closed a socket with ${refused.code}`;
    if (!areAlike(editors)) continue;
    for (const editor of editors) editor.read();
    if (!areAlike(editors) || !editors.every(({ isSaved }) => isSaved)) continue;
    if ((await stateOfLog(ground, sectionId)) === editors[0]?.state()) return null;
  }
  return 'they did not come to the same state';
}

function areAlike(editors: readonly LawEditor[]): boolean {
  return new Set(editors.map((editor) => editor.state())).size === 1;
}

async function stateOfLog({ door }: LawGround, sectionId: string): Promise<string> {
  const loaded = await load(door.app.database.db, sectionId);
  const rows = loaded?.rows.map(({ update }) => update) ?? [];
  const doc = documentOf([...(loaded?.base ? [loaded.base.update] : []), ...rows]);
  const state = stateOf(doc);
  doc.destroy();
  return state;
}

/** What is there and what is deleted, by client in a fixed order. */
function stateOf(doc: Y.Doc): string {
  const { ds, sv } = Y.snapshot(doc);
  const byClient = <T>(map: Map<number, T>) => [...map].sort(([a], [b]) => a - b);
  return JSON.stringify([byClient(sv), byClient(ds.clients)]);
}

/** What is stored is one text that the schema takes; what editors show is one text too, and mended it is what is stored. */
function verdictOn(editors: readonly LawEditor[]): string | null {
  const [stored, shown] = [new Set<string>(), new Set<string>()];
  for (const editor of editors) {
    const text = textOf(editor.doc);
    if (!text.ok) return `not what the schema takes: ${JSON.stringify(text.error)}`;
    text.value.check();
    stored.add(JSON.stringify(bodyJson(text.value)));
    // two marks that exclude each other may both be shown, until the text is mended
    const body = bodyJson(editor.read().body);
    const again = readBody(mended(rawOf(body)));
    if (!again.ok) return `what is shown cannot be mended: ${JSON.stringify(again.error)}`;
    stored.add(JSON.stringify(bodyJson(again.value)));
    shown.add(JSON.stringify(body));
  }
  const differing = [stored, shown].find(({ size }) => size !== 1);
  return differing ? `${differing.size} texts: ${[...differing].join('\n')}` : null;
}

/** As a Yjs document is read: every mark has attributes. */
function rawOf({ type, attrs, text, marks = [], content = [] }: NodeJson): RawNode {
  const rawMarks = marks.map((mark): RawMark => ({ type: mark.type, attrs: { ...mark.attrs } }));
  const node = { type, attrs: { ...attrs }, content: content.map(rawOf) };
  return text === undefined ? node : { type, text, marks: rawMarks };
}

const SAVED = 100;
const FROM_ROOM = 'room';

class LawEditor {
  readonly doc = new Y.Doc();
  /** Of a socket that the room closed by itself. */
  code: number | null = null;
  private socket: WebSocket | null = null;
  private sent = 0;
  private saved = 0;
  private readonly url: string;
  private readonly headers: Record<string, string>;

  constructor({ door, cookie }: LawGround, sectionId: string) {
    this.url = `ws://localhost:${door.port}/collab/${sectionId}?saved=1`;
    this.headers = { origin: door.origin, cookie };
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_ROOM) this.send(updateFrame(update));
    });
  }

  get isSaved(): boolean {
    return this.sent === this.saved;
  }

  /** Nothing happens when it is in. */
  async comeIn(): Promise<void> {
    if (this.socket) return;
    const socket = new WebSocket(this.url, { headers: this.headers });
    this.socket = socket;
    [this.sent, this.saved] = [0, 0];
    const { promise: served, resolve } = Promise.withResolvers<void>();
    socket.on('error', () => {});
    socket.on('open', () => socket.send(step1Frame(Y.encodeStateVector(this.doc))));
    socket.on('message', (data: Buffer) => {
      if (this.socket === socket) this.hear(new Uint8Array(data), resolve);
    });
    socket.on('close', (code) => {
      if (this.socket === socket) this.code = code;
      resolve();
    });
    await served;
  }

  /** What is on its way may come or not. */
  cut(): void {
    const { socket } = this;
    this.socket = null;
    socket?.terminate();
  }

  leave(): void {
    this.cut();
    this.doc.destroy();
  }

  edit(random: () => number): void {
    if (this.doc.getXmlFragment(ROOT).length === 0) return;
    const { body, meta } = this.read();
    const after = randomEdit(body, random);
    if (!after.eq(body)) this.doc.transact(() => updateYFragment(this.doc, this.doc.getXmlFragment(ROOT), after, meta));
  }

  /** As an editor shows it: what the schema does not take is deleted, and a text of nothing gets a paragraph. */
  read() {
    const root = this.doc.getXmlFragment(ROOT);
    const { doc: shown, meta } = initProseMirrorDoc(root, documentSchema);
    if (shown.childCount > 0) return { body: shown as Body, meta };
    const body = documentSchema.node('doc', null, [documentSchema.node('paragraph')]);
    this.doc.transact(() => updateYFragment(this.doc, root, body, meta));
    return { body, meta };
  }

  state(): string {
    return stateOf(this.doc);
  }

  private send(frame: Uint8Array): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.sent += 1;
    this.socket.send(frame);
  }

  private hear(data: Uint8Array, served: () => void): void {
    const [first = 0, count = 0, more = 0] = data;
    if (first === SAVED) this.saved = count < 128 ? count : (count & 127) + more * 128;
    const frame = readFrame(data);
    if (frame?.kind === 'step1') this.send(step2Frame(Y.encodeStateAsUpdate(this.doc, frame.vector)));
    if (frame?.kind === 'step2' || frame?.kind === 'update') Y.applyUpdate(this.doc, frame.update, FROM_ROOM);
    if (frame?.kind === 'step2') served();
  }
}
