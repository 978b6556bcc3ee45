'use client';
// The button that sends the form around it, and shows that it is on its way.

import { useTranslations } from 'next-intl';
import { type ReactNode, useContext } from 'react';
import { Button } from './button.tsx';
import type { ButtonLook } from './button-class.ts';
import { FormFieldsContext } from './form-fields.ts';

type SubmitButtonProps = Pick<ButtonLook, 'variant' | 'isFilled' | 'isSmall'> & { children: ReactNode };

export function SubmitButton({ children, variant = 'primary', ...look }: SubmitButtonProps) {
  const t = useTranslations('ui.form');
  const { isPending } = useContext(FormFieldsContext);
  return (
    <Button type="submit" variant={variant} isPending={isPending} {...look}>
      <span className="button-label">{children}</span>
      {isPending && <span className="spinner" role="img" aria-label={t('pending')} />}
    </Button>
  );
}
