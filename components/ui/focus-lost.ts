// When what had the focus is gone the browser puts the focus on the page as a whole, and who works by keyboard begins
// anew at its top. Here is how that is noticed, and where the focus goes from a list or a table whose line has left.

/** The page as a whole has the focus: what had it is gone. */
export function isFocusLost(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || !active.isConnected;
}

/** Focuses a heading or another element that takes no focus by itself. False when it is not there or not seen. */
export function focusElement(element: HTMLElement | null | undefined): boolean {
  if (!element?.checkVisibility()) return false;
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus();
  return document.activeElement === element;
}

/** What has changed is drawn and has settled: two frames. */
export function afterDrawing(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
}

/**
 * Where the focus goes when a button has acted and is gone: in its own line, else in the next, else in the one before,
 * else to the page's heading. Asked before the act; the answer focuses the first of them that is still there.
 */
export function linesBeside(element: Element): () => void {
  const line = element.closest('li, tr');
  const lines = [...(line?.parentElement?.children ?? [])];
  const at = line ? lines.indexOf(line) : 0;
  const nearest = [...lines.slice(at), ...lines.slice(0, at).reverse()];
  return () => {
    const candidates = nearest.filter((other) => other.isConnected).map(actOf);
    if (!candidates.some(focusElement)) focusElement(document.querySelector<HTMLElement>('main h1'));
  };
}

/** What is done with a line stands at its end; without a button, the first thing that takes the focus. */
function actOf(line: Element): HTMLElement | null {
  const button = [...line.querySelectorAll<HTMLElement>('button')].at(-1);
  return button ?? line.querySelector<HTMLElement>('a[href], summary, input:not([type="hidden"]), select');
}
