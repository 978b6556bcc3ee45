// The way from one page to the rooms of its sections, which a browser test can cut and mend.

import type { Page } from '@playwright/test';

/** `asked`: the rooms that the page has wanted to enter since. */
export type SectionNetwork = { cut: () => Promise<void>; mend: () => void; asked: string[] };

/** Before the page opens a section. Everything else of the page goes on as it is. */
export async function sectionNetwork(page: Page): Promise<SectionNetwork> {
  const open = new Set<{ close: (how: { code: number }) => Promise<void> }>();
  const asked: string[] = [];
  let isCut = false;
  await page.routeWebSocket(/\/collab\/[0-9a-f]{8}-[0-9a-f-]{27}\b/, (socket) => {
    asked.push(socket.url());
    if (isCut) return void socket.close({ code: 1012 });
    open.add(socket);
    socket.onClose(() => open.delete(socket));
    socket.connectToServer();
  });
  return {
    asked,
    cut: async () => {
      isCut = true;
      await Promise.all([...open].map((socket) => socket.close({ code: 1012 })));
      open.clear();
    },
    mend: () => {
      isCut = false;
    },
  };
}
