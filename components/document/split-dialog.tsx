'use client';
// Splitting a section: which paragraph begins the new one, and what it is called. The paragraphs are those of the text as
// it stands on the page.

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { Choice } from '../ui/checkbox.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useDocument, useDocumentPage } from './document-context.ts';
import { TaskDialog } from './section-dialogs.tsx';

type Block = { id: string; text: string; isHeading: boolean };

export function SplitDialog({ section }: { section: PresentedSection }) {
  const t = useTranslations('document.dialogs');
  const tDone = useTranslations('document.done');
  const { runner } = useDocumentPage();
  const blocks = useBlocks(section.id);
  const [chosen, setChosen] = useState<Block | undefined>(() => blocks.find(({ isHeading }) => isHeading) ?? blocks[0]);
  const split = (read: (name: string) => string) => {
    const input = {
      id: section.id,
      bodyRevision: section.bodyRevision,
      blockId: chosen?.id ?? '',
      title: read('title'),
    };
    const done = tDone('split', { title: input.title });
    const about = ({ id }: { id: string }) => [id, section.id];
    return runner.change(runner.commands.splitSection, input, { done, about, isQuiet: true });
  };
  return (
    <TaskDialog title={t('splitTitle', { title: section.title })} submitLabel={t('split')} onSubmit={split}>
      <p className="dialog-text">{blocks.length === 0 ? t('splitNothing') : t('splitText')}</p>
      <fieldset className="field block-choices" onChange={(event) => choose(event, blocks, setChosen)}>
        <legend className="field-label">{t('splitAt')}</legend>
        {blocks.map((block) => (
          <Choice
            key={block.id}
            type="radio"
            id={`split-${block.id}`}
            name="blockId"
            option={{ value: block.id, label: block.text }}
            isChosen={block.id === chosen?.id}
          />
        ))}
      </fieldset>
      <TextField
        key={chosen?.id}
        name="title"
        label={t('splitNewTitle')}
        defaultValue={headingText(chosen)}
        maxLength={300}
      />
    </TaskDialog>
  );
}

function choose(
  event: { target: EventTarget },
  blocks: readonly Block[],
  set: (block: Block | undefined) => void,
): void {
  const { target } = event;
  if (target instanceof HTMLInputElement) set(blocks.find(({ id }) => id === target.value));
}

/** A sub-heading is likely to be what the new section is called. */
function headingText(block: Block | undefined): string {
  return block?.isHeading ? block.text : '';
}

/** The blocks at the top level of the text that may begin a section: all but the first, unless that is a heading. */
function useBlocks(sectionId: string): Block[] {
  const html = useDocument((state) => state.bodies.get(sectionId)?.html ?? '');
  return useMemo(() => {
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    return [...body.children]
      .map(readBlock)
      .filter(({ id, text, isHeading }, at) => id !== '' && text !== '' && (at > 0 || isHeading));
  }, [html]);
}

/** A table stands in a box that has no id of its own. */
function readBlock(element: Element): Block {
  const own = element.id === '' ? element.querySelector('[id^="b-"]') : element;
  const text = wordsOf(element);
  return {
    id: own?.id.replace(/^b-/, '') ?? '',
    text: text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN).trim()}…` : text,
    isHeading: /^H[1-6]$/.test(element.tagName),
  };
}

/** Enough to know a paragraph by. */
const MOST_SHOWN = 90;

/** The words of a block and its parts, without what the renderer has added to them. */
function wordsOf(element: Element): string {
  const nodes = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const words: string[] = [];
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (!node.parentElement?.closest('[data-added]')) words.push(node.textContent ?? '');
  }
  const alternative = element.querySelector('img')?.alt ?? '';
  return words.join(' ').replace(/\s+/g, ' ').trim() || alternative;
}
