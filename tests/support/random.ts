// Random numbers that a failing run can be repeated with: the seed is printed and may be given as KAASA_TEST_SEED.

/** Numbers in [0, 1) from `seed` (mulberry32, Tommy Ettinger, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A fresh seed, or the one that the environment gives; printed with the name of what it is for. */
export function printedSeed(purpose: string): number {
  const seed = Number(process.env.KAASA_TEST_SEED ?? Math.floor(Math.random() * 2 ** 32));
  process.stderr.write(`${purpose}: KAASA_TEST_SEED=${seed}\n`);
  return seed;
}
