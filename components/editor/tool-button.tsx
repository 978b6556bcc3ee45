'use client';
// A button of the toolbar: a sign, its name with the key as a tooltip, pressed while its kind of text is at the cursor.

import { Button as AriaButton } from 'react-aria-components/Button';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { Tooltip } from '../ui/tooltip.tsx';
import { ToolIcon, type ToolIconName } from './tool-icon.tsx';

type ToolButtonProps = {
  icon: ToolIconName;
  label: string;
  /** Shown with the name: "Ctrl+B". */
  keys?: string;
  onPress: () => void;
  /** Null for an act that is nothing one is in. */
  isPressed?: boolean | null;
  isDisabled?: boolean;
};

export function ToolButton({ icon, label, keys, onPress, isPressed = null, isDisabled = false }: ToolButtonProps) {
  const common = { className: 'tool-button', 'aria-label': label, isDisabled };
  return (
    <Tooltip text={keys ? `${label} (${keys})` : label}>
      {isPressed === null ? (
        <AriaButton {...common} onPress={onPress}>
          <ToolIcon name={icon} />
        </AriaButton>
      ) : (
        <ToggleButton {...common} isSelected={isPressed} onChange={onPress}>
          <ToolIcon name={icon} />
        </ToggleButton>
      )}
    </Tooltip>
  );
}
