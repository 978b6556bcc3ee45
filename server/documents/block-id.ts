// Ids for blocks that the server makes or repairs: random, so that they are unique in the whole instance.

import { randomBytes } from 'node:crypto';
import { BLOCK_ID_LENGTH, blockIdFrom } from '../../domain/document/identify.ts';

export function newBlockId(): string {
  return blockIdFrom(randomBytes(BLOCK_ID_LENGTH));
}
