// Running text as a strategy is read.

import { Sample } from './sample.tsx';

export function TextSample() {
  return (
    <Sample title="Tekst">
      <article className="prose">
        <h2>Sotsiaalse innovatsiooni eesmärk</h2>
        <p>
          Aastaks 2030 on Eestis toimiv ökosüsteem, milles avalik võim, ettevõtted ja vabaühendused lahendavad ühiskonna
          keerukaid probleeme <strong>koos</strong>, katsetades ja <em>tõendusele toetudes</em>. Vt ka{' '}
          <a href="#ecosystem">ökosüsteemi uuringut</a>.
        </p>
        <h3>Alaeesmärgid</h3>
        <ul>
          <li>Kompetentsikeskus nõustab igal aastal vähemalt kahtkümmet kohalikku omavalitsust.</li>
          <li>Sotsiaalse mõju võlakirja on proovitud kahes valdkonnas.</li>
        </ul>
        <blockquote>Kaasamine ei ole samm enne otsust, vaid viis, kuidas otsus sünnib.</blockquote>
        <p>По-русски текст выглядит так же спокойно и ровно, как и по-эстонски.</p>
      </article>
    </Sample>
  );
}
