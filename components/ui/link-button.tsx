// A link that looks like a button: it leads somewhere.

import Link from 'next/link';
import type { ReactNode } from 'react';
import { type ButtonLook, buttonClass } from './button-class.ts';

type LinkButtonProps = ButtonLook & {
  /** With the language in front: `/et/people`. */
  href: string;
  /** A file or another server's page: the browser itself follows the link. */
  isPlain?: boolean;
  children: ReactNode;
};

export function LinkButton({ href, isPlain = false, children, ...look }: LinkButtonProps) {
  const className = buttonClass(look);
  if (!isPlain) return <Link {...{ href, className, children }} />;
  return (
    <a href={href} className={className}>
      {children}
    </a>
  );
}
