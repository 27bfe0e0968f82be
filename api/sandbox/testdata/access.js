// Looks at the open dialog and gives a list of what is wrong with it.
(() => {
  const wrong = [];
  const dialog = document.querySelector('dialog[open]');
  const shown = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility !== 'hidden';
  const page = dialog.getAttribute('data-wink-page');
  const say = (node, text) => wrong.push(`${page}: ${node.tagName} ${node.getAttribute('data-wink') ?? node.className} ${text}`);

  const label = document.getElementById(dialog.getAttribute('aria-labelledby'));
  if (!label?.textContent.trim()) say(dialog, 'has no label');
  for (const input of dialog.querySelectorAll('input, progress')) {
    if (![...input.labels].some((l) => l.textContent.trim())) say(input, 'has no label');
    for (const id of (input.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean)) {
      if (!document.getElementById(id)) say(input, `is described by ${id}, which is not there`);
    }
    if (input.getAttribute('aria-invalid') === 'true' && !document.getElementById(`${input.id}-error`)?.textContent) say(input, 'does not say what is wrong');
  }
  for (const button of dialog.querySelectorAll('button')) {
    if (!(button.getAttribute('aria-label') ?? button.textContent).trim()) say(button, 'has no name');
    const box = button.getBoundingClientRect();
    if (shown(button) && (box.width < 24 || box.height < 24)) say(button, 'is too small to hit');
  }
  const ids = [...dialog.querySelectorAll('[id]')].map((node) => node.id);
  if (new Set(ids).size !== ids.length) say(dialog, 'has ids that are there twice');

  // Contrast: text against what lies behind it, and the edges of controls.
  const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const checked = new Set();
  for (const node of dialog.querySelectorAll('*')) {
    const style = getComputedStyle(node);
    const own = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim());
    if (own && shown(node)) {
      const found = ratio(parse(style.color), behind(node));
      if (found < 4.5 && !checked.has(node.className)) { checked.add(node.className); say(node, `has a contrast of ${found.toFixed(2)}`); }
    }
    if (node.matches('input:not([type=file]), button') && shown(node) && style.borderTopWidth !== '0px') {
      const found = ratio(parse(style.borderTopColor), behind(node.parentElement));
      if (found < 3) say(node, `has an edge with a contrast of ${found.toFixed(2)}`);
    }
  }

  // A phone must not have to be scrolled sideways.
  for (const node of dialog.querySelectorAll('*')) {
    if (shown(node) && node.getBoundingClientRect().right > window.innerWidth + 1) say(node, 'stands out to the right');
  }
  return wrong;
})()
