// How one of the measured servers is entered. Plain data: it is handed to the processes in which the clients live.

export type Door = {
  /** `hocuspocus` puts the room's name before each message and asks for a token. */
  dialect: 'y-websocket' | 'hocuspocus';
  port: number;
  /** Before the room's name. */
  path: string;
  rooms: string[];
  /** Of people who may write in all rooms; none where everybody may. */
  cookies: string[];
};
