// The pages about an upload.

function archiveFacts(w, ...first) {
  const { id, type, state, rawFiles } = theArchive(w);
  return facts([
    ...first, ['Status', state.status], ['Code', state.errorCode], ['Message', state.errorMessage], ['Document', typeLabel(w, type)], ['Upload', id],
    ...(rawFiles ?? []).map(({ name, format }) => ['File', `${name} · ${format}`]),
  ]);
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
      waiting('The document is being analysed.'),
      menu(button(w, 'look', 'Look again', () => watchArchive(w))),
      archiveFacts(w),
    ],
  };
}

function unread(w) {
  const { status, errorCode } = theArchive(w).state;
  const why = explained('archive', errorCode || status);
  return {
    title: why.title,
    content: [
      paragraph(why.endUserSees),
      menu(
        button(w, 'retry', 'Try again', () => back(w), 'primary'),
        button(w, 'another', 'Upload another document', () => { settle(w, 'FileTypeList'); back(w); }),
        button(w, 'exit', 'Exit', () => leave(w, 'error')),
      ),
      archiveFacts(w, ['Trying again', why.retryText]),
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
        values ? facts(valuePairs(values)) : paragraph('The host read no values off it.'),
        menu(
          button(w, 'done', 'Done', () => leave(w, 'exit'), 'primary'),
          button(w, 'another', 'Upload another document', () => back(w)),
          button(w, 'archive', 'See or revoke the upload', () => openArchive(w, w.archiveId)),
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
      ...revokeMenu(w, {
        noun: 'upload', live: !['', 'REVOKED'].includes(theArchive(w).state.status),
        watch: () => watchArchive(w),
        confirm: () => revoke(w, w.archiveId, `/archives/${encodeURIComponent(w.archiveId)}`, () => watchArchive(w)),
      }),
      archiveFacts(w),
    ],
  }),
};
