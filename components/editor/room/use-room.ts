'use client';
// The room of a section for as long as its editor is on the page and near what is seen of it.

import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react';
import { roomUrl } from '../../session/lasting-socket.ts';
import { onSessionLive } from '../../session/session-over.ts';
import { RoomCache } from './room-cache.ts';
import type { RoomConnection } from './room-connection.ts';
import type { RoomState } from './room-state.ts';

/** Of the page as a whole. */
const rooms = new RoomCache();
onSessionLive(() => rooms.signedIn());

/** Before something comes into view, so that its text is there when it does. */
const NEAR = '600px';

export type RoomPlace = { personId: string; sectionId: string; title: string };

/** Null while the element is far from what is seen. */
export function useRoom(place: RoomPlace, element: RefObject<Element | null>): RoomConnection | null {
  const { personId, sectionId, title } = place;
  const isNear = useIsNear(element);
  const [room, setRoom] = useState<RoomConnection | null>(null);
  const [titles] = useState(() => ({ now: title }));
  useEffect(() => {
    titles.now = title;
  }, [titles, title]);
  useEffect(() => {
    if (!isNear) return;
    const url = roomUrl('').replace(/\/$/, '');
    window.addEventListener('beforeunload', askBeforeLeaving);
    setRoom(rooms.take({ url, personId, sectionId, title: () => titles.now }));
    return () => {
      setRoom(null);
      rooms.release({ personId, sectionId });
    };
  }, [isNear, personId, sectionId, titles]);
  return room;
}

/** What the page shows of a room. */
export function useRoomState(room: RoomConnection): RoomState {
  return useSyncExternalStore(room.subscribe, room.read, room.read);
}

/** Does any room of this page hold what leaving would lose? */
export function mustAskForRooms(): boolean {
  return rooms.mustAsk();
}

/** Outlives the editors, as rooms with something unsaved do. */
function askBeforeLeaving(event: Event): void {
  if (rooms.mustAsk()) event.preventDefault();
}

/** Once near, it stays so until it is unmounted: an editor that comes and goes while somebody scrolls would disturb. */
function useIsNear(element: RefObject<Element | null>): boolean {
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const seen = element.current;
    if (isNear || !seen) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setIsNear(true);
      },
      { rootMargin: NEAR },
    );
    observer.observe(seen);
    return () => observer.disconnect();
  }, [element, isNear]);
  return isNear;
}
