'use client';
// One text kept on this device that cannot go into its section.

import { DOMSerializer, Node } from '@tiptap/pm/model';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { documentSchema } from '../../domain/document/schema/schema.ts';
import { plainText } from '../../domain/document/text.ts';
import { useToast } from '../ui/toast.tsx';
import { copyText } from './copy-text.ts';
import { useDocumentPage } from './document-context.ts';
import { RecoveryPanel } from './recovery-panel.tsx';
import { forgetUnsaved, keepUnsaved, readUnsaved } from './unsaved-text.ts';

export function StrandedText({ sectionId, isGone }: { sectionId: string; isGone: boolean }) {
  const t = useTranslations('editor.kept');
  const { personId, documentId } = useDocumentPage();
  const { notify } = useToast();
  const kept = useMemo(() => readUnsaved(personId, sectionId), [personId, sectionId]);
  if (kept?.documentId !== documentId) return null;
  const { title, content } = kept;
  const body = Node.fromJSON(documentSchema, content);
  const copy = async () => {
    await copyText(htmlOf(body), plainText(body));
    notify(t('copied'));
  };
  const discard = () => {
    forgetUnsaved(personId, sectionId);
    const onAction = () => void keepUnsaved(personId, sectionId, kept);
    notify(t('discarded', { title }), 'info', { label: t('bringBack'), onAction });
  };
  return (
    <RecoveryPanel
      title={title}
      text={plainText(body)}
      reason={t(isGone ? 'gone' : 'readOnly')}
      onCopy={() => void copy()}
      onDiscard={discard}
    />
  );
}

function htmlOf(body: Node): string {
  const holder = document.createElement('div');
  holder.append(DOMSerializer.fromSchema(documentSchema).serializeFragment(body.content));
  return holder.innerHTML;
}
