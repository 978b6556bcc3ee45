// Newline-delimited text from a stream of bytes: snapshots and the operator's socket speak it. `node:readline` is no
// substitute, for it also splits at U+2028, which JSON leaves unescaped inside strings.

const LINE_FEED = 0x0a;

/** A line is longer than its reader allows. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
}

/**
 * The lines of `chunks` without their line feeds, the last one also when its line feed is missing.
 * @param maxBytes the longest line that is believed
 * @throws {LineTooLong}
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<string> {
  let begun: Uint8Array[] = [];
  let begunBytes = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([...begun, chunk.subarray(from, end)]).toString('utf8');
      begun = [];
      begunBytes = 0;
      from = end + 1;
    }
    begun.push(chunk.subarray(from));
    begunBytes += chunk.length - from;
    if (begunBytes > maxBytes) throw new LineTooLong(`a line has more than ${maxBytes} bytes`);
  }
  if (begunBytes > 0) yield Buffer.concat(begun).toString('utf8');
}
