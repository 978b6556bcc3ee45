// The frame of the administration: the header of the workspace, and its own pages at the side; on a phone they lie in
// one line above the page, to be moved sideways.

import type { ReactNode } from 'react';
import { type NavItem, NavLink } from './nav-link.tsx';
import { SkipLink } from './skip-link.tsx';
import { Masthead, type WorkspaceFrame } from './workspace-shell.tsx';

type AdminShellProps = WorkspaceFrame & {
  /** The name of the side navigation and its pages. */
  side: { label: string; links: readonly NavItem[] };
  children: ReactNode;
};

export function AdminShell({ side, children, ...frame }: AdminShellProps) {
  return (
    <div className="shell">
      <SkipLink />
      <Masthead {...frame} />
      <div className="shell-sides">
        <nav className="side-nav" aria-label={side.label}>
          <p className="side-nav-title" aria-hidden="true">
            {side.label}
          </p>
          <ul>
            {side.links.map((link) => (
              <li key={link.href}>
                <NavLink {...link} />
              </li>
            ))}
          </ul>
        </nav>
        <main id="content" className="shell-main" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}
