// The workspace's and the administration's frames, filled with the instance, the navigation and the person.

import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { SearchButton } from '../../components/search/search-button.tsx';
import { SessionWatch } from '../../components/session/session-watch.tsx';
import { AdminShell } from '../../components/shell/admin-shell.tsx';
import { type WorkspaceFrame as Frame, WorkspaceShell } from '../../components/shell/workspace-shell.tsx';
import { type Locale, localised } from '../../domain/locale.ts';
import { can } from '../../domain/permissions.ts';
import type { SignedIn } from '../../server/auth/session.ts';
import type { RequestContext } from '../../server/request.ts';
import { readSettings } from '../../server/settings/queries.ts';

type Props = { ctx: RequestContext & { signedIn: SignedIn }; locale: Locale; children: ReactNode };

export async function WorkspaceFrame({ ctx, locale, children }: Props) {
  return (
    <>
      <WorkspaceShell {...(await frame(ctx, locale))}>{children}</WorkspaceShell>
      <Watch ctx={ctx} locale={locale} />
    </>
  );
}

export async function AdminFrame({ ctx, locale, children }: Props) {
  const t = await getTranslations('nav');
  const at = (path: string) => `/${locale}/admin/${path}`;
  const links = [
    { href: at('people'), label: t('people') },
    { href: at('organisations'), label: t('adminOrganisations') },
    { href: at('invitations'), label: t('invitations') },
    { href: at('outbox'), label: t('outbox') },
    { href: at('mail-templates'), label: t('mailTemplates') },
    { href: at('audit'), label: t('audit') },
    { href: at('settings'), label: t('settings') },
  ];
  return (
    <>
      <AdminShell {...(await frame(ctx, locale))} side={{ label: t('admin'), links }}>
        {children}
      </AdminShell>
      <Watch ctx={ctx} locale={locale} />
    </>
  );
}

/** Covers the page when the session ends, wherever it was ended. */
async function Watch({ ctx, locale }: Omit<Props, 'children'>) {
  const t = await getTranslations('session');
  const texts = {
    title: t('title'),
    text: t('text'),
    signIn: t('signIn'),
    goOn: t('goOn'),
    notYet: t('notYet'),
    unsaved: t('unsaved'),
  };
  return <SessionWatch personId={ctx.signedIn.viewer.id} signInHref={`/${locale}/sign-in`} texts={texts} />;
}

async function frame({ signedIn, ...ctx }: Props['ctx'], locale: Locale): Promise<Frame> {
  const t = await getTranslations('nav');
  const settings = await readSettings(ctx);
  const at = (path: string) => `/${locale}/${path}`;
  const isAdministrator = can(ctx.viewer, 'person.list');
  const invites = can(ctx.viewer, 'person.invite', { role: 'partner' }) && !isAdministrator;
  return {
    instance: {
      name: localised(settings.name, locale),
      href: at('work'),
      logo: settings.logoId === null ? null : `/logo/${settings.logoId}`,
    },
    locale,
    locales: settings.locales,
    search: <Search />,
    links: [
      { href: at('documents'), label: t('documents') },
      { href: at('work'), label: t('start') },
      { href: at('organisations'), label: t('organisations') },
      ...(invites ? [{ href: at('invitations'), label: t('invitations') }] : []),
      ...(isAdministrator ? [{ href: at('admin'), label: t('admin') }] : []),
    ],
    person: {
      name: signedIn.name,
      detail: signedIn.email,
      links: [{ href: at('me'), label: t('profile') }],
      signOutHref: at('sign-out'),
    },
  };
}

async function Search() {
  const t = await getTranslations('search');
  const texts = {
    open: t('open'),
    label: t('label'),
    searching: t('searching'),
    failed: t('failed'),
    keys: t('keys'),
    all: t('all'),
  };
  return <SearchButton texts={texts} />;
}
