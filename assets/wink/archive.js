// Sending documents, and what becomes of them: analysed, or not, or revoked.

const ARCHIVE_ROUNDS = 200;

/** upload sends the files as base64. How far it is shows as it goes. */
function upload(w) {
  const files = picked(w);
  const fileType = w.fileType.type;
  if (files.length === 0) {
    note(w, 'warning', 'Choose a file first.');
    return;
  }
  w.sending = { done: 0, total: 0 };
  run(w, 'front', {
    ask: async (signal) => {
      const rawFiles = await Promise.all(files.map((one, place) => rawFile(w, one, place)));
      return call(w.link, 'POST', '/archives', {
        body: { userId: w.session.userId, fileType, rawFiles }, signal, progress: (done, total) => sent(w, done, total),
      });
    },
    then: (archive) => { w.sending = null; archiveCreated(w, archive); },
    missed: (err) => {
      w.sending = null;
      show(w);
      if (err.passing) problem(w, 'front', err, () => upload(w));
      else note(w, 'error', err.message);
    },
  });
  show(w);
}

async function rawFile(w, { file, format }, place) {
  const [subtype] = sides(w)[place] ?? [SUBTYPES.get(w.fileType.type)];
  return { fileExtensionType: format, fileSubtype: subtype, fileName: file.name, fileContent: await base64(file) };
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(new Refusal(`"${file.name}" cannot be read any more`, { status: 400 }));
    reader.readAsDataURL(file);
  });
}

function sendingContent(w) {
  const id = `${w.frame.id}-sending`;
  w.sending.bar = el('progress', { id, class: 'progress', max: 1, value: 0 });
  const stop = () => {
    drop(w, 'front');
    w.sending = null;
    show(w);
    note(w, 'info', 'Stopped. The files are still here.');
  };
  return [
    el('label', { for: id, class: 'label' }, 'Sending'), w.sending.bar,
    el('button', { type: 'button', class: 'button', 'data-wink': 'stop', on: { click: stop } }, 'Stop'),
  ];
}

function sent(w, done, total) {
  if (w.sending?.bar && total > 0) w.sending.bar.value = done / total;
}

function theArchive(w) {
  return w.archives.get(w.archiveId) ?? { type: '', rawFiles: [], state: { status: '' } };
}

function tellArchive(w, name, id) {
  tell(w, id, name, 'onUploadsRemoved', { uploads: [id], userId: w.session.userId });
}

function archiveCreated(w, archive) {
  Object.assign(w, { archiveId: archive.id, revoke: 'idle' });
  observeArchive(w, archive);
  tellArchive(w, 'onUploadsCreated', archive.id);
  advance(w, 'ArchiveStatus');
  followArchive(w, archive, 0);
}

/** archiveRank orders the statuses. Those that end an analysis are on one level:
 * the first one stays. */
function archiveRank(status) {
  if (status === 'REVOKED') return 2;
  return ['ANALYZED', 'UNSUPPORTED', 'ERROR'].includes(status) ? 1 : 0;
}

/** observeArchive takes the page's archive as it stands now. */
function observeArchive(w, archive) {
  if (archive.id !== w.archiveId) return;
  const from = theArchive(w).state.status;
  const to = archive.state.status;
  if (from !== to && archiveRank(from) > 0 && archiveRank(to) <= archiveRank(from)) return;
  w.archives.set(archive.id, archive);
  if (to === 'REVOKED' && from !== to) {
    if (w.revoking.delete(archive.id)) tellArchive(w, 'onUploadsRemoved', archive.id);
    w.revoke = 'idle';
    without(w, 'ArchiveSuccess');
  }
}

/** followArchive shows where the analysis stands, until it is over. */
function followArchive(w, archive, round) {
  observeArchive(w, archive);
  switch (theArchive(w).state.status) {
    case 'ANALYZED':
      w.files.delete(w.fileType.type);
      cutBackTo(w, 'FileTypeList');
      enter(w, 'ArchiveSuccess');
      break;
    case 'UNSUPPORTED':
    case 'ERROR':
      show(w, true);
      break;
    case 'REVOKED':
      cutBackTo(w, 'FileTypeList');
      enter(w, 'RevokeArchive');
      revokedNotice(w, 'upload', false);
      break;
    default:
      if (round < ARCHIVE_ROUNDS) watchArchive(w, round + 1);
      else note(w, 'warning', 'Nothing has changed for long.');
  }
}

function watchArchive(w, round = 0, wait = 0) {
  poll(w, `/archives/${encodeURIComponent(w.archiveId)}`, round, wait,
    (archive) => archiveSeen(w, archive, round), (next, longer) => watchArchive(w, next, longer));
}

function archiveSeen(w, archive, round) {
  if (w.page === 'ArchiveStatus') {
    followArchive(w, archive, round);
    return;
  }
  const before = theArchive(w).state.status;
  const byUser = w.revoking.has(w.archiveId);
  observeArchive(w, archive);
  const now = theArchive(w).state.status;
  if (now !== before) {
    if (now === 'REVOKED' && w.page !== 'RevokeArchive') enter(w, 'RevokeArchive');
    else show(w);
    if (now === 'REVOKED') revokedNotice(w, 'upload', byUser);
  }
  if ((archiveRank(now) === 0 || w.revoking.has(w.archiveId)) && round < ARCHIVE_ROUNDS) watchArchive(w, round + 1);
}

function openArchive(w, id) {
  Object.assign(w, { archiveId: id, revoke: 'idle' });
  advance(w, 'RevokeArchive');
  watchArchive(w);
}
