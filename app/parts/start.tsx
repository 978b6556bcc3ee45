// The parts of the start page.

import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { LinkButton } from '../../components/ui/link-button.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { documentFilter } from '../../domain/document/document-list.ts';
import { type Locale, localised } from '../../domain/locale.ts';
import { can } from '../../domain/permissions.ts';
import type { Context } from '../../server/context.ts';
import { listDocuments } from '../../server/documents/list.ts';
import { listMails } from '../../server/mail/queries.ts';
import { listInvitations, listOrganisations } from '../../server/people/queries.ts';
import { shown } from '../page-context.ts';
import { DocumentList } from './document-list.tsx';

type Props = { ctx: Context; locale: Locale };

/** How many documents the start page shows. */
const LAST_CHANGED = 5;

/** The documents that one may read, last changed first, or what to do when there are none. */
export async function LastChanged({ ctx, locale }: Props) {
  const [t, tDocuments] = [await getTranslations('work'), await getTranslations('documents')];
  const { documents } = shown(await listDocuments(ctx, documentFilter.parse({}), locale));
  const creates = can(ctx.viewer, 'document.create');
  return (
    <section className="stack stack-tight" aria-labelledby="documents">
      <h2 id="documents">{t(documents.length > 0 ? 'documentsChanged' : 'documents')}</h2>
      {documents.length > 0 ? (
        <DocumentList documents={documents.slice(0, LAST_CHANGED)} locale={locale} headingLevel={3} />
      ) : (
        <p>{tDocuments(creates ? 'emptyHint' : 'emptyPartner')}</p>
      )}
      <div className="cluster">
        <LinkButton href={`/${locale}/documents`}>{t('allDocuments')}</LinkButton>
        {creates && (
          <LinkButton href={`/${locale}/documents/new`} variant="quiet">
            {tDocuments('add')}
          </LinkButton>
        )}
      </div>
    </section>
  );
}

/** For those who invite: what needs them. */
export async function Waiting({ ctx, locale }: Props) {
  const t = await getTranslations('work');
  const open = shown(await listInvitations(ctx)).filter((invitation) => invitation.state === 'open');
  const failed = can(ctx.viewer, 'outbox.read') ? shown(await listMails(ctx, { state: 'failed', page: 1 })).total : 0;
  const invitations = can(ctx.viewer, 'person.list') ? '/admin/invitations' : '/invitations';
  return (
    <section className="stack stack-tight" aria-labelledby="waiting">
      <h2 id="waiting">{t('waiting')}</h2>
      {failed > 0 && (
        <Notice tone="warn">
          <p>
            {t('failedMails', { count: failed })}{' '}
            <Link href={`/${locale}/admin/outbox?state=failed`}>{t('seeOutbox')}</Link>
          </p>
        </Notice>
      )}
      <p>{t('waitingText', { count: open.length })}</p>
      <div className="cluster">
        <LinkButton href={`/${locale}${invitations}`} variant="primary">
          {t('invite')}
        </LinkButton>
      </div>
    </section>
  );
}

/** The people one works with at home. */
export async function OwnOrganisations({ ctx, locale }: Props) {
  const t = await getTranslations('work');
  const own = ctx.viewer.kind === 'person' ? ctx.viewer.organisationIds : [];
  const organisations = shown(await listOrganisations(ctx, locale)).filter((o) => own.includes(o.id));
  if (organisations.length === 0) return <EmptyState title={t('noOrganisation')} text={t('noOrganisationHint')} />;
  return (
    <section className="stack stack-tight" aria-labelledby="own">
      <h2 id="own">{t('yourOrganisations')}</h2>
      {organisations.map((organisation) => (
        <div key={organisation.id}>
          <h3>
            <Link href={`/${locale}/organisations/${organisation.id}`}>{localised(organisation.name, locale)}</Link>
          </h3>
          <p>{new Intl.ListFormat(locale).format(organisation.people.map((person) => person.name))}</p>
        </div>
      ))}
    </section>
  );
}

export async function NetworkSummary({ ctx, locale }: Props) {
  const t = await getTranslations('work');
  const organisations = shown(await listOrganisations(ctx, locale)).filter((o) => o.archivedAt === null);
  const people = new Set(organisations.flatMap((o) => o.people.map((person) => person.id)));
  return (
    <section className="stack stack-tight" aria-labelledby="network">
      <h2 id="network">{t('network')}</h2>
      <p>{t('networkText', { count: organisations.length, people: people.size })}</p>
      <div className="cluster">
        <LinkButton href={`/${locale}/organisations`}>{t('seeNetwork')}</LinkButton>
      </div>
    </section>
  );
}
