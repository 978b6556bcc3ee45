// A text in which the words that were found are marked.

import type { SnippetPart } from '../../domain/search/highlight.ts';

export function Highlighted({ parts }: { parts: readonly SnippetPart[] }) {
  return parts.map((part, index) => {
    const key = `${index}-${part.text}`;
    return part.isMatch ? <mark key={key}>{part.text}</mark> : <span key={key}>{part.text}</span>;
  });
}
