// Where a section stands on the page, and how to get there.

/** The id of a section's element; permalinks end in `#` and it. */
export function sectionElementId(sectionId: string): string {
  return `s-${sectionId}`;
}

/** The section that the part of an address after and with `#` names, whether there is one or not; null for any other. */
export function addressedSection(hash: string): string | null {
  return /^#s-([^/]+?)(-title)?$/.exec(hash)?.[1] ?? null;
}

/** Of its heading, which takes the focus. */
export function sectionTitleId(sectionId: string): string {
  return `s-${sectionId}-title`;
}

/** Scrolls to a section and puts the focus on its heading; once it is on the page, if it is only just being made. */
export function goToSection(sectionId: string): void {
  const title = document.getElementById(sectionTitleId(sectionId));
  if (!title) return;
  document.getElementById(sectionElementId(sectionId))?.scrollIntoView({ block: 'start' });
  title.focus({ preventScroll: true });
  history.replaceState(history.state, '', `#${sectionElementId(sectionId)}`);
}
