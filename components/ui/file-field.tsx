'use client';
// One file, such as a logo: what is there now, choosing another, taking it away.

import { useTranslations } from 'next-intl';
import { Checkbox } from './checkbox.tsx';
import { Field, type FieldTexts } from './field.tsx';
import { useFormField } from './form-fields.ts';

type FileFieldProps = FieldTexts & {
  name: string;
  /** Media types, as in the HTML attribute: `image/png,image/jpeg`. */
  accept: string;
  error?: string;
  /** The picture in use, shown small; `removeName` is the box that takes it away. */
  current?: { src: string; description: string; removeName: string };
};

/** The chosen file stays chosen when sending fails; without a script it has to be chosen again. */
export function FileField({ name, accept, error, current, ...texts }: FileFieldProps) {
  const t = useTranslations('ui');
  const parts = useFormField({ name, label: texts.label, hint: texts.hint, error });
  return (
    <div className="stack stack-tight">
      <Field parts={parts} {...texts}>
        {current && (
          // biome-ignore lint/performance/noImgElement: the server has already made it small
          <img className="file-current" src={current.src} alt={current.description} />
        )}
        <input
          key={parts.generation}
          id={parts.id}
          type="file"
          name={name}
          accept={accept}
          className="input input-file"
          {...parts.aria}
        />
      </Field>
      {current && <Checkbox name={current.removeName} label={t('removeFile')} />}
    </div>
  );
}
