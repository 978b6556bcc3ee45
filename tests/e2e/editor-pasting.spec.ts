// What is pasted into a section's text: from word processors and web pages clean and whole; pictures with words for those
// who do not see them, and never dropped in silence.

import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { type Brought, bring, editor, openStrategy, startWriting } from '../support/editor.ts';
import { PNG } from '../support/pictures.ts';

const PICTURE = { name: 'kaart.png', type: 'image/png', base64: Buffer.from(PNG).toString('base64') };

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head>
<body lang=ET><!--StartFragment-->
<h1 style='margin-top:12.0pt'><b><span lang=EN-US style='font-size:16.0pt'>Olukord<o:p></o:p></span></b></h1>
<p class=MsoNormal style='line-height:115%'>Osalus <b style='mso-bidi-font-weight:normal'>kasvab</b><a style='mso-footnote-id:ftn1'
href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><sup>[1]</sup></span></a> igal aastal.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span>noored</p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><span><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span></span>koolis</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span>eakad</p>
<table class=MsoTableGrid border=1><tr><td colspan=2 style='background:#D9E2F3'><p class=MsoNormal>Siht</p></td></tr>
<tr><td rowspan=2><p class=MsoNormal>2024</p></td><td><p class=MsoNormal>10 %</p></td></tr>
<tr><td><p class=MsoNormal>12 %</p></td></tr></table>
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1" title=""><span class=MsoFootnoteReference><sup>[1]</sup></span></a> Statistikaamet 2024.</p></div></div>
<!--EndFragment--></body></html>`;

const DOCS = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1f2a">
<h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400">Eesmärk</span></h2><br />
<p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;color:#000000">Vesi on H</span><span
style="font-size:0.6em;vertical-align:sub">2</span><span style="font-weight:700">O</span><span>, vt </span><a
href="https://www.riigiteataja.ee/" style="text-decoration:none"><span
style="color:#1155cc;text-decoration:underline">seadust</span></a></p>
<ul style="margin-top:0"><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>üks</span></p></li>
<ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>kaks</span></p></li></ul></ul></b>`;

const LIBRE = `<html><head><meta name="generator" content="LibreOffice 24.2 (Linux)"/><style type="text/css">p { margin-bottom: 0.25cm }</style>
</head><body lang="et-EE" dir="ltr"><h3 class="western"><font color="#2e74b5">Meetmed</font></h3>
<p style="line-height: 100%; margin-bottom: 0cm"><font face="Liberation Serif, serif"><span lang="en-US">Kaasamine algab vara</span></font><sup><a
class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></sup>.</p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Vt
<i>Kaasamise hea tava</i>.</p></div></body></html>`;

const PAGE = `<div class="content" style="max-width:700px"><h4 id="uudis">Uudis</h4><p>Ministeerium kutsub arutama.<sup><a
href="https://www.sm.ee/uudis#fn1" id="fnref1">1</a></sup></p><script>window.pasted = true</script>
<figure><img src="https://www.sm.ee/pilt.jpg" alt="Saal"><figcaption>Saal oli täis</figcaption></figure>
<blockquote><h2>Tsitaat</h2><p>Kohtume.</p></blockquote><pre>rida üks
rida kaks</pre><section class="footnotes"><hr><ol><li id="fn1"><p>Pressiteade. <a href="#fnref1">↩</a></p></li></ol></section></div>`;

/** The text as it stands, without what only the editor needs. */
async function paste(page: Page, html: string): Promise<string> {
  await page.keyboard.press('Control+a');
  await bring(page, 'paste', { html });
  return editor(page).innerHTML();
}

async function expectNote(page: Page, words: string): Promise<void> {
  await editor(page).getByRole('button', { name: 'Joonealune märkus' }).click();
  await expect(page.getByRole('textbox', { name: 'Joonealuse märkuse tekst' })).toHaveText(words);
  await page.keyboard.press('Escape');
  await expect(editor(page)).toBeFocused();
}

test('a paste from Word, Google Docs, LibreOffice or a web page is clean and complete', async ({ page }) => {
  test.slow();
  await openStrategy(page);
  await startWriting(page, 'Visioon');
  const text = editor(page);
  const looks = /Mso|font-|<font|lang=|color:|o:p|docs-internal/;

  expect(await paste(page, WORD)).not.toMatch(looks);
  await expect(text.getByRole('heading', { name: 'Olukord' })).toBeVisible();
  await expect(text.getByRole('paragraph').first()).toHaveText(/^Osalus kasvab.* igal aastal\.$/);
  await expect(text.getByRole('strong')).toHaveText('kasvab');
  await expect(text.getByRole('list')).toHaveCount(2);
  await expect(text.getByRole('listitem')).toHaveText([/noored/, 'koolis', 'eakad']);
  await expect(text.getByRole('cell')).toHaveText(['Siht', '2024', '10 %', '12 %']);
  await expect(text.getByRole('cell', { name: 'Siht' })).toHaveAttribute('colspan', '2');
  await expect(text.getByRole('cell', { name: '2024' })).toHaveAttribute('rowspan', '2');
  await expect(text).not.toContainText('[1]');
  await expectNote(page, 'Statistikaamet 2024.');

  expect(await paste(page, DOCS)).not.toMatch(looks);
  await expect(text.getByRole('heading', { name: 'Eesmärk' })).toBeVisible();
  await expect(text.getByRole('subscript')).toHaveText('2');
  await expect(text.getByRole('strong')).toHaveText('O');
  await expect(text.getByRole('link', { name: 'seadust' })).toHaveAttribute('href', 'https://www.riigiteataja.ee/');
  await expect(text.getByRole('listitem')).toHaveText([/üks/, 'kaks']);
  await expect(text.getByRole('listitem').first().getByRole('listitem')).toHaveText('kaks');

  expect(await paste(page, LIBRE)).not.toMatch(looks);
  await expect(text.getByRole('heading', { name: 'Meetmed' })).toBeVisible();
  await expect(text.getByRole('superscript')).toHaveCount(0);
  await expectNote(page, 'Vt Kaasamise hea tava.');

  await paste(page, PAGE);
  await expect(text.getByRole('heading')).toHaveText(['Uudis']);
  await expect(text.getByRole('blockquote')).toHaveText('TsitaatKohtume.');
  await expect(text).toContainText('Saal oli täis');
  await expect(text.getByText('rida üks')).toHaveText(/rida üks\s*rida kaks/);
  await expect(page.getByText(/Teiselt lehelt ei saanud pilte kaasa võtta/)).toBeVisible();
  await expectNote(page, 'Pressiteade.');
  expect(await page.evaluate(() => 'pasted' in window)).toBe(false);
});

test('a picture is added by button, by pasting and by dropping, never without words for it', async ({ page }) => {
  test.slow();
  await openStrategy(page);
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Enne pilti');
  const dialog = page.getByRole('dialog', { name: 'Lisa pilt' });
  const describePicture = async (words: string) => {
    await dialog.getByRole('button', { name: 'Lisa pilt' }).click();
    await expect(dialog.getByText('Kirjutage, mida pildil näha on.').first()).toBeVisible();
    await dialog.getByLabel('Mida pildil näha on').fill(words);
    await dialog.getByRole('button', { name: 'Lisa pilt' }).click();
    await expect(editor(page).getByRole('img', { name: words })).toBeVisible();
  };
  await page.getByRole('button', { name: 'Pilt', exact: true }).click();
  await dialog
    .getByLabel('Pildifail')
    .setInputFiles({ name: 'kaart.png', mimeType: 'image/png', buffer: Buffer.from(PNG) });
  await describePicture('Eesti kaart');
  await expect(editor(page)).toBeFocused();
  await page.keyboard.type('Vahel');
  // as a browser copies a picture: its address and the picture itself
  await bring(page, 'paste', { html: '<img src="https://www.sm.ee/pilt.png">', files: [PICTURE, PICTURE] });
  await expect(dialog.getByRole('img', { name: 'kaart.png' })).toBeVisible();
  await expectAccessible(page);
  await describePicture('Noored arutlevad');
  await describePicture('Eakad arutlevad');
  await bring(page, 'drop', { files: [PICTURE] });
  await describePicture('Saal');
  await expect(editor(page).getByRole('img')).toHaveCount(4);
  await expect(page.getByText(/Teiselt lehelt/)).toHaveCount(0);
  const order = await editor(page).getByRole('paragraph').allTextContents();
  expect(order.filter((words) => words !== '')).toEqual(['Enne pilti', 'Vahel']);
});

test('what cannot be taken along is told of, and the rest of the paste stays', async ({ page }) => {
  await openStrategy(page);
  await startWriting(page, 'Visioon');
  const refused = async (brought: Brought, words: string) => {
    await bring(page, 'paste', brought);
    await expect(page.getByText(words)).toBeVisible();
  };
  await refused({ html: '<p>Enne</p><img src="https://www.sm.ee/a.png"><p>Pärast</p>' }, 'Teiselt lehelt ei saanud');
  await expect(editor(page)).toContainText('EnnePärast');
  await refused({ files: [{ name: 'leping.pdf', type: 'application/pdf', bytes: 5 }] }, 'Faili „leping.pdf” ei saa');
  await refused({ files: [{ ...PICTURE, name: 'suur.png', bytes: 21 * 2 ** 20 }] }, 'see on suurem kui 20 MB');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // Word brings a picture of the words that it brings
  await bring(page, 'paste', { html: '<p>Sõnad ise</p>', files: [PICTURE] });
  await expect(editor(page)).toContainText('Sõnad ise');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
