import type { TemplateSource } from '../../src/letters/template/template.ts';

/** A template that an attacker who may edit letters would publish. */
export interface HostileTemplate {
  readonly name: string;
  /** Chromium asks the network for something when the letter is shown as it stands, unchecked and with facts that make it so. */
  readonly fetches: boolean;
  change(source: TemplateSource): TemplateSource;
}

const E = 'https://evil.example/p';

const bodyOf = (mjml: string) => (source: TemplateSource) => ({
  ...source,
  template: source.template.replace('</mj-body>', `${mjml}</mj-body>`),
});
const headOf = (mjml: string) => (source: TemplateSource) => ({
  ...source,
  template: source.template.replace('</mj-head>', `${mjml}</mj-head>`),
});
const textOf = (inner: string) =>
  bodyOf(`<mj-section><mj-column><mj-text>${inner}</mj-text></mj-column></mj-section>`);
const rawOf = (inner: string) => bodyOf(`<mj-raw>${inner}</mj-raw>`);
const styleOf = (css: string) => headOf(`<mj-style>${css}</mj-style>`);
const attributesOf = (attributes: string, name = 'mj-text') =>
  bodyOf(`<mj-section><mj-column><${name} ${attributes}>x</${name}></mj-column></mj-section>`);
const phraseOf = (from: string, to: string) => (source: TemplateSource) => ({
  ...source,
  phrases: source.phrases.replace(from, to),
});

/** Asks for something from elsewhere when the letter is shown. */
const FETCHING: Readonly<Record<string, HostileTemplate['change']>> = {
  'a style whose url( is put together by Liquid': textOf(`<i style="background:ur{{ 'l' }}(${E}1)">x</i>`),
  'a style whose url( begins with an escape': textOf(`<i style="background:\\75rl(${E}2)">x</i>`),
  'a style whose url( has an escape of six digits': textOf(`<i style="background:u\\000072l(${E}3)">x</i>`),
  'a sheet whose url( is put together by Liquid': styleOf(`.what p { background: u{{ 'rl' }}(${E}4) }`),
  'a sheet whose url( begins with an escape': styleOf(`.what p { background: \\75 rl(${E}5) }`),
  'an @import with an escape': headOf(`<mj-raw><style>@\\69mport "${E}6";</style></mj-raw>`),
  'an @import put together by Liquid': headOf(`<mj-raw><style>@im{{ 'port' }} "${E}7";</style></mj-raw>`),
  'CSS through the colour of mj-text': attributesOf(`font-family="x;background:url(${E}8)"`),
  'CSS through the family of mj-all': headOf(
    `<mj-attributes><mj-all font-family="x;background-image:u&#114;l(${E}9)" /></mj-attributes>`,
  ),
  'CSS through a class of attributes': (source) =>
    attributesOf('mj-class="c"')(
      headOf(`<mj-attributes><mj-class name="c" font-family="x;background:url(${E}10)" /></mj-attributes>`)(
        source,
      ),
    ),
  'an image set without url(': textOf(`<i style="background:image-set('${E}11' 1x)">x</i>`),
  'a custom property that is used later': styleOf(`.what p { --p: url(${E}12); background: var(--p) }`),
  'a picture before the text': styleOf(`.what p::before { content: url(${E}13) }`),
  'a picture as a list mark': textOf(`<ul style="list-style-image:url(${E}14)"><li>x</li></ul>`),
  'a font of its own': styleOf(`@font-face { font-family: f; src: url(${E}15) } .what p { font-family: f }`),
  'a picture in a fallback': textOf(
    `<i style="background:-webkit-cross-fade(url(${E}16), url(${E}16b), 50%)">x</i>`,
  ),
  'a border picture': textOf(`<i style="border:9px solid;border-image:url(${E}17) 1">x</i>`),
  'a plain picture': textOf(`<img alt="" src="${E}18" />`),
  'a picture of capital letters': textOf(`<IMG alt="" SRC="${E}19" />`),
  'a picture that the samples never show': textOf(
    `{% if item.number == '7' %}<img alt="" src="${E}20" />{% endif %}`,
  ),
  'a picture between two tokens that only look like one': textOf(
    `{{ '}} {% ' }}<img alt="" src="${E}21" />{{ ' %}' }}`,
  ),
  'an old background': rawOf(`<table background="${E}22"><tr><td>x</td></tr></table>`),
  'a style sheet that is linked': rawOf(`<link rel="stylesheet" href="${E}23" />`),
  'a picture for Outlook alone, closed at once': rawOf(`<video poster="${E}24"></video>`),
  'a vector picture': rawOf(`<svg><image href="${E}25" width="9" height="9" /></svg>`),
  'a source of sound': rawOf(`<audio src="${E}26" autoplay="autoplay"></audio>`),
  'a frame': rawOf(`<iframe src="${E}27" title="x"></iframe>`),
  'an object': rawOf(`<object data="${E}28" type="image/svg+xml"></object>`),
  'an embedded thing': rawOf(`<embed src="${E}29" type="image/svg+xml" />`),
  'a button with a picture': rawOf(`<input type="image" alt="" src="${E}30" />`),
  'a mask': textOf(`<i style="-webkit-mask:url(${E}31)">x</i>`),
  'a sheet for wide screens': styleOf(
    `@media only screen and (min-width:100px) { .what p { background: url(${E}32) } }`,
  ),
  'a sheet in the letter': rawOf(`<style>p { background: url(${E}33) }</style>`),
  'a title that ends early': (source) => ({
    ...source,
    template: source.template.replace('<mj-title>', `<mj-title><title></title><img alt="" src="${E}34" />`),
  }),
  'a preheader with a picture': (source) => ({
    ...source,
    template: source.template.replace('</mj-preview>', `<img alt="" src="${E}35" /></mj-preview>`),
  }),
  'a hero with a picture': bodyOf(
    `<mj-hero background-url="${E}36" background-color="#ffffff"><mj-text>x</mj-text></mj-hero>`,
  ),
};

/** Leads or tells when it is clicked, runs, or says something else than it seems to. */
const MISLEADING: Readonly<Record<string, HostileTemplate['change']>> = {
  'a link that tells of its click': textOf(`<a href="{{ item.url }}" ping="${E}37">x</a>`),
  'a link to another place': textOf(`<a href="${E}38">Pay online</a>`),
  'a link that Liquid puts together': textOf(`<a href="https://{{ 'evil' }}.example">Pay online</a>`),
  'a link with a value of its own': textOf(
    `{% assign item = person %}<a href="{{ item.url }}">Pay online</a>`,
  ),
  'a link with another text': textOf('<a href="mailto:collect@evil.example">marta@nowak.example</a>'),
  'a link with another text in pieces': textOf('<a href="mailto:x@evil.example">now<b>ak.exam</b>ple</a>'),
  'a link with another text under a condition': textOf(
    `<a href="{{ item.url }}">bank{% if apology %}{% endif %}.pl</a>`,
  ),
  'a link whose text is a name of the customer': textOf('<a href="{{ item.url }}">{{ item.name }}</a>'),
  'a link with wide dots': textOf('<a href="mailto:x@evil.example">nowak．example</a>'),
  'a phone that is another': textOf('<a href="tel:+1900555666">+48 600 100 200</a>'),
  'a mailbox that is not shown': textOf('<a href="mailto:collect@evil.example">Write to us</a>'),
  'a phone that is not shown': textOf('<a href="tel:+1900555666">Call us</a>'),
  'a copy to somebody else': textOf(
    '<a href="mailto:a@nowak.example?bcc=x@evil.example">a@nowak.example</a>',
  ),
  'lines over each other on narrow screens alone': styleOf(
    '@media (max-width: 480px) { .what p { line-height: 0 } } @media (min-width: 481px) { .what p { line-height: 1.5 } }',
  ),
  'a script as a link': textOf('<a href="java&#115;cript:alert(1)">x</a>'),
  'a link over everything': textOf(
    '<a href="{{ item.url }}" style="position:fixed;top:0;left:0;width:100%;height:100%">x</a>',
  ),
  'text from right to left': textOf('pay to \u202e0012 LP\u202c now'),
  'text from right to left, as a reference': textOf('pay to &#8238;0012 LP&#x202c; now'),
  'text from right to left in a phrase': phraseOf(
    'Our supplier is late.',
    '\\u202eetal si reilppus ruO\\u202c',
  ),
  'an element that turns text': textOf('<bdo dir="rtl">0012 LP</bdo>'),
  'a style that turns text': textOf('<span style="unicode-bidi:bidi-override;direction:rtl">0012</span>'),
  'a zero-width space in a word that is forbidden': textOf('in\u200bconvenience'),
  'text that is hidden': textOf('<span style="display:none">you owe us</span>'),
  'text that shines through': textOf('<span style="opacity:0">you owe us</span>'),
  'text of no size': textOf('<span style="font-size:0">you owe us</span>'),
  'text of no size in a sheet': styleOf('.what p { font-size: 0.01px }'),
  'text of the colour of paper': textOf('<span style="color:#fefefe">you owe us</span>'),
  'text of the colour of paper at night': styleOf(
    '@media (prefers-color-scheme: dark) { .what p { color: #202327 !important } }',
  ),
  'text on a line of no height': textOf('<span style="line-height:0">you owe us</span>'),
  'text over other text': textOf('<div style="height:0"><p>Paid.</p></div><p>You owe us.</p>'),
  'text pulled over other text': textOf('<p style="margin-top:-40px">Paid.</p>'),
  'text far to the left': textOf('<p style="text-indent:-9999px">you owe us</p>'),
  'text that is cut off': textOf(
    '<div style="max-width:1px;overflow:hidden;border-radius:1px">you owe us</div>',
  ),
  'text from a sheet': styleOf('.what p::after { content: "You owe us." }'),
  'text behind a click': textOf('<details><summary>x</summary>you owe us</details>'),
  'text with an attribute that hides': textOf('<p hidden="hidden">you owe us</p>'),
  'text between the sections, of no size': bodyOf(
    '<mj-section><mj-column><mj-raw><tr><td>you owe us</td></tr></mj-raw></mj-column></mj-section>',
  ),
  'another letter for Outlook': rawOf('{% if true %}<{% endif %}!--[if mso]&gt;x&lt;![endif]--&gt;'),
  'a form': textOf(`<form action="${E}"><b>card</b></form>`),
  'a script': rawOf('<script>document.title = 1</script>'),
  'an attribute that runs': textOf('<b onmouseover="alert(1)">x</b>'),
  'an attribute out of the subject': (source) => ({
    ...source,
    template: source.template.replace('<mj-title>', '<mj-title>" onclick="alert(1)" x="'),
  }),
  'a way elsewhere in the head': headOf(
    `<mj-raw><meta http-equiv="refresh" content="0;url=${E}39" /></mj-raw>`,
  ),
  'a style that MJML breaks over': headOf(
    '<mj-style inline="inline">.what p { color: --&gt;&lt;b&gt;x }</mj-style>',
  ),
  'a base for all links': headOf(`<mj-raw><base href="${E}40" /></mj-raw>`),
};

const listed = (group: typeof FETCHING, fetches: boolean): HostileTemplate[] =>
  Object.entries(group).map(([name, change]) => ({ name, fetches, change }));

export const HOSTILE_TEMPLATES: readonly HostileTemplate[] = [
  ...listed(FETCHING, true),
  ...listed(MISLEADING, false),
];
