// A bad network between a client and the server: it cuts, swallows without a word, delays, and chops what goes through.

import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

export type TcpProxy = {
  port: number;
  /** Ends every connection, and lets no other through until `mend`. */
  cut(): void;
  /** Everything goes nowhere, and nobody is told, until `mend`. */
  swallow(): void;
  /** As at first. What was swallowed is lost with its connection. */
  mend(): void;
  close(): Promise<void>;
};

/** `chop`: the bytes of one piece at most, anew for each; `delayMs`: how long a piece waits, anew for each. */
export type BadNetwork = { chop?: () => number; delayMs?: () => number };

export async function tcpProxy(target: number, bad: BadNetwork = {}): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let state: 'open' | 'cut' | 'swallowing' = 'open';
  const join = (from: Socket, to: Socket) => {
    let last = Promise.resolve();
    from.on('data', (data) => {
      for (const piece of pieces(data, bad.chop)) {
        if (state === 'swallowing') return;
        last = last.then(() => pause(bad.delayMs?.() ?? 0)).then(() => void (to.writable && to.write(piece)));
      }
    });
    from.on('error', () => to.destroy());
    from.on('close', () => void last.then(() => to.destroy()));
    open.add(from);
    from.once('close', () => open.delete(from));
  };
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy();
    const far = dial(target);
    join(near, far);
    join(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const endAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      state = 'cut';
      endAll();
    },
    swallow: () => {
      state = 'swallowing';
    },
    mend: () => {
      if (state === 'swallowing') endAll();
      state = 'open';
    },
    close: async () => {
      endAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pieces(data: Buffer, chop: (() => number) | undefined): Buffer[] {
  if (!chop) return [data];
  const all: Buffer[] = [];
  for (let at = 0; at < data.length; ) {
    const size = Math.max(1, chop());
    all.push(data.subarray(at, at + size));
    at += size;
  }
  return all;
}

function pause(ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
