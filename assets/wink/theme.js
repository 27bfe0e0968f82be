// The colours of a session's Wink template, on the roles of colour that the pages draw
// with. What is written in one keeps enough contrast with the page, light or dark.

// The grounds that text stands on: of the light ones the darkest, of the dark ones the lightest.
const GROUNDS = { light: '#e7f1fa', dark: '#213040' };
const CONTRAST = 4.5;
const COLOUR = /^#[0-9a-f]{6}$/i;

function colourParts(colour) {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

/** luminance is how bright a colour is, 0 to 1. */
function luminance(colour) {
  const [red, green, blue] = colourParts(colour).map((c) => (c <= 10 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a, b) {
  const [dim, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

/** readable mixes a colour with black or white until it can be read on the ground. */
function readable(colour, ground) {
  const end = contrast(ground, '#000000') > contrast(ground, '#ffffff') ? 0 : 255;
  let mixed = colour;
  for (let part = 0.05; contrast(mixed, ground) < CONTRAST && part < 1.01; part += 0.05) {
    mixed = `#${colourParts(colour).map((c) => Math.round(c + (end - c) * part).toString(16).padStart(2, '0')).join('')}`;
  }
  return mixed;
}

/** dress puts the template's colours on the widget, by a sheet that goes with it. What are
 * no colours leave it as it is. */
function dress(w, colours) {
  const { primary, onPrimary, accent } = colours ?? {};
  if (![primary, onPrimary, accent].every((colour) => COLOUR.test(colour))) return;
  const main = (ground) => readable(primary, ground);
  const roles = { 'accent': main, 'accent-hover': main, 'accent-strong': (ground) => readable(accent, ground), 'on-accent': (ground) => readable(onPrimary, main(ground)) };
  const rules = Object.entries(roles).map(([role, of]) => `--winkterm-${role}: light-dark(${of(GROUNDS.light)}, ${of(GROUNDS.dark)});`);
  w.sheet = new CSSStyleSheet();
  w.sheet.insertRule(`#${w.frame.id} { ${rules.join(' ')} }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, w.sheet];
}

function undress(w) {
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== w.sheet);
}
