'use client';
// Stands in the form of a document's status while the document is adopted: choosing another status loses what is known of
// its legal act (rule DO3), so the form asks before it is sent. Whoever refuses finds the form as they left it.

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { OpenDialog } from '../ui/dialog.tsx';

type LeaveAdoptedProps = {
  texts: { title: string; text: string; confirm: string };
  /** The act as people read it. */
  act: string;
};

export function LeaveAdopted({ texts, act }: LeaveAdoptedProps) {
  const t = useTranslations('ui');
  const place = useRef<HTMLSpanElement>(null);
  const isAgreed = useRef(false);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    const form = place.current?.closest('form');
    const ask = (event: SubmitEvent) => {
      if (isAgreed.current || !form || new FormData(form).get('status') === 'adopted') return;
      event.preventDefault();
      // before the form hears of it: it would be sent
      event.stopPropagation();
      setAsking(true);
    };
    form?.addEventListener('submit', ask);
    return () => form?.removeEventListener('submit', ask);
  }, []);
  function agree() {
    setAsking(false);
    isAgreed.current = true;
    place.current?.closest('form')?.requestSubmit();
    isAgreed.current = false;
  }
  return (
    <>
      <span ref={place} hidden />
      {isAsking && (
        <OpenDialog title={texts.title} isAlert onClose={() => setAsking(false)}>
          <div className="dialog-text">
            <p>{texts.text}</p>
            <p>
              <strong>{act}</strong>
            </p>
          </div>
          <div className="form-actions">
            <Button variant="danger" isFilled onPress={agree}>
              {texts.confirm}
            </Button>
            <Button onPress={() => setAsking(false)}>{t('cancel')}</Button>
          </div>
        </OpenDialog>
      )}
    </>
  );
}
