// A choice of one view of a page, as links: each view has its address.

import Link from 'next/link';

type ChoiceLinksProps = { label: string; choices: readonly { label: string; href: string; isCurrent: boolean }[] };

export function ChoiceLinks({ label, choices }: ChoiceLinksProps) {
  return (
    <nav aria-label={label} className="cluster">
      {choices.map((choice) => (
        <Link
          key={choice.href}
          className="page-link"
          href={choice.href}
          aria-current={choice.isCurrent ? 'page' : undefined}
        >
          {choice.label}
        </Link>
      ))}
    </nav>
  );
}
