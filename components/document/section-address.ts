// Where a section stands on the page, and how to get there.

/** The id of a section's element; permalinks end in `#` and it. */
export function sectionElementId(sectionId: string): string {
  return `s-${sectionId}`;
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
