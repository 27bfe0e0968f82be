// Signs: a logo for each provider, drawn from its name and id, for no real brand's
// may be shown; and the icons of the pages.

const LOGO_COLOURS = ['#0b5a94', '#7a3fa0', '#a3341f', '#17692f', '#8a4b00', '#14606a', '#9b2c62', '#3f4fa8', '#4d5b16', '#5b4636'];

// What lies behind the letters of a logo, in a square of 48.
const LOGO_MARKS = [
  'M60 48a20 20 0 1 1-40 0a20 20 0 1 1 40 0Z', 'M0 48L48 0V22L22 48Z', 'M0 34Q12 22 24 34T48 34V48H0Z', 'M0 0H28A28 28 0 0 1 0 28Z',
  'M0 6H48V13H0ZM0 35H48V42H0Z', 'M24 1L47 24L24 47L1 24Z', 'M24 0V48H48V0Z', 'M0 0L48 0L0 48Z',
];

const ICONS = {
  check: 'M5 12.5l4.5 4.5L19 7.5', alert: 'M12 6v8m0 4v.1', search: 'M15.5 15.5L20 20M17 10.5a6.5 6.5 0 1 1-13 0a6.5 6.5 0 0 1 13 0',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5Z', page: 'M7 3h7l4 4v14H7ZM14 3v4h4M10 12h5m-5 4h5', undo: 'M9 7L4 12l5 5M4 12h11a5 5 0 0 1 0 10h-2',
  next: 'M9 5l7 7l-7 7',
};

function svg(tag, props, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** logo draws one for a name; what has the same key looks the same everywhere. */
function logo(name, key = name, look = '') {
  const n = [...key].reduce((sum, c) => (Math.imul(sum, 31) + c.codePointAt(0)) >>> 0, 7);
  const letters = initials(name);
  return svg('svg', { class: `winkterm-logo ${look && `winkterm-${look}`}`.trim(), viewBox: '0 0 48 48', 'aria-hidden': 'true' },
    svg('rect', { width: 48, height: 48, fill: LOGO_COLOURS[n % LOGO_COLOURS.length] }),
    svg('path', { d: LOGO_MARKS[(n >>> 8) % LOGO_MARKS.length], fill: '#fff', 'fill-opacity': 0.15 }),
    svg('text', { x: 24, y: 24, dy: '.36em', 'text-anchor': 'middle', fill: '#fff', 'font-size': [24, 24, 20, 16, 13][letters.length], 'font-weight': 700 }, letters));
}

/** initials are up to two letters of a name; a short one in capitals is itself. */
function initials(name) {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? ['?'];
  if (/^[A-Z0-9]{2,4}$/.test(words[0])) return words[0];
  const [first, ...humps] = words.length > 1 ? words.map((word) => [...word][0]) : [[...words[0]][0], ...words[0].slice(1).match(/[A-Z]/g) ?? []];
  return [first, ...humps].slice(0, 2).join('').toUpperCase();
}

function icon(name) {
  return svg('svg', { class: 'winkterm-sign', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: ICONS[name] }));
}

function providerLogo(p, look) {
  return logo(p.name || '?', p.id || '?', look);
}

/** hero is the large picture of a page: logos, and what became of it. */
function hero(logos, outcome) {
  const badge = { good: 'check', bad: 'alert', gone: 'undo' }[outcome];
  return el('div', { class: 'hero', 'aria-hidden': 'true' },
    el('div', { class: 'pair' }, logos), badge && el('span', { class: `badge badge-${outcome}` }, icon(badge)));
}

/** bridge is the hero of what is between the company and a provider. */
function bridge(w, look) {
  const dots = el('span', { class: `dots ${look}` }, el('i'), el('i'), el('i'));
  return hero([logo(company(w), company(w), 'large'), dots, w.provider.id ? providerLogo(w.provider, 'large') : logo('Smile', 'smile', 'large')]);
}
