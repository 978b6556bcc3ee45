'use client';
// The button that sends the form around it, and shows that it is on its way.

import { useTranslations } from 'next-intl';
import { type ReactNode, useContext } from 'react';
import { Button } from './button.tsx';
import type { ButtonLook } from './button-class.ts';
import { FormFieldsContext } from './form-fields.ts';

type SubmitButtonProps = Pick<ButtonLook, 'variant' | 'isFilled' | 'isSmall'> & {
  children: ReactNode;
  /** What is read out instead, where equal buttons of a list differ in it: "Send again: mari@asutus.ee". */
  fullName?: string | undefined;
};

export function SubmitButton({ children, variant = 'primary', fullName, ...look }: SubmitButtonProps) {
  const t = useTranslations('ui.form');
  const { isPending } = useContext(FormFieldsContext);
  const name = fullName && isPending ? `${fullName}. ${t('pending')}` : fullName;
  return (
    <Button type="submit" variant={variant} isPending={isPending} aria-label={name} {...look}>
      <span className="button-label">{children}</span>
      {isPending && <span className="spinner" role="img" aria-label={t('pending')} />}
    </Button>
  );
}
