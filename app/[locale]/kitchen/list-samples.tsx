// Tables, searching, paging, empty places.

import { Badge } from '../../../components/ui/badge.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Pagination } from '../../../components/ui/pagination.tsx';
import { SearchField } from '../../../components/ui/search-field.tsx';
import { type Column, Table } from '../../../components/ui/table.tsx';
import { Sample } from './sample.tsx';

type Letter = { id: string; to: string; subject: string; attempts: number; isSent: boolean };

const LETTERS: Letter[] = [
  { id: '1', to: 'mari.ounapuu@kysk.ee', subject: 'Logige Kaasasse sisse', attempts: 1, isSent: true },
  { id: '2', to: 'juhan@vorumaa.ee', subject: 'Teid on kutsutud ühiselt kirjutama', attempts: 12, isSent: false },
];
const COLUMNS: Column<Letter>[] = [
  { key: 'to', header: 'Saaja', isRowHeader: true, cell: (letter) => <a href={`#${letter.id}`}>{letter.to}</a> },
  { key: 'subject', header: 'Teema', cell: (letter) => letter.subject },
  { key: 'state', header: 'Olek', cell: (letter) => <LetterState letter={letter} /> },
  { key: 'attempts', header: 'Katseid', align: 'end', cell: (letter) => letter.attempts },
  {
    key: 'act',
    header: 'Toimingud',
    isHeaderHidden: true,
    align: 'end',
    cell: () => <Button isSmall>Saada uuesti</Button>,
  },
];

export function ListSamples() {
  return (
    <>
      <Sample title="Loendid">
        <SearchField label="Otsi kirju" />
        <Table
          caption="Väljuvad kirjad, uuemad eespool"
          columns={COLUMNS}
          rows={LETTERS}
          rowKey={({ id }) => id}
          empty=""
        />
        <Pagination page={4} pageCount={9} hrefOf={(page) => `?page=${page}#letters`} />
      </Sample>
      <Sample title="Tühi koht">
        <EmptyState
          title="Ühtegi dokumenti veel ei ole"
          text="Alustage mallist või tooge olemasolev tekst Wordist. Töötekst on kohe kõigile kutsututele avatud."
          actions={
            <>
              <Button variant="primary">Alusta mallist</Button>
              <Button>Too Wordist</Button>
            </>
          }
        />
      </Sample>
    </>
  );
}

function LetterState({ letter }: { letter: Letter }) {
  return letter.isSent ? <Badge tone="good">saadetud</Badge> : <Badge tone="danger">ebaõnnestus</Badge>;
}
