'use client';
// Choosing a text file, and seeing at once what would come of it. The file stays chosen whatever goes wrong.

import { useLocale, useTranslations } from 'next-intl';
import { type ChangeEvent, useState, useTransition } from 'react';
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

export function ImportFile({ name, label, hint, accept, preview, texts }: ImportFileProps) {
  const t = useTranslations('ui');
  const locale = useLocale();
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);
  const [isReading, startReading] = useTransition();
  const error = answer?.state === 'failed' ? answer.message : undefined;
  const parts = useFormField({ name, label, hint, ...(error && { error }) });
  function read(event: ChangeEvent<HTMLInputElement>) {
    setAnswer(null);
    const file = event.target.files?.[0];
    if (!file) return;
    const data = new FormData();
    data.set(name, file);
    data.set('pageLocale', locale);
    startReading(async () => {
      // a lost connection is told like a file that cannot be read, and the file stays chosen
      const read = await preview(data).catch((): ImportAnswer => ({ state: 'failed', message: t('form.notSent') }));
      startReading(() => setAnswer(read));
    });
  }
  return (
    <>
      <Field parts={parts} label={label} hint={hint}>
        <input
          id={parts.id}
          type="file"
          name={name}
          accept={accept}
          className="input input-file"
          onChange={read}
          {...parts.aria}
        />
      </Field>
      <div role="status">
        {isReading && <p className="field-hint">{texts.reading}</p>}
        {answer?.state === 'shown' && <p className="import-summary">{`${texts.title}: ${answer.summary}`}</p>}
      </div>
      {answer?.state === 'shown' && <Lines label={texts.title} lines={answer.lines} />}
    </>
  );
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
