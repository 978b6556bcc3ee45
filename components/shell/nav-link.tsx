'use client';
// A link of the navigation, marked when its page or a page under it is shown.

import Link from 'next/link';
import { usePathname } from 'next/navigation';

export type NavItem = {
  /** With the language in front: `/et/people`. */
  href: string;
  label: string;
  /** Only the page itself counts, not those under it: for a start page. */
  isExact?: boolean;
};

export function NavLink({ href, label, isExact = false }: NavItem) {
  const path = usePathname();
  const isCurrent = path === href || (!isExact && path.startsWith(`${href}/`));
  return (
    <Link href={href} className="nav-link" aria-current={isCurrent ? 'page' : undefined}>
      {label}
    </Link>
  );
}
