'use client';
// A few words about a control, on hover and on focus. Never the only place where something is said: phones show none.

import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';

type TooltipProps = {
  text: string;
  /** A `Button`. */
  children: ReactNode;
};

export function Tooltip({ text, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={600} closeDelay={150}>
      {children}
      <AriaTooltip className="tooltip" offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
