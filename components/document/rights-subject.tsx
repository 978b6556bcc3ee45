'use client';
// To whom a right is given: a field in which one types a name and chooses from those that match. Without a script it is
// the browser's own list.

import { useSyncExternalStore } from 'react';
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { Collection, Header, ListBoxSection } from 'react-aria-components/ListBox';
import { Field } from '../ui/field.tsx';
import { useFormField } from '../ui/form-fields.ts';
import { Icon } from '../ui/icon.tsx';
import { Select } from '../ui/select.tsx';

export type SubjectTexts = {
  label: string;
  hint: string;
  choose: string;
  people: string;
  organisations: string;
  /** Nobody of that name. */
  none: string;
};

export type Subject = { kind: 'person' | 'organisation'; id: string; name: string; detail: string };

type RightsSubjectProps = {
  /** Sends `person:<id>` or `organisation:<id>`. */
  name: string;
  texts: SubjectTexts;
  subjects: readonly Subject[];
};

export function RightsSubject(props: RightsSubjectProps) {
  const isScripted = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  return isScripted ? <SearchableSubject {...props} /> : <PlainSubject {...props} />;
}

const subscribeToNothing = () => () => undefined;

function subjectValue({ kind, id }: Subject): string {
  return `${kind}:${id}`;
}

function PlainSubject({ name, texts, subjects }: RightsSubjectProps) {
  const options = subjects.map((subject) => ({
    value: subjectValue(subject),
    label: subject.detail ? `${subject.name} (${subject.detail})` : subject.name,
  }));
  return <Select name={name} label={texts.label} placeholder={texts.choose} options={options} />;
}

function SearchableSubject({ name, texts, subjects }: RightsSubjectProps) {
  const parts = useFormField({ name, label: texts.label, hint: texts.hint });
  const groups = [
    { label: texts.people, items: subjects.filter((subject) => subject.kind === 'person') },
    { label: texts.organisations, items: subjects.filter((subject) => subject.kind === 'organisation') },
  ].filter((group) => group.items.length > 0);
  return (
    <ComboBox
      key={parts.generation}
      name={name}
      formValue="key"
      menuTrigger="focus"
      allowsEmptyCollection
      aria-label={texts.label}
      {...(parts.typed === null ? {} : { defaultSelectedKey: String(parts.typed) })}
    >
      <Field parts={parts} label={texts.label} hint={texts.hint}>
        <div className="combo">
          <Input id={parts.id} className="input" placeholder={texts.choose} {...parts.aria} />
          <Button className="combo-open">
            <Icon name="down" />
          </Button>
        </div>
      </Field>
      <Popover className="popover rights-popover">
        <ListBox className="menu" items={groups} renderEmptyState={() => <p className="field-hint">{texts.none}</p>}>
          {(group) => (
            <ListBoxSection id={group.label}>
              <Header className="palette-group">{group.label}</Header>
              <Collection items={group.items}>
                {(subject) => (
                  <ListBoxItem
                    id={subjectValue(subject)}
                    textValue={subject.name}
                    className="menu-item rights-candidate"
                  >
                    <Text slot="label">{subject.name}</Text>
                    {subject.detail && <Text slot="description">{subject.detail}</Text>}
                  </ListBoxItem>
                )}
              </Collection>
            </ListBoxSection>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
