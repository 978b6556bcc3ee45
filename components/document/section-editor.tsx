'use client';
// A section whose text is being changed: the editor with what there is to know of its saving. Fetched with the editor, when
// the first text is changed.

import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { BodyJson } from '../../domain/document/body.ts';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { BodyEditor, type BodyEditorProps } from '../editor/body-editor.tsx';
import { isSessionOver } from '../session/session-over.ts';
import { Button } from '../ui/button.tsx';
import { useDates } from '../ui/use-dates.ts';
import { mayEdit } from './command.ts';
import { useCoveredViewport } from './covered-viewport.ts';
import { useDocument, useDocumentPage, useSections } from './document-context.ts';
import { uploadImage } from './document-source.ts';
import { useEditingActs } from './editing-acts.ts';
import { EditingBar } from './editing-bar.tsx';
import { EditingSession, type EditingState } from './editing-session.ts';
import { useLeaveGuard } from './leave-guard.ts';
import { titleOf } from './outline-places.ts';
import { firstFootnoteOf, referenceWords } from './reference-words.ts';
import { useSavingKey } from './saving-key.ts';
import { StalePanel } from './stale-panel.tsx';
import { WithdrawnNotice } from './withdrawn-notice.tsx';

export function SectionEditor({ section }: { section: PresentedSection }) {
  const t = useTranslations('editor');
  const session = useSession(section);
  const state = useSyncExternalStore(session.subscribe, session.read, session.read);
  const [editor, setEditor] = useState<Editor | null>(null);
  useLeaveGuard(state.isDirty, t('leave'));
  const { opening, theirs } = state;
  if (opening.state === 'loading') return <p className="section-waiting">{t('opening')}</p>;
  if (opening.state === 'failed') return <OpeningFailed onRetry={() => void session.open()} />;
  return (
    <div className={theirs ? 'section-editing has-theirs' : 'section-editing'}>
      {opening.unsavedSince !== null && <RestoredLine since={opening.unsavedSince} isBehind={theirs !== null} />}
      {section.hint !== '' && <WritingHint text={section.hint} />}
      {!mayEdit(section) && <WithdrawnNotice section={section} editor={editor} />}
      <Text section={section} session={session} state={state} content={opening.content} onEditor={setEditor} />
      {theirs && <StalePanel section={section} session={session} theirs={theirs} />}
    </div>
  );
}

/** Made once for each opening of the editor. */
function useSession(section: PresentedSection): EditingSession {
  const { personId, documentId, runner, readBody, store } = useDocumentPage();
  const { id, title: called } = section;
  const named = useRef(called);
  const session = useMemo(() => {
    const now = () => new Date().toISOString();
    const savedAt = () => store.section(id)?.bodyUpdatedAt ?? now();
    const title = () => store.section(id)?.title ?? named.current;
    const about = { personId, documentId, sectionId: id, title };
    return new EditingSession({ ...about, runner, fetchBody: () => readBody(id), savedAt, now });
  }, [personId, documentId, id, runner, readBody, store]);
  useEffect(() => {
    void session.open();
    const listeners = new AbortController();
    // what was typed before a session ended is kept already, and signing out has cleared it on purpose
    const keep = () => !isSessionOver() && session.keep();
    window.addEventListener('pagehide', keep, { signal: listeners.signal });
    return () => {
      listeners.abort();
      keep();
      session.close();
    };
  }, [session]);
  return session;
}

type TextProps = {
  section: PresentedSection;
  session: EditingSession;
  state: EditingState;
  content: BodyJson;
  onEditor: (editor: Editor) => void;
};

function Text({ section, session, state, content, onEditor }: TextProps) {
  const t = useTranslations('editor');
  const { locale, documentId, store } = useDocumentPage();
  const sections = useSections();
  const language = useDocument(({ outline }) => outline.document.language);
  const acts = useEditingActs(section, session);
  useSavingKey(() => mayEdit(section) && acts.save());
  useCoveredViewport();
  const { id } = section;
  const tUnknown = useTranslations('editor.unknown');
  const [about] = useState(() => {
    const { bodies, editing } = store.read();
    const body = bodies.get(id);
    const words = referenceWords(body, (targetId) => store.section(targetId));
    return {
      referenceWords: (kind, targetId) => words(kind, targetId) || tUnknown(kind),
      startAt: editing.get(id) ?? null,
    } satisfies Partial<BodyEditorProps>;
  });
  const attach = (editor: Editor) => {
    session.attach({
      // attributes of ProseMirror have no prototype, and React sends no such objects to the server
      read: () => structuredClone(editor.getJSON()) as BodyJson,
      write: (next) => void editor.commands.setContent(next, { emitUpdate: false }),
      focus: () => void editor.commands.focus(),
    });
    onEditor(editor);
  };
  return (
    <BodyEditor
      {...about}
      {...useDerived(id)}
      label={t('text', { title: titleOf(section) })}
      language={language}
      content={content}
      isEditable={mayEdit(section)}
      targets={sections.map((target) => ({ id: target.id, title: titleOf(target) }))}
      uploadImage={(file) => uploadImage(locale, documentId, id, file, t('uploadFailed'))}
      onReady={attach}
      onChange={session.changed}
      onSave={acts.finish}
    >
      <EditingBar section={section} state={state} session={session} acts={acts} />
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

function OpeningFailed({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations('editor');
  return (
    <div className="section-waiting" role="alert">
      <p>{t('loadFailed')}</p>
      <Button isSmall onPress={onRetry}>
        {t('retry')}
      </Button>
    </div>
  );
}

function RestoredLine({ since, isBehind }: { since: string; isBehind: boolean }) {
  const t = useTranslations('editor');
  const format = useDates();
  const at = format(new Date(since), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <p className="editing-note" role="status">
      {t(isBehind ? 'restoredOld' : 'restored', { at })}
    </p>
  );
}
