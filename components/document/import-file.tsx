'use client';
// Choosing a text file, and seeing at once what would come of it, and again when it is to go elsewhere. The file stays
// chosen whatever goes wrong.

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useEffectEvent, useRef, useState, useTransition } from 'react';
import { Field } from '../ui/field.tsx';
import { useFormField } from '../ui/form-fields.ts';
import type { ImportAnswer, ImportedLine, PreviewImport } from './import-preview.ts';

type ImportFileProps = {
  name: string;
  label: string;
  hint: string;
  /** As in the HTML attribute: `.txt,.md`. */
  accept: string;
  /** A server action. */
  preview: PreviewImport;
  texts: { reading: string; title: string };
};

/** What the outcome depends on besides the file: see the action. */
const ALONG = ['pageLocale', 'documentId', 'destination', 'title', 'language'];

export function ImportFile({ name, label, hint, accept, preview, texts }: ImportFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const { answer, isReading } = usePreview(input, name, preview);
  const error = answer?.state === 'failed' ? answer.message : undefined;
  const parts = useFormField({ name, label, hint, ...(error && { error }) });
  return (
    <>
      <Field parts={parts} label={label} hint={hint}>
        <input
          ref={input}
          id={parts.id}
          type="file"
          name={name}
          accept={accept}
          className="input input-file"
          {...parts.aria}
        />
      </Field>
      <div role="status" className="import-told">
        {isReading && <p className="field-hint">{texts.reading}</p>}
        {answer?.state === 'shown' && <p className="import-summary">{answer.summary}</p>}
      </div>
      {answer?.state === 'shown' && <Lines label={texts.title} lines={answer.lines} />}
    </>
  );
}

/** Asks anew whenever the file or a field that matters changes; only the last answer counts. */
function usePreview(input: RefObject<HTMLInputElement | null>, name: string, preview: PreviewImport) {
  const t = useTranslations('ui.form');
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);
  const [isReading, startReading] = useTransition();
  const asked = useRef(0);
  const read = useEffectEvent((form: HTMLFormElement, changed: string) => {
    if (changed !== name && !ALONG.includes(changed)) return;
    asked.current += 1;
    const turn = asked.current;
    const data = new FormData(form);
    for (const key of [...new Set(data.keys())]) if (key !== name && !ALONG.includes(key)) data.delete(key);
    if (!input.current?.files?.length) return setAnswer(null);
    startReading(async () => {
      // a lost connection is told like a file that cannot be read, and the file stays chosen
      const told = await preview(data).catch((): ImportAnswer => ({ state: 'failed', message: t('notSent') }));
      if (turn === asked.current) startReading(() => setAnswer(told));
    });
  });
  useEffect(() => {
    const form = input.current?.form;
    const hear = ({ target }: Event) => form && read(form, (target as HTMLInputElement).name);
    form?.addEventListener('change', hear);
    return () => form?.removeEventListener('change', hear);
  }, [input]);
  return { answer, isReading };
}

function Lines({ label, lines }: { label: string; lines: readonly ImportedLine[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="import-lines" aria-label={label} tabIndex={0}>
      <ol>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one file do not change their places
          <li key={index} className={`import-line import-level-${Math.min(line.level, 4)}`}>
            <p className="import-title">
              {line.title} <span className="import-words">{line.words}</span>
            </p>
            {line.firstWords && <p className="import-first">{line.firstWords}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
