// The pages about an upload.

function archiveFacts(w) {
  const { state, rawFiles } = theArchive(w);
  return facts([
    ['Status', statusText(state.status)], ['Code', state.errorCode],
    ...(rawFiles ?? []).map(({ name, format }) => ['File', `${name} · ${format}`]),
  ]);
}

function archiveDetails(w) {
  const { id, type, state } = theArchive(w);
  return details(w, [['Status', state.status], ['Message', state.errorMessage], ['Document', type], ['Upload', id], ['User', w.session.userId]]);
}

/** documentHero is the picture of a document. */
function documentHero(w) {
  return hero([el('span', { class: 'sheet' }, icon('page'))], OUTCOMES.get(theArchive(w).state.status));
}

function aboutArchive(w) {
  return { archive: { fileType: theArchive(w).type, archiveId: w.archiveId } };
}

PAGES.ArchiveStatus = {
  watch: (w) => { if (archiveRank(theArchive(w).state.status) === 0) watchArchive(w); },
  draw: (w) => (archiveRank(theArchive(w).state.status) === 0 ? reading(w) : unread(w)),
};

function reading(w) {
  return {
    title: `Reading your ${typeLabel(w, theArchive(w).type)}`,
    content: [
      documentHero(w),
      waiting('The document is being analysed.', 'centre'),
      archiveFacts(w),
      actions(button(w, 'look', 'Look again', () => watchArchive(w))),
    ],
  };
}

function unread(w) {
  const { status, errorCode } = theArchive(w).state;
  const why = explained('archive', errorCode || status);
  return {
    title: why.title,
    content: [
      documentHero(w),
      paragraph(why.endUserSees),
      advice('Trying again', why.retryText),
      archiveFacts(w),
      archiveDetails(w),
      actions(...inOrder(why.retry === 'yes',
        button(w, 'retry', why.retry === 'yes' ? 'Try again' : 'Choose other files', () => back(w)),
        button(w, 'another', 'Upload another document', () => { cutBackTo(w, 'FileTypeList'); back(w); }),
        button(w, 'exit', 'Exit', () => leave(w, 'error'), 'plain'))),
    ],
  };
}

PAGES.ArchiveSuccess = {
  event: 'ArchiveSuccessPageOpened', kept: true, watch: (w) => watchArchive(w), about: aboutArchive,
  draw: (w) => {
    const archive = theArchive(w);
    const values = archive.extraction?.analysis ?? archive.analysis;
    return {
      title: `Your ${typeLabel(w, archive.type)} was read`,
      content: [
        documentHero(w),
        values ? facts(valuePairs(values)) : paragraph('The host read no values off it.'),
        actions(
          button(w, 'done', 'Done', () => leave(w, 'exit'), 'primary'),
          button(w, 'another', 'Upload another document', () => back(w)),
          button(w, 'archive', 'See or revoke the upload', () => openArchive(w, w.archiveId), 'plain'),
        ),
      ],
    };
  },
};

PAGES.RevokeArchive = {
  event: 'RevokeArchivePageOpened', watch: (w) => watchArchive(w), about: aboutArchive,
  draw: (w) => ({
    title: `Your upload: ${typeLabel(w, theArchive(w).type)}`,
    content: [
      documentHero(w),
      archiveFacts(w),
      archiveDetails(w),
      ...revokeMenu(w, {
        noun: 'upload', live: !['', 'REVOKED'].includes(theArchive(w).state.status),
        watch: () => watchArchive(w),
        confirm: () => revoke(w, w.archiveId, `/archives/${encodeURIComponent(w.archiveId)}`, () => watchArchive(w)),
      }),
    ],
  }),
};
