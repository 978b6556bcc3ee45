// Writers who change a text at random, in the ways that people do, and know of each character who typed it.

import type { BlockText } from '../../domain/document/blame.ts';

type Character = { text: string; author: string };
type Block = { id: string; characters: Character[] };

const WORDS =
  `kogukond strateegia eesmärk riik vald linn ettevõte kool noored eakad toetus rahastus mõju hindamine seire
  partner koostöö arendus teenus ja või ning et kui mis see on ei ka selle oma uus parem hea aasta eelarve`.split(
    /\s+/,
  );

export class RandomWriters {
  private readonly random: () => number;
  private readonly authors: readonly string[];
  private blocks: Block[] = [];
  private clipboard: Character[] = [];
  private made = 0;

  constructor(random: () => number, authors: readonly string[]) {
    this.random = random;
    this.authors = authors;
  }

  /** Somebody does something; answers who. */
  edit(): string {
    const author = this.pick(this.authors);
    if (this.blocks.length < 5) this.addBlock(author, 40);
    else this.change(author);
    return author;
  }

  texts(): BlockText[] {
    return this.blocks.map(({ id, characters }) => ({ id, text: characters.map(({ text }) => text).join('') }));
  }

  truth(): { id: string; authors: string[] }[] {
    return this.blocks.map(({ id, characters }) => ({ id, authors: characters.map(({ author }) => author) }));
  }

  private change(author: string): void {
    const block = this.pick(this.blocks);
    const at = this.wordStart(block);
    this.pick([
      () => this.insert(block, at, this.typed(author, 1 + this.below(6))),
      () => this.insert(block, at, this.typed(author, 1 + this.below(6))),
      () => this.insert(block, block.characters.length, this.typed(author, 1 + this.below(12))),
      () => this.replace(block, at, author),
      () => void block.characters.splice(at, 1 + this.below(20)),
      () => this.addBlock(author, 5 + this.below(25)),
      () => this.split(block, at),
      () => this.join(block),
      () => this.cutOrPaste(block, at),
      () => this.moveBlock(block),
    ])();
  }

  private replace(block: Block, at: number, author: string): void {
    block.characters.splice(at, 3 + this.below(20), ...this.typed(author, 1 + this.below(4)));
  }

  private split(block: Block, at: number): void {
    const rest = block.characters.splice(at);
    this.blocks.splice(this.blocks.indexOf(block) + 1, 0, { id: this.id(), characters: rest });
  }

  private join(block: Block): void {
    const [next] = this.blocks.splice(this.blocks.indexOf(block) + 1, 1);
    if (next) block.characters.push(...next.characters);
  }

  private cutOrPaste(block: Block, at: number): void {
    if (this.clipboard.length > 0) this.insert(block, at, this.clipboard.splice(0));
    else this.clipboard = block.characters.splice(at, 30 + this.below(60));
  }

  private moveBlock(block: Block): void {
    this.blocks.splice(this.blocks.indexOf(block), 1);
    this.blocks.splice(this.below(this.blocks.length), 0, block);
  }

  private insert(block: Block, at: number, characters: readonly Character[]): void {
    block.characters.splice(at, 0, ...characters);
  }

  private addBlock(author: string, words: number): void {
    this.blocks.splice(this.below(this.blocks.length + 1), 0, { id: this.id(), characters: this.typed(author, words) });
  }

  private typed(author: string, words: number): Character[] {
    const text = Array.from({ length: words }, () => this.pick(WORDS)).join(' ');
    return Array.from(`${text} `, (character) => ({ text: character, author }));
  }

  private wordStart({ characters }: Block): number {
    const starts = characters.flatMap(({ text }, i) => (text === ' ' ? i + 1 : []));
    return this.pick([0, ...starts]);
  }

  private id(): string {
    this.made += 1;
    return `b${this.made}`;
  }

  private pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
}
