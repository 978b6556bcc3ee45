'use client';
// Words kept on this device that cannot go into their section: its room is asked, refuses, and puts them aside.

import { useRef } from 'react';
import type { RoomConnection } from '../editor/room/room-connection.ts';
import { useRoom, useRoomState } from '../editor/room/use-room.ts';
import { useDocumentPage } from './document-context.ts';
import { type KeptMark, readKept } from './kept-marks.ts';
import { RecoveredWords } from './recovered-words.tsx';
import { useKeptMark } from './use-kept-mark.ts';

export function StrandedText({ sectionId }: { sectionId: string }) {
  const { personId, documentId } = useDocumentPage();
  const mark = readKept(personId, sectionId);
  return mark?.documentId === documentId ? <Asked sectionId={sectionId} mark={mark} /> : null;
}

function Asked({ sectionId, mark }: { sectionId: string; mark: KeptMark }) {
  const { personId } = useDocumentPage();
  const place = useRef<HTMLDivElement>(null);
  const room = useRoom({ personId, sectionId, title: mark.title }, place);
  return <div ref={place}>{room && <Words sectionId={sectionId} title={mark.title} room={room} />}</div>;
}

function Words({ sectionId, title, room }: { sectionId: string; title: string; room: RoomConnection }) {
  const state = useRoomState(room);
  useKeptMark(sectionId, title, state, room);
  return <RecoveredWords room={room} recovered={state.recovered} />;
}
