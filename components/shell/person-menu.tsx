// What concerns the person who is signed in: their own pages, and the way out.

import { useTranslations } from 'next-intl';
import { Icon } from '../ui/icon.tsx';
import { Disclosure } from './disclosure.tsx';
import { type NavItem, NavLink } from './nav-link.tsx';

export type Person = {
  name: string;
  /** Under the name: an organisation or an e-mail address. */
  detail?: string;
  /** Own pages, such as the profile. */
  links: readonly NavItem[];
  /** Where the form to sign out is posted. */
  signOutHref: string;
};

export function PersonMenu({ person }: { person: Person }) {
  return (
    <Disclosure
      className="person-menu"
      summary={
        <>
          <span className="person-name">{person.name}</span>
          <Icon name="down" />
        </>
      }
    >
      <PersonLinks person={person} />
    </Disclosure>
  );
}

/** The content of the menu, for the phone's navigation too. */
export function PersonLinks({ person }: { person: Person }) {
  const t = useTranslations('ui');
  return (
    <div className="person-links">
      <p className="person-detail">
        <strong>{person.name}</strong>
        {person.detail && <span>{person.detail}</span>}
      </p>
      {person.links.map((link) => (
        <NavLink key={link.href} {...link} />
      ))}
      <form action={person.signOutHref} method="post">
        <button type="submit" className="nav-link">
          {t('signOut')}
        </button>
      </form>
    </div>
  );
}
