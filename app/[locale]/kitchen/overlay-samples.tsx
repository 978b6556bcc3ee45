'use client';
// What opens over the page: dialogs, menu, tooltip, messages, tabs.

import { Button } from '../../../components/ui/button.tsx';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { ModalDialog } from '../../../components/ui/dialog.tsx';
import { Menu } from '../../../components/ui/menu.tsx';
import { Tabs } from '../../../components/ui/tabs.tsx';
import { TextField } from '../../../components/ui/text-field.tsx';
import { useToast } from '../../../components/ui/toast.tsx';
import { Tooltip } from '../../../components/ui/tooltip.tsx';
import { trySample } from './actions.ts';
import { Sample } from './sample.tsx';

const VIEWS = [
  { id: 'people', label: 'Inimesed', content: <p>Kolm inimest, neist üks administraator.</p> },
  { id: 'rounds', label: 'Voorud', content: <p>Ühtegi vooru ei ole veel avatud.</p> },
  { id: 'letters', label: 'Kirjad', content: <p>Kõik kirjad on saadetud.</p> },
];

export function OverlaySamples() {
  const { notify } = useToast();
  return (
    <Sample title="Lehe peal avanev">
      <div className="cluster">
        <ModalDialog trigger={<Button>Ava aken</Button>} title="Jaotise pealkiri">
          {(close) => (
            <>
              <TextField name="heading" label="Pealkiri" hint="Lühike ja sisukas." />
              <Button variant="primary" onPress={close}>
                Valmis
              </Button>
            </>
          )}
        </ModalDialog>
        <ConfirmDialog
          trigger={<Button variant="danger">Peata konto</Button>}
          title="Kas peatada Mari konto?"
          text="Mari logitakse kohe kõikjalt välja ja ta ei saa uuesti sisse logida. Peatamise saab tagasi võtta."
          confirmLabel="Peata konto"
          action={trySample}
          hidden={{ id: '1' }}
          isDangerous
        />
        <Menu
          label="Toimingud"
          choices={[
            { id: 'edit', label: 'Muuda', onAction: () => notify('Muutmine avati.') },
            { id: 'open', label: 'Ava avalik leht', href: '#public' },
            { id: 'export', label: 'Laadi alla', isDisabled: true, onAction: () => undefined },
            { id: 'remove', label: 'Eemalda', isDangerous: true, onAction: () => notify('Eemaldatud.') },
          ]}
        />
        <Tooltip text="Fikseerib praeguse teksti versioonina">
          <Button>Fikseeri versioon</Button>
        </Tooltip>
        <Button onPress={() => notify('Kutse on saadetud aadressile mari@asutus.ee.')}>Hea teade</Button>
        <Button onPress={() => notify('Ühendus katkes. Muudatused on alles.', 'danger')}>Halb teade</Button>
      </div>
      <Tabs label="Organisatsiooni vaated" views={VIEWS} />
    </Sample>
  );
}
