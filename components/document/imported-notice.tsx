'use client';
// Says once how much a file has brought in: the import leads here with the counts in the address (`?imported=3-120`), and
// they are taken out of it, so that nobody hears of it again from a reload or a passed-on link.

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useToast } from '../ui/toast.tsx';

export function ImportedNotice() {
  const t = useTranslations('document');
  const { notify } = useToast();
  const isSaid = useRef(false);
  useEffect(() => {
    const address = new URL(window.location.href);
    const counts = /^(\d{1,9})-(\d{1,9})$/.exec(address.searchParams.get('imported') ?? '');
    if (!counts || isSaid.current) return;
    isSaid.current = true;
    notify(t('imported', { sections: Number(counts[1]), words: Number(counts[2]) }));
    address.searchParams.delete('imported');
    history.replaceState(history.state, '', address);
  }, [t, notify]);
  return null;
}
