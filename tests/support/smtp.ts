// A real SMTP server on loopback that keeps what it takes, and misbehaves on demand.

import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type Received = { from: string; to: string[]; raw: string; messageId: string; mail: ParsedMail };

/** What the server does with the next mail: null takes it. */
export type Whim = { at: 'rcpt' | 'data'; code: number; text: string } | 'take-and-drop' | null;

export type SmtpPeer = {
  url: string;
  port: number;
  received: Received[];
  /** Every RCPT TO the server was given, also those it refused. */
  recipients: string[];
  /** Asked once for each mail; the default takes everything. */
  whim: (to: string) => Whim;
  /** Called with each mail that was taken, before the server answers. */
  onTaken: (mail: Received) => void;
  close(): Promise<void>;
};

/** `port` 0 chooses a free one. */
export async function smtpPeer(port = 0): Promise<SmtpPeer> {
  const peer: SmtpPeer = {
    url: '',
    port: 0,
    received: [],
    recipients: [],
    whim: () => null,
    onTaken: () => {},
    close: () => new Promise((done) => server.close(() => done())),
  };
  const whims = new Map<string, Whim>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, session, answer) => {
      peer.recipients.push(address);
      const whim = peer.whim(address);
      whims.set(session.id, whim);
      answer(whim !== null && whim !== 'take-and-drop' && whim.at === 'rcpt' ? refusal(whim) : null);
    },
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const whim = whims.get(session.id) ?? null;
        if (whim !== null && whim !== 'take-and-drop') return answer(refusal(whim));
        const taken = await parse(Buffer.concat(chunks), session.envelope);
        peer.received.push(taken);
        peer.onTaken(taken);
        if (whim === 'take-and-drop') return drop(server, session.id);
        answer(null);
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const address = server.server.address();
  peer.port = typeof address === 'object' && address !== null ? address.port : 0;
  peer.url = `smtp://127.0.0.1:${peer.port}`;
  return peer;
}

type Envelope = { mailFrom: { address: string } | false; rcptTo: { address: string }[] };

async function parse(bytes: Buffer, { mailFrom, rcptTo }: Envelope): Promise<Received> {
  const mail = await simpleParser(bytes);
  const from = mailFrom === false ? '' : mailFrom.address;
  return {
    from,
    to: rcptTo.map(({ address }) => address),
    raw: bytes.toString(),
    messageId: mail.messageId ?? '',
    mail,
  };
}

function refusal({ code, text }: { code: number; text: string }): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

/** Cuts the connection of one session without another word. */
function drop(server: SMTPServer, sessionId: string): void {
  for (const connection of server.connections as Set<{ id: string; _socket: { destroy(): void } }>) {
    if (connection.id === sessionId) connection._socket.destroy();
  }
}
