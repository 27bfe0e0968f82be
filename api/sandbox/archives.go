package sandbox

import (
	"fmt"
	"strings"
	"time"

	"winkterm/api/sandbox/fault"
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
	var req wire.ArchiveRequest
	contents, err := readUpload(c, &req)
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
	return s.receive(c, &archive{ProviderID: providerID, Work: work}, req.UserID, t, files)
}

// receive makes an archive of files that passed all checks, of the user that was
// named if any.
func (s *Server) receive(c *call, a *archive, userID string, t assets.FileType, files []file) (any, error) {
	defer s.hold(c)()
	owner, err := s.uploader(c, userID)
	if err != nil {
		return nil, err
	}
	a.CreatedAt, a.UserID = c.now, owner
	s.fileAway(c, a, t, files)
	return a.show(0), nil
}

// uploader gives whose archive it will be: the session's user; or by API the one
// that is named, or a new one when none is. Server.mu must be held.
func (s *Server) uploader(c *call, id string) (string, error) {
	own := c.session.UserID
	switch {
	case own != "" && id != "" && id != own:
		return "", invalid("userId", "is not the session's, leave it out")
	case own != "":
		return own, nil
	case id == "":
		return s.addUser(nil, c.now).ID, nil
	case s.state.users.byID[id] == nil:
		return "", missing("there is no user of this userId")
	}
	return id, nil
}

// fileAway writes how the archive will go and takes it into the state.
func (s *Server) fileAway(c *call, a *archive, t assets.FileType, files []file) {
	archives := &s.state.archives
	n := uint64(archives.next)
	a.ID = s.seed.id("u-", n)
	a.FileType = t.Type
	if a.FileType == "" {
		a.FileType, a.Classified = classify(files), true
	}
	found := analyse(files, a.FileType)
	if a.Work == wire.TaskClassifyArchive && found.code == wire.ErrArchiveSystemError {
		found = finding{status: wire.ArchiveAnalyzed} // there was nothing to extract
	}
	if name := s.struck(fault.AtUpload, c.rt.operation(), a); name != "" {
		_, rest := fault.Split(name)
		found = archiveEnd(rest)
	}
	a.Sample = found.sample.Name
	a.Line = []archiveStep{
		{At: a.CreatedAt, Status: wire.ArchiveStarted},
		{At: a.CreatedAt.Add(s.wait("analysis", n, 2*time.Second, 4*time.Second)), Status: found.status, Code: found.code},
		{At: a.over(), Status: wire.ArchiveRevoked},
	}
	for i, f := range files {
		a.Files = append(a.Files, s.rawFile(a, n<<8+uint64(i), f))
	}
	archives.add(a)
	s.addTask(&task{entry: entry{CreatedAt: a.CreatedAt}, Work: a.Work, source: a})
	s.state.due.schedule(a.over(), func(time.Time) { s.forget(a) })
}

func (s *Server) rawFile(a *archive, n uint64, f file) wire.RawFile {
	id := s.seed.id("f-", n)
	raw := wire.RawFile{
		ID: id, CreatedAt: a.CreatedAt, Name: f.name, Format: f.format,
		Size: int((f.content.size + 1023) / 1024),
		URL:  fmt.Sprintf("https://files.example.invalid/%s/%s.%s", a.ID, id, strings.ToLower(string(f.format))),
	}
	if f.subtype != "" {
		raw.SubType = new(f.subtype)
	}
	return raw
}

// listArchives serves GET /archives.
func (s *Server) listArchives(c *call) (any, error) {
	whole := func(a wire.Archive) wire.Archive { return a }
	return pageArchives(s, c, whole, "userId", "fileType", "startDate", "endDate")
}

// pageArchives serves a list of archives in some shape, with filters of that name.
func pageArchives[V any](s *Server, c *call, shape func(wire.Archive) V, filters ...string) (any, error) {
	q, err := readQuery(c.r, filters...)
	if err != nil {
		return nil, err
	}
	defer s.hold(c)()
	list := s.state.archives.all
	if id := q.filter.Get("userId"); id != "" {
		list = s.state.archives.owned[id]
	}
	var passes func(*archive) bool
	if t := q.filter.Get("fileType"); t != "" {
		passes = func(a *archive) bool { return a.typeAt(a.index(c.now)) == t }
	}
	return newestFirst(list, q, passes, func(a *archive) V { return shape(a.read(c.now)) })
}

// findArchive gives the archive of the path; in a session it must be of the
// session's user. Server.mu must be held.
func (s *Server) findArchive(c *call) (*archive, error) {
	a := s.state.archives.byID[c.r.PathValue("id")]
	if a == nil || c.session.UserID != "" && a.UserID != c.session.UserID {
		return nil, missing("there is no archive of this id")
	}
	return a, nil
}

// getArchive serves GET /archives/{id} of both APIs.
func (s *Server) getArchive(c *call) (any, error) {
	defer s.hold(c)()
	a, err := s.findArchive(c)
	if err != nil {
		return nil, err
	}
	return a.read(c.now), nil
}

// revokeArchive serves DELETE /archives/{id} of both APIs. Once more changes
// nothing.
func (s *Server) revokeArchive(c *call) (any, error) {
	defer s.hold(c)()
	a, err := s.findArchive(c)
	if err != nil {
		return nil, err
	}
	if i := a.index(c.now); a.Line[i].Status != wire.ArchiveRevoked {
		a.Line = append(a.Line[:i+1], archiveStep{At: c.now, Status: wire.ArchiveRevoked})
		s.forget(a)
	}
	return nil, nil
}

// forget drops what was kept of an archive that is REVOKED, its tasks too.
func (s *Server) forget(a *archive) {
	a.Files, a.Sample = nil, ""
	s.state.archives.changed(a)
	s.state.tasks.dropOwned(a.ID)
}
