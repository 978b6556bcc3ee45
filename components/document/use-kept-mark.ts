'use client';
// Marks a section as long as this device holds words of it that the server has not taken.

import { useEffect } from 'react';
import type { RoomConnection } from '../editor/room/room-connection.ts';
import type { RoomState } from '../editor/room/room-state.ts';
import { isSessionOver } from '../session/session-over.ts';
import { useDocumentPage } from './document-context.ts';
import { markKept, unmarkKept } from './kept-marks.ts';

/** A save that is on its way is marked only when the page or the editor goes away meanwhile; then it is followed to its end. */
export function useKeptMark(sectionId: string, title: string, state: RoomState, room: RoomConnection): void {
  const { personId, documentId } = useDocumentPage();
  const standing = standingOf(state);
  useEffect(() => {
    const mark = () => markKept(personId, sectionId, { documentId, title });
    if (standing === 'behind') mark();
    if (standing === 'settled') unmarkKept(personId, sectionId);
    // signing out has cleared all marks on purpose
    const onLeave = () => !isSessionOver() && room.isBusy() && mark();
    window.addEventListener('pagehide', onLeave);
    return () => window.removeEventListener('pagehide', onLeave);
  }, [personId, documentId, sectionId, title, standing, room]);
  useEffect(
    () => () => {
      if (isSessionOver() || !room.isBusy()) return;
      markKept(personId, sectionId, { documentId, title });
      const stop = room.subscribe(() => {
        if (standingOf(room.read()) !== 'settled') return;
        unmarkKept(personId, sectionId);
        stop();
      });
    },
    [personId, documentId, sectionId, title, room],
  );
}

function standingOf({ saving, recovered, text }: RoomState): 'behind' | 'settled' | 'unknown' {
  if (recovered.length > 0) return 'behind';
  switch (saving.state) {
    case 'offline-kept':
    case 'not-saved':
      return 'behind';
    case 'saved':
      return 'settled';
    case 'refused':
      return text === null ? 'settled' : 'unknown';
    default:
      return 'unknown';
  }
}
