// How fast one socket may speak: so much at once, and then so much a second.

export type Rate = { take(amount: number): boolean };

/** `perSecond` may be saved up for `seconds`. `now`: milliseconds, from anywhere. */
export function rateOf(
  perSecond: number,
  seconds: number,
  now: () => number = performance.now.bind(performance),
): Rate {
  const most = perSecond * seconds;
  let left = most;
  let last = now();
  return {
    take: (amount) => {
      const at = now();
      left = Math.min(most, left + ((at - last) / 1000) * perSecond);
      last = at;
      left -= amount;
      return left >= 0;
    },
  };
}
