package document

import (
	"fmt"
	"strings"
	"time"

	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
	"winkterm/assets"
)

// uploadFor serves create-archive and create-and-classify-archive.
func (s *Archives) uploadFor(work wire.TaskType) web.Operation {
	return func(c *web.Call) (any, error) { return s.upload(c, work) }
}

// upload makes an archive of a request that is in order. Nothing is made of any
// other, not even the user.
func (s *Archives) upload(c *web.Call, work wire.TaskType) (any, error) {
	var req wire.ArchiveRequest
	contents, err := readUpload(c, &req)
	if err != nil {
		return nil, err
	}
	if work == wire.TaskClassifyArchive {
		req.FileType = nil
	}
	inSession := user.Of(c).UserID != ""
	t, err := checkType(req.FileType, inSession)
	if err != nil {
		return nil, err
	}
	files, err := checkFiles(req, contents, t)
	if err != nil {
		return nil, err
	}
	a := &Archive{ProviderID: wire.TenantProvided, Work: work}
	if inSession {
		a.ProviderID = wire.UserProvided
	}
	return s.receive(c, a, req.UserID, t, files)
}

// receive makes an archive of files that passed all checks, of the user that was
// named if any.
func (s *Archives) receive(c *web.Call, a *Archive, named string, t assets.FileType, files []file) (any, error) {
	tx := s.st.Begin()
	defer tx.End()
	owner, err := s.owner(tx, user.Of(c).UserID, named)
	if err != nil {
		return nil, err
	}
	a.CreatedAt, a.UserID = tx.Now, owner
	s.add(tx, c.Route.Name(), a, t, files)
	return a.show(0), nil
}

// owner returns whose archive it will be: the session's user; or by the Open API
// the one that is named, or a new one when none is.
func (s *Archives) owner(tx *state.Tx, sender, named string) (string, error) {
	switch {
	case sender != "" && named != "" && named != sender:
		return "", web.Invalid("userId", "is not the session's, leave it out")
	case sender != "":
		return sender, nil
	case named == "":
		return s.users.Add(tx, nil).ID, nil
	}
	_, err := web.Find(tx, s.users.Rows, "userId", named)
	return named, err
}

// add writes how the archive will go and takes it into the state.
func (s *Archives) add(tx *state.Tx, op string, a *Archive, t assets.FileType, files []file) {
	n := s.Rows.Next(tx)
	a.ID = tx.ID("u-", n)
	a.FileType = t.Type
	if a.FileType == "" {
		a.FileType, a.Classified = otherDocument, true
		if samplesOnly(files) {
			a.FileType = payslipDocument
		}
	}
	code, sample := analyse(files, a.FileType)
	if a.Work == wire.TaskClassifyArchive && code == string(wire.ErrArchiveSystemError) {
		code = "" // there was nothing to extract
	}
	if name := s.tasks.Triggered(fault.AtUpload, op, a); name != "" {
		_, code = fault.Split(name)
		sample = ""
	}
	a.Sample = sample
	a.History = []step{
		{At: a.CreatedAt, Status: wire.ArchiveStarted},
		endOf(a.CreatedAt.Add(tx.Wait("analysis", n, 2*time.Second, 4*time.Second)), code),
		{At: a.over(), Status: wire.ArchiveRevoked},
	}
	for i, f := range files {
		a.Files = append(a.Files, rawFile(tx, a, n<<8+uint64(i), f))
	}
	s.Rows.Add(tx, a)
	s.tasks.Begin(tx, a.CreatedAt, &task.Task{Work: a.Work, Of: a})
	s.expireWhenOver(tx, a)
}

func rawFile(tx *state.Tx, a *Archive, n uint64, f file) wire.RawFile {
	id := tx.ID("f-", n)
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
