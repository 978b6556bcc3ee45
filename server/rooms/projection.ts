// What is read off the log of a room: the text as it stands, who wrote which words, what was there before and after each
// writing session. Computed in a thread for the projection, inline by commands; nothing of the database here. Rules RO21
// to RO24.

import { readChange } from '../../domain/collab/update.ts';
import { type Blame, blameAfter } from '../../domain/document/blame.ts';
import { type Body, type BodyJson, bodyJson } from '../../domain/document/body.ts';
import { references } from '../../domain/document/references.ts';
import { wordCount } from '../../domain/document/text.ts';
import { type Failure, ok, type Result } from '../../domain/result.ts';
import type { Row } from './log.ts';
import { Replay } from './replay.ts';

/** A picture that an author's rows put in. */
export type Brought = { attachmentId: string; authorId: string | null };

/**
 * The text that these updates make together, mended and with an id on every block, and what `rows`, which come after them,
 * brought. `body-invalid` when the schema does not take it all the same (RO23).
 * @throws for bytes that are no update.
 */
export function projected(
  updates: readonly Uint8Array[],
  rows: readonly Row[] = [],
): Result<{ body: Body; words: number; brought: Brought[] }> {
  const replay = new Replay();
  replay.apply(updates);
  const brought = rows.flatMap((row) => putIn(replay, [row]));
  const repair = replay.repair();
  if (repair) replay.apply([repair.update]);
  const body = replay.text();
  replay.close();
  return body.ok ? ok({ body: body.value, words: wordCount(body.value), brought }) : body;
}

/** Rows of one author; answers the pictures that came with them. */
function putIn(replay: Replay, rows: readonly Row[]): Brought[] {
  const before = replay.pictures();
  replay.apply(rows.map(({ update }) => update));
  const authorId = rows[0]?.authorId ?? null;
  return [...replay.pictures().difference(before)].map((attachmentId) => ({ attachmentId, authorId }));
}

export type ProjectionJob = {
  sectionId: string;
  /** What is given follows on this row; 0 when all is given. */
  after: number;
  /** Of which `rows` is what came after. */
  base: Uint8Array | null;
  rows: readonly Row[];
  /** Of the room; the last rows may be set aside. */
  seq: number;
  /** `blame` is that of the text after this row, never before `after`. */
  historySeq: number;
  /** Not before `historySeq`: who brought which pictures up to this row is known. */
  projectedSeq: number;
  blame: Blame;
  /** After which rows the content is asked for, from `historySeq` on. */
  contentsAt: readonly number[];
};

export type Projection = {
  text: { content: BodyJson; words: number; pictures: string[] } | { damage: Failure };
  /** Gives missing and double ids anew; `text` has them already. */
  repair: { update: Uint8Array; client: number } | null;
  blame: Blame;
  /** By the row after which it stood so; a text that was not valid then is left out. */
  contents: ReadonlyMap<number, unknown>;
  /** The pictures that each author's rows brought after `projectedSeq`. */
  brought: readonly Brought[];
};

/** The rows that are no updates. */
export function brokenRows(rows: readonly Row[]): number[] {
  return rows.flatMap(({ seq, update }) => (readChange(update) === null ? seq : []));
}

/**
 * Goes on from where `replay` is, which is at `job.after`, to the last of the rows.
 * @throws when Yjs cannot read what it is given.
 */
export function project(replay: Replay, job: ProjectionJob): Projection {
  const known = job.rows.filter(({ seq }) => seq <= job.historySeq);
  replay.apply([...(job.base ? [job.base] : []), ...known.map(({ update }) => update)]);
  const history = new History(replay, job);
  for (const run of runsOf(job)) history.add(run);
  const { blame, contents, brought } = history.end();
  replay.seq = job.seq;
  const repair = replay.repair();
  return { text: textWith(replay, repair), repair, blame, contents, brought };
}

function textWith(replay: Replay, repair: Projection['repair']): Projection['text'] {
  const body = repair ? repairedText(replay, repair.update) : replay.text();
  if (!body.ok) return { damage: body.error };
  const { attachmentIds } = references(body.value);
  return { content: bodyJson(body.value), words: wordCount(body.value), pictures: attachmentIds };
}

/** The replay itself holds nothing that is not in the log. */
function repairedText(replay: Replay, update: Uint8Array): Result<Body> {
  const copy = new Replay();
  copy.apply([replay.folded().update, update]);
  const body = copy.text();
  copy.close();
  return body;
}

/** The rows that blame does not know yet: those of one author one after the other, up to where something is asked for. */
function runsOf({ rows, historySeq, projectedSeq, contentsAt }: ProjectionJob): Row[][] {
  const runs: Row[][] = [];
  for (const row of rows) {
    if (row.seq <= historySeq) continue;
    const last = runs.at(-1)?.at(-1);
    const isAskedBetween = last && [...contentsAt, projectedSeq].some((seq) => seq >= last.seq && seq < row.seq);
    if (last && last.authorId === row.authorId && !isAskedBetween) runs.at(-1)?.push(row);
    else runs.push([row]);
  }
  return runs;
}

class History {
  private readonly replay: Replay;
  private readonly asked: number[];
  private readonly contents = new Map<number, unknown>();
  private readonly brought: Brought[] = [];
  private readonly projectedSeq: number;
  private blame: Blame;

  constructor(replay: Replay, { blame, contentsAt, projectedSeq }: ProjectionJob) {
    this.replay = replay;
    this.projectedSeq = projectedSeq;
    this.blame = blame;
    this.asked = [...contentsAt].sort((a, b) => a - b);
  }

  add(run: readonly Row[]): void {
    const [{ seq, authorId }] = run as [Row];
    this.noteContents(seq - 1);
    const texts = this.replay.blockTexts();
    const brought = putIn(this.replay, run);
    this.blame = blameAfter(this.blame, texts, this.replay.blockTexts(), authorId);
    if (seq > this.projectedSeq) this.brought.push(...brought);
  }

  end(): Pick<Projection, 'blame' | 'contents' | 'brought'> {
    this.noteContents(Number.POSITIVE_INFINITY);
    return { blame: this.blame, contents: this.contents, brought: this.brought };
  }

  /** The text stands now as it stood after each of the rows that are asked for up to this one. */
  private noteContents(upTo: number): void {
    for (let seq = this.asked[0]; seq !== undefined && seq <= upTo; seq = this.asked[0]) {
      this.asked.shift();
      const content = this.replay.content();
      if (content !== null) this.contents.set(seq, content);
    }
  }
}
