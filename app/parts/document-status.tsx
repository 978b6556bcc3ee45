// Where a document stands in its life, and moving it to the trash.

import { getTranslations } from 'next-intl/server';
import { LeaveAdopted } from '../../components/document/leave-adopted.tsx';
import { ActionForm } from '../../components/ui/action-form.tsx';
import { Button } from '../../components/ui/button.tsx';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { RadioGroup } from '../../components/ui/radio-group.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { DOCUMENT_STATUSES } from '../../domain/document/document.ts';
import type { DocumentOutline } from '../../domain/document/presented.ts';
import { setStatusAction, trashDocumentAction } from '../[locale]/(workspace)/documents/actions.ts';
import { pageDates } from '../dates.ts';

type Props = { document: DocumentOutline['document'] };

/** The fields of the act are in sight while "adopted" is chosen: the styles see to that, without a script too. */
export async function StatusForm({ document }: Props) {
  const [t, tStatus] = [await getTranslations('documents'), await getTranslations('documentStatuses')];
  const { id, revision, status, language } = document;
  const act = document.act ?? { title: '', number: '', date: '', adopter: '' };
  return (
    <ActionForm action={setStatusAction} submitLabel={t('saveStatus')} aria-label={t('statusSection')}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="revision" value={revision} />
      <RadioGroup
        name="status"
        label={t('status')}
        defaultValue={status}
        options={DOCUMENT_STATUSES.map((value) => ({
          value,
          label: tStatus(value),
          hint: t(`statusHints.${value}`),
        }))}
      />
      <fieldset className="act-fields">
        <legend className="field-label">{t('act')}</legend>
        <TextField name="actTitle" label={t('actTitle')} defaultValue={act.title} maxLength={300} lang={language} />
        <TextField
          name="actNumber"
          label={t('actNumber')}
          defaultValue={act.number}
          maxLength={60}
          expectedLength={16}
          isOptional
        />
        <TextField name="actDate" type="date" label={t('actDate')} defaultValue={act.date} expectedLength={14} />
        <TextField
          name="adopter"
          label={t('adopter')}
          hint={t('adopterHint')}
          defaultValue={act.adopter}
          maxLength={200}
        />
      </fieldset>
      {status === 'adopted' && <AskBeforeLeaving document={document} />}
    </ActionForm>
  );
}

async function AskBeforeLeaving({ document: { act } }: Props) {
  const [t, format] = [await getTranslations('documents.leaveAdopted'), await pageDates()];
  if (act === null) return null;
  const { title, number, date, adopter } = act;
  const day = date && format(new Date(date), { dateStyle: 'long', timeZone: 'UTC' });
  const named = [[title, number].filter(Boolean).join(' '), day, adopter].filter(Boolean).join(', ');
  return <LeaveAdopted texts={{ title: t('title'), text: t('text'), confirm: t('confirm') }} act={named} />;
}

export async function ToTrash({ document }: Props) {
  const t = await getTranslations('documents');
  return (
    <div>
      <ConfirmDialog
        trigger={<Button variant="danger">{t('toTrash')}</Button>}
        title={`${t('toTrash')}: ${document.title}`}
        text={t('toTrashHint')}
        confirmLabel={t('toTrash')}
        action={trashDocumentAction}
        hidden={{ id: document.id }}
        isDangerous
      />
    </div>
  );
}
