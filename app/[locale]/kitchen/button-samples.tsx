// Buttons, badges, notices, progress.

import { Badge } from '../../../components/ui/badge.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Progress } from '../../../components/ui/progress.tsx';
import { Sample } from './sample.tsx';

export function ButtonSamples() {
  return (
    <>
      <Sample title="Nupud">
        <div className="cluster">
          <Button variant="primary">Salvesta</Button>
          <Button>Eelvaade</Button>
          <Button variant="quiet">Loobu</Button>
          <Button variant="danger">Peata konto</Button>
          <Button variant="danger" isFilled>
            Kustuta
          </Button>
          <LinkButton href="#buttons">Link nupuna</LinkButton>
        </div>
        <div className="cluster">
          <Button variant="primary" isPending>
            Saadan <span className="spinner" role="img" aria-label="Saadan…" />
          </Button>
          <Button isDisabled>Ei saa vajutada</Button>
          <Button isSmall>Väike</Button>
          <Button isSmall variant="quiet">
            Väike vaikne
          </Button>
        </div>
      </Sample>
      <Sample title="Teated ja märgid">
        <div className="cluster">
          <Badge>töötekst</Badge>
          <Badge tone="info">avatud</Badge>
          <Badge tone="warn">hilineb</Badge>
          <Badge tone="danger">peatatud</Badge>
          <Badge tone="good">saadetud</Badge>
        </div>
        <Notice>Vooru lõpuni on jäänud kuus päeva.</Notice>
        <Notice tone="warn" title="Voor kestab üle riigipüha">
          Lisage avalik põhjendus või pikendage vooru.
        </Notice>
        <Notice tone="danger" title="Kirja ei saadetud">
          <p>
            Server ei võtnud kirja vastu. <a href="#outbox">Vaadake väljuvaid kirju</a>.
          </p>
        </Notice>
        <Notice tone="good">Kutse on saadetud.</Notice>
        <Progress label="Impordin märkusi" value={0.3} text="12 / 40" />
        <Progress label="Koostan arhiivi" />
      </Sample>
    </>
  );
}
