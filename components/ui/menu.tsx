'use client';
// A short list of acts behind a button.

import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button } from './button.tsx';
import type { ButtonLook } from './button-class.ts';
import { Icon } from './icon.tsx';

export type MenuChoice = {
  id: string;
  label: string;
  isDangerous?: boolean;
  isDisabled?: boolean;
} & ({ href: string } | { onAction: () => void });

type MenuProps = Pick<ButtonLook, 'variant' | 'isSmall'> & {
  /** On the button. */
  label: string;
  choices: readonly MenuChoice[];
};

export function Menu({ label, choices, ...look }: MenuProps) {
  return (
    <MenuTrigger>
      <Button {...look}>
        {label}
        <Icon name="down" />
      </Button>
      <Popover className="popover">
        <AriaMenu className="menu">
          {choices.map((choice) => (
            <MenuItem
              key={choice.id}
              id={choice.id}
              className={choice.isDangerous ? 'menu-item menu-item-danger' : 'menu-item'}
              isDisabled={choice.isDisabled ?? false}
              {...('href' in choice ? { href: choice.href } : { onAction: choice.onAction })}
            >
              {choice.label}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
