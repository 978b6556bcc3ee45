'use client';
// Shown when even the frame of the pages fails. It depends on nothing that could be the cause: its words stand here,
// and the language is read from the address.

import './styles/app.css';
import { usePathname } from 'next/navigation';
import { DEFAULT_LOCALE, isLocale, type Locale } from '../domain/locale.ts';
import { errorDigest } from './error-digest.ts';

type Words = { title: string; text: string; retry: string; home: string; reference: string };

const WORDS: Record<Locale, Words> = {
  et: {
    title: 'Midagi läks meie poolel katki',
    text: 'Salvestatu on alles. Proovige veidi aja pärast uuesti; kui viga kordub, andke sellest administraatorile teada.',
    retry: 'Proovi uuesti',
    home: 'Avalehele',
    reference: 'Vea tunnus:',
  },
  en: {
    title: 'Something broke on our side',
    text: 'What you saved is safe. Try again in a little while; if it happens again, please tell an administrator.',
    retry: 'Try again',
    home: 'To the front page',
    reference: 'Error reference:',
  },
  ru: {
    title: 'На нашей стороне произошёл сбой',
    text: 'Всё сохранённое на месте. Попробуйте ещё раз чуть позже; если ошибка повторится, сообщите администратору.',
    retry: 'Попробовать снова',
    home: 'На главную',
    reference: 'Код ошибки:',
  },
};

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const named = usePathname()?.split('/')[1];
  const locale = isLocale(named) ? named : DEFAULT_LOCALE;
  const words = WORDS[locale];
  const reference = errorDigest(error);
  return (
    <html lang={locale}>
      <body>
        <title>{words.title}</title>
        <main className="error-page">
          <h1>{words.title}</h1>
          <p className="lead">{words.text}</p>
          <div className="cluster">
            <button type="button" className="button button-primary" onClick={retry}>
              {words.retry}
            </button>
            <a href={`/${locale}`} className="button">
              {words.home}
            </a>
          </div>
          {reference && (
            <p className="field-hint">
              {words.reference} <code>{reference}</code>
            </p>
          )}
        </main>
      </body>
    </html>
  );
}
