// Lists of pasted text: Word's are paragraphs that look like a list, and Google Docs puts the inner list beside the item that
// it belongs to.

const LEVEL = /level(\d)/;

/** Runs of Word's list paragraphs become lists, level by level. */
export function buildWordLists(body: Element): void {
  let open: HTMLElement[] = [];
  let before: Element | null = null;
  for (const paragraph of body.querySelectorAll<HTMLElement>('p[style*="mso-list"]')) {
    const level = LEVEL.exec(paragraph.getAttribute('style') ?? '')?.[1];
    if (level === undefined) continue;
    if (before === null || paragraph.previousElementSibling !== before) open = [];
    const item = listItem(paragraph);
    open = open.slice(0, Number(level));
    while (open.length < Number(level)) open.push(openList(open, paragraph, item.isOrdered));
    open.at(-1)?.append(item.element);
    paragraph.remove();
    before = open[0] ?? null;
  }
}

/** Inside the last item of the list above it, or in the place of the paragraph. */
function openList(open: readonly HTMLElement[], paragraph: Element, isOrdered: boolean): HTMLElement {
  const list = document.createElement(isOrdered ? 'ol' : 'ul');
  const above = open.at(-1);
  if (!above) paragraph.before(list);
  else (above.lastElementChild ?? above.appendChild(document.createElement('li'))).append(list);
  return list;
}

/** The sign or number before the words is text to Word's readers and says here which kind of list it is. */
function listItem(paragraph: Element): { element: HTMLElement; isOrdered: boolean } {
  const marker = paragraph.querySelector('[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]');
  const isOrdered = /^\s*\(?(\d+|[a-z]|[ivxlcdm]+)[.)]/i.test(marker?.textContent ?? '');
  marker?.remove();
  const element = document.createElement('li');
  const words = document.createElement('p');
  words.append(...paragraph.childNodes);
  element.append(words);
  return { element, isOrdered };
}

/** A list right in a list goes into the item before it. */
export function mendNestedLists(body: Element): void {
  for (const list of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const item = list.previousElementSibling;
    if (item?.matches('li')) item.append(list);
  }
}
