// The people and organisations that can do something at a place: each with what, why, and the way to change it.

import { getTranslations } from 'next-intl/server';
import { RightsAct, RightsForm } from '../../components/document/rights-forms.tsx';
import { Select } from '../../components/ui/select.tsx';
import { DOCUMENT_RIGHTS } from '../../domain/document/rights.ts';
import type { Locale } from '../../domain/locale.ts';
import { exhaustive } from '../../domain/result.ts';
import type { RightsHolder, RightsReason } from '../../server/documents/present-rights.ts';
import type { Messages } from '../../server/translate.ts';
import { changeGrantAction, withdrawAction } from '../[locale]/(workspace)/documents/[id]/rights/actions.ts';
import type { RightsSetting } from './document-rights-place.ts';

type Props = RightsSetting & {
  title: string;
  holders: readonly RightsHolder[];
  /** Said when there are none. */
  empty?: string;
  canManage: boolean;
};

export function Holders({ title, holders, empty, level, ...rest }: Props) {
  const Heading = `h${level}` as const;
  return (
    <section className="rights-group">
      <Heading className="rights-heading">{title}</Heading>
      {holders.length === 0 && empty && <p className="field-hint">{empty}</p>}
      <ul className="rights-holders">
        {holders.map((holder) => (
          <Holder key={holder.id} holder={holder} {...rest} />
        ))}
      </ul>
    </section>
  );
}

type HolderProps = Pick<Props, 'place' | 'locale' | 'canManage'> & { holder: RightsHolder };

async function Holder({ holder, place, locale, canManage }: HolderProps) {
  const t = await getTranslations({ locale, namespace: 'rights' });
  const because = await Promise.all(holder.reasons.map((reason) => reasonText(reason, locale)));
  const otherwise = holder.right === holder.granted ? [] : [t('otherwise', { can: t(`can.${holder.granted}`) })];
  // an administrator's right is not given here, so it cannot be changed here
  const isFixed = holder.reasons[0]?.state === 'administrator' && holder.ownGrant === null;
  return (
    <li className="rights-holder">
      <p className="rights-name">
        {holder.name} {holder.detail && <span className="rights-detail">{holder.detail}</span>}
      </p>
      <p className="rights-can">
        <strong>{t(`can.${holder.right}`)}</strong>
        {[...because, ...otherwise].map((text) => ` · ${text}`)}
      </p>
      {canManage && !isFixed && <ChangeHolder holder={holder} place={place} locale={locale} />}
    </li>
  );
}

async function ChangeHolder({ holder, place, locale }: Omit<HolderProps, 'canManage'>) {
  const t = await getTranslations({ locale, namespace: 'rights' });
  const hidden = {
    documentId: place.documentId,
    sectionId: place.sectionId ?? '',
    subjectId: `${holder.kind}:${holder.id}`,
  };
  const offered = DOCUMENT_RIGHTS.filter((right) => right !== 'none' || place.sectionId !== null);
  return (
    <details className="rights-change">
      <summary>
        <span aria-hidden="true">{t('change')}</span>
        <span className="visually-hidden">{`${t('change')}: ${holder.name}`}</span>
      </summary>
      <RightsForm action={changeGrantAction} submitLabel={t('saveRight')} aria-label={holder.name}>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Select
          name="right"
          label={t('right')}
          defaultValue={holder.ownGrant ?? holder.granted}
          options={offered.map((value) => ({ value, label: t(`names.${value}`) }))}
        />
      </RightsForm>
      {holder.ownGrant !== null && (
        <RightsAct action={withdrawAction} hidden={hidden} label={t('withdraw')} about={holder.name} />
      )}
    </details>
  );
}

type Because = keyof Messages['rights']['because'];

async function reasonText(reason: RightsReason, locale: Locale): Promise<string> {
  const t = await getTranslations({ locale, namespace: 'rights' });
  switch (reason.state) {
    case 'granted':
      return t(`because.${sourceKey(reason, 'here', 'document', 'section')}`, { title: reason.from?.title ?? '' });
    case 'organisation': {
      const key = sourceKey(reason, 'organisationHere', 'organisationDocument', 'organisationSection');
      return t(`because.${key}`, { organisation: reason.organisation, title: reason.from?.title ?? '' });
    }
    case 'administrator':
    case 'adopted':
      return t(`because.${reason.state}`);
    case 'stopped':
      return t('because.stopped', { title: reason.at.title });
    case 'locked':
      return t('because.locked', { name: reason.by.name, title: reason.at.title });
    default:
      return exhaustive(reason);
  }
}

/** Which sentence says where a granted right comes from. */
function sourceKey<K extends Because>(
  { from, isHere }: { from: { title: string } | null; isHere: boolean },
  here: K,
  ofDocument: K,
  ofSection: K,
): K {
  if (isHere) return here;
  return from === null ? ofDocument : ofSection;
}
