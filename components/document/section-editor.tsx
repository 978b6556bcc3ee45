'use client';
// A section whose text is being written: the editor in the room of the section, and what there is to know of both. Fetched
// with the editor, when the first text is changed.

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { BodyEditor, type BodyEditorProps } from '../editor/body-editor.tsx';
import type { RoomConnection } from '../editor/room/room-connection.ts';
import type { RoomState, RoomText } from '../editor/room/room-state.ts';
import { mustAskForRooms, useRoom, useRoomState } from '../editor/room/use-room.ts';
import { Button } from '../ui/button.tsx';
import { ClosedNotice } from './closed-notice.tsx';
import { mayEdit } from './command.ts';
import { useCoveredViewport } from './covered-viewport.ts';
import { useDocument, useDocumentPage, useSections } from './document-context.ts';
import { uploadImage } from './document-source.ts';
import { type EditingActs, useEditingActs } from './editing-acts.ts';
import { EditingBar } from './editing-bar.tsx';
import { useLeaveGuard } from './leave-guard.ts';
import { titleOf } from './outline-places.ts';
import { RecoveredWords } from './recovered-words.tsx';
import { firstFootnoteOf, referenceWords } from './reference-words.ts';
import { useSavingKey } from './saving-key.ts';
import { SectionBody } from './section-body.tsx';
import { useKeptMark } from './use-kept-mark.ts';

export function SectionEditor({ section }: { section: PresentedSection }) {
  const { personId, store } = useDocumentPage();
  const place = useRef<HTMLDivElement>(null);
  const { id, title } = section;
  const room = useRoom({ personId, sectionId: id, title }, place);
  return (
    <div ref={place} className="section-editing">
      {room ? (
        <OpenRoom section={section} room={room} />
      ) : (
        <Opening section={section} onClose={() => store.stopEditing(id)} />
      )}
    </div>
  );
}

type RoomProps = { section: PresentedSection; room: RoomConnection };

function OpenRoom({ section, room }: RoomProps) {
  const t = useTranslations('editor');
  const state = useRoomState(room);
  const acts = useEditingActs(section, state);
  useLeaveGuard(mustAskForRooms, t('leave'));
  useKeptMark(section.id, section.title, state, room);
  useReturn(section, room, state);
  const { text, saving, recovered } = state;
  const isRefused = saving.state === 'refused';
  return (
    <>
      <RecoveredWords room={room} recovered={recovered} />
      {section.hint !== '' && <WritingHint text={section.hint} />}
      {text === null && isRefused && (
        <ClosedNotice section={section} reason={saving.reason} onRetry={() => room.retry()} onClose={acts.close} />
      )}
      {(text === null || saving.state === 'opening') && !isRefused && (
        <Opening section={section} onClose={acts.close} />
      )}
      {text !== null && saving.state !== 'opening' && (
        <Text key={text.doc.guid} section={section} text={text} state={state} acts={acts} />
      )}
    </>
  );
}

/** A room that was closed to its writer opens by itself when it is open to them again. */
function useReturn(section: PresentedSection, room: RoomConnection, { saving, text }: RoomState): void {
  const may = mayEdit(section);
  const isClosed = saving.state === 'refused' && text === null && saving.reason !== 'schema-outdated';
  const wasShut = useRef(false);
  useEffect(() => {
    if (!may) wasShut.current = true;
    if (!may || !isClosed || !wasShut.current) return;
    wasShut.current = false;
    room.retry();
  }, [may, isClosed, room]);
}

type TextProps = { section: PresentedSection; text: RoomText; state: RoomState; acts: EditingActs };

function Text({ section, text, state, acts }: TextProps) {
  const t = useTranslations('editor');
  const { locale, documentId, store } = useDocumentPage();
  const sections = useSections();
  const language = useDocument(({ outline }) => outline.document.language);
  useSavingKey(acts.sayState);
  useCoveredViewport();
  const { id } = section;
  const tUnknown = useTranslations('editor.unknown');
  const [about] = useState(() => {
    const { bodies, editing } = store.read();
    const words = referenceWords(bodies.get(id), (targetId) => store.section(targetId));
    return {
      referenceWords: (kind, targetId) => words(kind, targetId) || tUnknown(kind),
      startAt: editing.get(id) ?? null,
    } satisfies Partial<BodyEditorProps>;
  });
  return (
    <BodyEditor
      {...about}
      {...useDerived(id)}
      room={text}
      label={t('text', { title: titleOf(section) })}
      language={language}
      isEditable={mayEdit(section) && !acts.isClosing}
      targets={sections.map((target) => ({ id: target.id, title: titleOf(target) }))}
      uploadImage={(file) => uploadImage(locale, documentId, id, file, t('uploadFailed'))}
      onDone={acts.finish}
    >
      <EditingBar state={state} acts={acts} />
    </BodyEditor>
  );
}

/** What a text shows and does not hold. */
function useDerived(sectionId: string): Pick<BodyEditorProps, 'firstFootnote' | 'calloutLabels'> {
  const t = useTranslations('editor.calloutNames');
  const firstFootnote = useDocument((state) => firstFootnoteOf(state, sectionId));
  return { firstFootnote, calloutLabels: { note: t('note'), important: t('important'), example: t('example') } };
}

/** What the template says belongs here stays in sight while it is written; who knows it folds it away. */
function WritingHint({ text }: { text: string }) {
  const t = useTranslations('document');
  return (
    <details className="writing-hint" open>
      <summary>{t('hint')}</summary>
      <p className="section-hint">{text}</p>
    </details>
  );
}

/** Longer than this, and something is in the way. */
const LATE_MS = 5000;

/** The text stays in sight as it is read until it can be written in. */
function Opening({ section, onClose }: { section: PresentedSection; onClose: () => void }) {
  const t = useTranslations('editor');
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <div className="section-waiting cluster" role="status">
        {t(isLate ? 'openingLate' : 'opening')}
        {isLate && (
          <Button isSmall onPress={onClose}>
            {t('close')}
          </Button>
        )}
      </div>
      <SectionBody section={section} />
    </>
  );
}
