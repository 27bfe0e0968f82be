package sandbox

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"winkterm/api/wire"
	"winkterm/assets"
)

// createArchive serves POST /archives of the Open API.
func (s *Server) createArchive(c *call) (any, error) {
	return s.upload(c, wire.TenantProvided, wire.TaskAnalyzeArchive)
}

// classifyArchive serves POST /archives/classify.
func (s *Server) classifyArchive(c *call) (any, error) {
	return s.upload(c, wire.TenantProvided, wire.TaskClassifyArchive)
}

// linkUpload serves POST /archives of the Link API.
func (s *Server) linkUpload(c *call) (any, error) {
	if !c.session.scope.uploads() {
		return nil, forbidden("the session was opened without enableUpload")
	}
	return s.upload(c, wire.UserProvided, wire.TaskAnalyzeArchive)
}

// upload makes an archive of a request that is in order. Nothing is made of any
// other, not even the user.
func (s *Server) upload(c *call, providerID string, work wire.TaskType) (any, error) {
	req, contents, err := readUpload(c)
	if err != nil {
		return nil, err
	}
	if work == wire.TaskClassifyArchive {
		req.FileType = nil
	}
	t, err := checkType(req.FileType, providerID == wire.UserProvided)
	if err != nil {
		return nil, err
	}
	files, err := checkFiles(req, contents, t)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.clock.Now()
	userID, err := s.uploader(c, req.UserID, now)
	if err != nil {
		return nil, err
	}
	a := &archive{userID: userID, providerID: providerID, work: work}
	s.fileAway(a, t, files, now)
	return a.show(0), nil
}

// uploader gives whose archive it will be: the session's user; or by API the one
// that is named, or a new one when none is. Server.mu must be held.
func (s *Server) uploader(c *call, id string, now time.Time) (string, error) {
	own := c.session.userID
	switch {
	case own != "" && id != "" && id != own:
		return "", invalid("userId", "is not the session's, leave it out")
	case own != "":
		return own, nil
	case id == "":
		return s.addUser(nil, now).id, nil
	case s.state.userByID[id] == nil:
		return "", missing("there is no user of this userId")
	}
	return id, nil
}

// fileAway writes how the archive will go and takes it into the state.
func (s *Server) fileAway(a *archive, t assets.FileType, files []file, now time.Time) {
	st := &s.state
	n := len(st.archives.all)
	a.entry = entry{seq: n, createdAt: now}
	a.id = s.seed.id("u-", uint64(n))
	a.fileType = t.Type
	if a.fileType == "" {
		a.fileType, a.classified = classify(files), true
	}
	a.finding = analyse(files, a.fileType)
	if a.work == wire.TaskClassifyArchive && a.finding.code == wire.ErrArchiveSystemError {
		a.finding = finding{status: wire.ArchiveAnalyzed} // there was nothing to extract
	}
	a.line = []archiveStep{
		{at: now, status: wire.ArchiveStarted},
		{at: now.Add(s.wait("analysis", uint64(n), 2*time.Second, 4*time.Second)), status: a.finding.status, code: a.finding.code},
		{at: now.Add(dataLife), status: wire.ArchiveRevoked},
	}
	for _, f := range files {
		a.files = append(a.files, s.rawFile(a, f))
	}
	st.archives.add(a, a.userID)
	st.archiveByID[a.id] = a
	s.startTask(a.work, a.createdAt, a)
}

func (s *Server) rawFile(a *archive, f file) wire.RawFile {
	s.state.fileSeq++
	id := s.seed.id("f-", s.state.fileSeq)
	raw := wire.RawFile{
		ID: id, CreatedAt: a.createdAt, Name: f.name, Format: f.format,
		Size: int((f.content.size + 1023) / 1024),
		URL:  fmt.Sprintf("https://files.example.invalid/%s/%s.%s", a.id, id, strings.ToLower(string(f.format))),
	}
	if f.subtype != "" {
		raw.SubType = new(f.subtype)
	}
	return raw
}

// listArchives serves GET /archives.
func (s *Server) listArchives(c *call) (any, error) {
	q, err := readQuery(c.r, "userId", "fileType", "startDate", "endDate")
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.state.archives.all
	if id := q.filter.Get("userId"); id != "" {
		list = s.state.archives.owned[id]
	}
	if t := q.filter.Get("fileType"); t != "" {
		list = slices.DeleteFunc(slices.Clone(list), func(a *archive) bool { return a.typeAt(a.index(c.now)) != t })
	}
	return newestFirst(list, q, func(a *archive) wire.Archive { return a.read(c.now) })
}

// findArchive gives the archive of the path; in a session it must be of the
// session's user. Server.mu must be held.
func (s *Server) findArchive(c *call) (*archive, error) {
	a := s.state.archiveByID[c.r.PathValue("id")]
	if a == nil || c.session.userID != "" && a.userID != c.session.userID {
		return nil, missing("there is no archive of this id")
	}
	return a, nil
}

// getArchive serves GET /archives/{id} of both APIs.
func (s *Server) getArchive(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, err := s.findArchive(c)
	if err != nil {
		return nil, err
	}
	return a.read(c.now), nil
}

// revokeArchive serves DELETE /archives/{id} of both APIs. Once more changes
// nothing.
func (s *Server) revokeArchive(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, err := s.findArchive(c)
	if err != nil {
		return nil, err
	}
	now := s.clock.Now()
	if i := a.index(now); a.line[i].status != wire.ArchiveRevoked {
		a.line = append(a.line[:i+1], archiveStep{at: now, status: wire.ArchiveRevoked})
	}
	s.forget(a)
	return nil, nil
}

// forget drops what was kept of an archive that is REVOKED, its tasks too.
func (s *Server) forget(a *archive) {
	a.files, a.finding = nil, finding{}
	s.dropTasks(a.id, a.userID)
}

// sweep forgets the archives whose time is over, before anybody looks at tasks.
// Server.mu must be held.
func (s *Server) sweep(now time.Time) {
	st := &s.state
	for st.swept < len(st.archives.all) && !now.Before(st.archives.all[st.swept].createdAt.Add(dataLife)) {
		s.forget(st.archives.all[st.swept])
		st.swept++
	}
}
