// The frame of the pages for signed-in people: the instance's name, the main navigation, and the person's own menu.

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Locale } from '../../domain/locale.ts';
import { Icon } from '../ui/icon.tsx';
import { Disclosure } from './disclosure.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { type NavItem, NavLink } from './nav-link.tsx';
import { type Person, PersonLinks, PersonMenu } from './person-menu.tsx';
import { SkipLink } from './skip-link.tsx';

export type WorkspaceFrame = {
  instance: {
    name: string;
    href: string;
    /** Shown instead of the name, which then is its description. */
    logo?: string | null;
  };
  links: readonly NavItem[];
  /** Opens the search. */
  search?: ReactNode;
  /** Null for somebody who is not signed in. */
  person: Person | null;
  locale: Locale;
  locales: readonly Locale[];
};

type WorkspaceShellProps = WorkspaceFrame & { children: ReactNode };

export function WorkspaceShell({ children, ...frame }: WorkspaceShellProps) {
  return (
    <div className="shell">
      <SkipLink />
      <Masthead {...frame} />
      <main id="content" className="shell-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** The header alone, for frames that arrange the page otherwise. */
export function Masthead({ instance, links, search, person, locale, locales }: WorkspaceFrame) {
  const t = useTranslations('ui');
  const navigation = links.map((link) => (
    <li key={link.href}>
      <NavLink {...link} />
    </li>
  ));
  return (
    <header className="masthead">
      <div className="masthead-line">
        <Link href={instance.href} className="brand">
          {instance.logo ? (
            // biome-ignore lint/performance/noImgElement: the server has already made it small
            <img src={instance.logo} alt={instance.name} />
          ) : (
            instance.name
          )}
        </Link>
        <nav className="main-nav wide-only" aria-label={t('mainNavigation')}>
          <ul>{navigation}</ul>
        </nav>
        {search}
        <div className="masthead-end wide-only">
          <LanguageSwitch current={locale} locales={locales} />
          {person && <PersonMenu person={person} />}
        </div>
        <Disclosure className="phone-menu narrow-only" label={t('menu')} summary={<Icon name="menu" />}>
          <nav aria-label={t('mainNavigation')}>
            <ul>{navigation}</ul>
          </nav>
          {person && <PersonLinks person={person} />}
          <LanguageSwitch current={locale} locales={locales} />
        </Disclosure>
      </div>
    </header>
  );
}
