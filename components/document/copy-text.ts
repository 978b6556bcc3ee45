// A text of the document into the clipboard.

/** With its form for word processors, and plain for everything else. */
export async function copyText(html: string, plain: string): Promise<void> {
  const as = (type: string, text: string) => [type, new Blob([text], { type })] as const;
  const parts = [as('text/html', html), as('text/plain', plain)];
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
}
