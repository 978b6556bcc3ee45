// The hook of a section's room on the server, where there is no socket and no view: nothing is opened, and a page shows
// that the text is on its way.

import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RoomConnection } from '../../../components/editor/room/room-connection.ts';
import { mustAskForRooms, useRoom, useRoomState } from '../../../components/editor/room/use-room.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const place = { personId: 'p', sectionId: 's', title: 'Eesmärk' };

function Far() {
  return createElement('p', null, String(useRoom(place, { current: null })));
}

function Shown({ room }: { room: RoomConnection }) {
  return createElement('p', null, useRoomState(room).saving.state);
}

test('rendering opens no room, and leaving need not ask', () => {
  expect(renderToStaticMarkup(createElement(Far))).toBe('<p>null</p>');
  expect(mustAskForRooms()).toBe(false);
});

test('a room that has not answered yet is shown as opening', () => {
  const room = new RoomConnection({
    ...place,
    url: 'ws://localhost/collab',
    title: () => place.title,
    clock: new ManualClock(),
  });
  expect(renderToStaticMarkup(createElement(Shown, { room }))).toBe('<p>opening</p>');
  room.close();
});
