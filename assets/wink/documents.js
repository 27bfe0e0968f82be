// Choosing documents: what kind, which files, and whether they may be sent.

const FILE_LIMIT = 15 << 20;
const FILES_MAX = 4;

// What the sides of a document are called, and the one side of those that have
// no other.
const SIDES = new Map([['COMPANY_ID', [['COMPANY_ID_FRONT', 'front'], ['COMPANY_ID_BACK', 'back']]]]);
const SUBTYPES = new Map([['PAYSLIP', 'PAYSLIP'], ['TAX_DOCUMENT', 'TAX_PAYMENT']]);

/** uploads says whether documents may be sent: as the Wink template says, or else the options. */
function uploads(w) {
  return w.session.template?.enableUpload ?? w.options.enableUpload === true;
}

function uploadInstead(w) {
  return uploads(w) && button(w, 'upload', 'Upload documents instead', () => openDocuments(w));
}

/** openDocuments goes to the document types, which are read once. */
function openDocuments(w) {
  if (w.fileTypes.length > 0) {
    advance(w, 'FileTypeList');
    return;
  }
  run(w, 'front', {
    ask: (signal) => call(w.link, 'GET', '/fileTypes?size=150', { signal }),
    then: ({ items }) => {
      w.fileTypes = items;
      if (items.length > 0) advance(w, 'FileTypeList');
      else refused(w, 'The host offers no document types.');
    },
  });
}

PAGES.FileTypeList = {
  event: 'FileTypeListPageOpened', kept: true,
  draw: (w) => ({
    title: 'Which document do you have?',
    content: [
      menu(...w.fileTypes.map((type) => choice(w, `type-${type.type}`, icon('page'), type.typeLabel, () => takeFileType(w, type)))),
      ...uploadedBefore(w),
      assurance(`What is read off the document is shared with ${company(w)}; you can revoke it afterwards.`),
    ],
  }),
};

function uploadedBefore(w) {
  const kept = [...w.archives.values()].filter((a) => a.state.status !== 'REVOKED');
  if (kept.length === 0) return [];
  return [
    el('h3', { class: 'subheading' }, 'Uploaded before'),
    menu(...kept.map((a) => button(w, `archive-${a.id}`, `${typeLabel(w, a.type)}, ${statusText(a.state.status).toLowerCase()}`, () => openArchive(w, a.id)))),
  ];
}

function typeLabel(w, name) {
  return w.fileTypes.find((type) => type.type === name)?.typeLabel ?? name;
}

function takeFileType(w, type) {
  if (!type.active || !type.enabled) {
    refused(w, `${type.typeLabel} cannot be uploaded at present.`);
    return;
  }
  w.fileType = type;
  advance(w, 'FileType');
}

function picked(w) {
  return w.files.get(w.fileType.type) ?? [];
}

/** pick makes the files those of the type; their places say what they show. */
function pick(w, files) {
  w.files.set(w.fileType.type, files);
  show(w);
}

function sides(w) {
  return SIDES.get(w.fileType.type) ?? [];
}

function filesMax(w) {
  return sides(w).length || FILES_MAX;
}

PAGES.FileType = {
  event: 'FileTypePageOpened', kept: true,
  about: (w) => ({ archive: { fileType: w.fileType.type } }),
  draw: (w) => ({
    title: `Upload: ${w.fileType.typeLabel}`,
    content: w.sending ? sendingContent(w) : [
      paragraph(`PDF, PNG or JPEG, at most 15 MB each${sides(w).length ? `, in this order: ${sides(w).map(([, label]) => label).join(', ')}` : ''}.`),
      fileInput(w),
      el('ul', { class: 'files' }, picked(w).map((file, place) => fileRow(w, file, place))),
      w.session.mode === 'SANDBOX' && paragraph('This sandbox reads its sample payslips: "winkterm samples DIR" writes them into a folder.', 'small'),
      actions(button(w, 'submit', 'Upload', () => upload(w), 'primary')),
    ],
  }),
};

function fileInput(w) {
  const id = `${w.frame.id}-files`;
  const input = el('input', {
    id, class: 'file', type: 'file', multiple: filesMax(w) > 1, accept: '.pdf,.png,.jpg,.jpeg', 'data-wink': 'files',
    on: { change: () => addFiles(w, [...input.files]) },
  });
  return el('div', { class: 'field' }, input, el('label', { for: id, class: 'button filelabel' }, picked(w).length ? 'Add a file' : 'Choose a file'));
}

function fileRow(w, { file, format }, place) {
  const side = sides(w)[place]?.[1];
  const remove = () => pick(w, picked(w).filter((_, i) => i !== place));
  return el('li', {},
    el('span', { class: 'words' }, el('span', { class: 'name' }, file.name), el('span', { class: 'small' }, [side, format, sizeText(file.size)].filter(Boolean).join(' · '))),
    el('button', { type: 'button', class: 'button slim', 'data-wink': `remove-${place}`, 'aria-label': `Remove ${file.name}`, on: { click: remove } }, 'Remove'));
}

/** addFiles takes the files that may be sent, and says why another may not. */
async function addFiles(w, files) {
  const { type } = w.fileType;
  note(w, 'info', '');
  const added = await Promise.all(files.map(async (file) => ({ file, format: await formatOf(file) })));
  if (w.page !== 'FileType' || w.fileType.type !== type) return;
  const all = [...picked(w)];
  const wrong = [];
  for (const one of added) {
    const why = unfit(w, all, one);
    if (why) wrong.push(why);
    else all.push(one);
  }
  pick(w, all);
  if (wrong.length) note(w, 'error', wrong.join('. '));
}

function unfit(w, all, { file, format }) {
  if (file.size > FILE_LIMIT) return `"${file.name}" is larger than 15 MB, which is the most`;
  if (file.size === 0) return `"${file.name}" is empty`;
  if (!format) return `"${file.name}" is neither PDF nor PNG nor JPEG`;
  if (all.some((other) => other.file.name === file.name && other.file.size === file.size)) return `"${file.name}" is there already`;
  if (all.length >= filesMax(w)) return `At most ${filesMax(w)} files: remove one first`;
  return '';
}

/** formatOf tells a file by its first bytes, and JPG from JPEG by its name. */
async function formatOf(file) {
  const start = await file.slice(0, 1024).arrayBuffer().catch(() => new ArrayBuffer(0));
  const text = String.fromCharCode(...new Uint8Array(start));
  if (/^\s*%PDF-/.test(text)) return 'PDF';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'PNG';
  if (text.startsWith('\xff\xd8\xff')) return /\.jpg$/i.test(file.name) ? 'JPG' : 'JPEG';
  return '';
}
