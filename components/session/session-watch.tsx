'use client';
// Covers a page whose session has ended with a calm notice. The page stays beneath it as it was, typed text and
// all, and is free again as soon as the same person has signed in, in another tab or another window.

import { useCallback, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { keptSections, unmarkKept } from '../document/kept-marks.ts';
import { forgetRooms } from '../editor/room/room-databases.ts';
import { onReturn, roomUrl } from './lasting-socket.ts';
import { isSignOut, noteSessionOver } from './session-over.ts';
import { SessionSocket, type SessionState } from './session-socket.ts';

export type SessionWatchTexts = {
  title: string;
  text: string;
  /** The link that opens the sign-in page in a new tab. */
  signIn: string;
  /** The button that asks whether the session is back. */
  goOn: string;
  /** Said when it is not. */
  notYet: string;
  /** Asked before signing out where this device holds words that are not saved. */
  unsaved: string;
};

type SessionWatchProps = { personId: string; signInHref: string; texts: SessionWatchTexts };

/** Mounted once on every page of somebody signed in. Shows nothing while the session lives. */
export function SessionWatch({ personId, signInHref, texts }: SessionWatchProps) {
  const { state, ask, answers } = useSessionState(personId);
  useSignOut(personId, texts.unsaved);
  if (state !== 'signed-out') return null;
  return createPortal(
    // React Aria hides what stands beside its own dialogs, except what is marked so
    <div data-react-aria-top-layer="true">
      <SignedOutNotice signInHref={signInHref} texts={texts} onGoOn={ask} hasAsked={answers > 1} />
    </div>,
    document.body,
  );
}

/** `answers`: how many times in a row the server has said that the session is over. */
function useSessionState(personId: string): { state: SessionState; ask: () => void; answers: number } {
  const [state, setState] = useState<SessionState>('away');
  const [answers, setAnswers] = useState(0);
  const socket = useRef<SessionSocket | null>(null);
  const ask = useCallback(() => socket.current?.ask(), []);
  useEffect(() => {
    const tell = (next: SessionState) => {
      // losing the connection says nothing of the session: a covered page stays covered
      setState((before) => (next === 'away' && before === 'signed-out' ? before : next));
      if (next !== 'away') noteSessionOver(next === 'signed-out');
      if (next !== 'away') setAnswers((before) => (next === 'signed-out' ? before + 1 : 0));
    };
    const opened = new SessionSocket({ url: roomUrl('account'), personId, tell });
    socket.current = opened;
    const stopListening = onReturn(() => opened.ask());
    // what an earlier person at this machine has written and not signed out of
    void forgetRooms(personId);
    return () => {
      stopListening();
      opened.stop();
    };
  }, [personId]);
  return { state, ask, answers };
}

/** Signing out forgets what this device keeps, so it asks first when that is nowhere else. */
function useSignOut(personId: string, question: string): void {
  useEffect(() => {
    const leave = (event: Event) => {
      if (!isSignOut(event)) return;
      const kept = keptSections(personId);
      if (kept.length > 0 && !window.confirm(question)) return event.preventDefault();
      noteSessionOver(true);
      for (const sectionId of kept) unmarkKept(personId, sectionId);
      void forgetRooms(null);
    };
    document.addEventListener('submit', leave);
    return () => document.removeEventListener('submit', leave);
  }, [personId, question]);
}

type NoticeProps = { signInHref: string; texts: SessionWatchTexts; onGoOn: () => void; hasAsked: boolean };

/** A modal dialog of the browser's own: whatever lies beneath is inert, and focus cannot leave it. */
function SignedOutNotice({ signInHref, texts, onGoOn, hasAsked }: NoticeProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="session-notice stack"
      role="alertdialog"
      aria-labelledby="session-notice-title"
      aria-describedby="session-notice-text"
      onCancel={(event) => event.preventDefault()}
      // a second Escape closes even a dialog that does not want to: it comes straight back
      onClose={() => dialog.current?.isConnected && dialog.current.showModal()}
    >
      <h2 id="session-notice-title">{texts.title}</h2>
      <p id="session-notice-text">{texts.text}</p>
      <div className="cluster">
        <a className="button button-primary" href={signInHref} target="_blank" rel="noopener">
          {texts.signIn}
        </a>
        <button type="button" className="button" onClick={onGoOn}>
          {texts.goOn}
        </button>
      </div>
      <p role="status">{hasAsked ? texts.notYet : ''}</p>
    </dialog>
  );
}
