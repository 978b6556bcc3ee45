'use client';
// The words of this page that the server did not take, each to be copied or let go.

import { DOMSerializer, Node } from '@tiptap/pm/model';
import { useTranslations } from 'next-intl';
import type { BodyJson } from '../../domain/document/body.ts';
import { documentSchema } from '../../domain/document/schema/schema.ts';
import type { Recovery } from '../editor/room/recovery.ts';
import type { RoomConnection } from '../editor/room/room-connection.ts';
import { useToast } from '../ui/toast.tsx';
import { copyText } from './copy-text.ts';
import { RecoveryPanel } from './recovery-panel.tsx';

type RecoveredProps = { room: RoomConnection; recovered: readonly Recovery[] };

export function RecoveredWords({ room, recovered }: RecoveredProps) {
  const t = useTranslations('editor.kept');
  const { notify } = useToast();
  const copy = async ({ text, content }: Recovery) => {
    await copyText(content === null ? '' : htmlOf(content), text);
    notify(t('copied'));
  };
  const discard = (recovery: Recovery) => {
    room.discard(recovery);
    const onAction = () => room.bringBack(recovery);
    notify(t('discarded', { title: recovery.title }), 'info', { label: t('bringBack'), onAction });
  };
  return recovered.map((recovery) => (
    <RecoveryPanel
      key={recovery.at}
      title={recovery.title}
      text={recovery.text}
      reason={t(`reasons.${recovery.reason}`)}
      onCopy={() => void copy(recovery)}
      onDiscard={() => discard(recovery)}
    />
  ));
}

function htmlOf(content: BodyJson): string {
  const holder = document.createElement('div');
  const body = Node.fromJSON(documentSchema, content);
  holder.append(DOMSerializer.fromSchema(documentSchema).serializeFragment(body.content));
  return holder.innerHTML;
}
