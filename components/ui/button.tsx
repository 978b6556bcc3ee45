'use client';
// Buttons. While something is on its way a button stays where it is and keeps the focus; pressing it again does
// nothing.

import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { type ButtonLook, buttonClass } from './button-class.ts';

export type ButtonProps = ButtonLook &
  Pick<
    AriaButtonProps,
    | 'type'
    | 'name'
    | 'value'
    | 'onPress'
    | 'isDisabled'
    | 'isPending'
    | 'aria-label'
    | 'slot'
    | 'autoFocus'
    | 'form'
    | 'aria-describedby'
  > & { children: ReactNode };

/** A button that does something on this page; use `LinkButton` to go somewhere. */
export function Button({ variant, isSmall, isFilled, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} type={type} className={buttonClass({ variant, isSmall, isFilled })}>
      {children}
    </AriaButton>
  );
}
