package document

import (
	"fmt"
	"net/http"
	"time"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// Archives is all of them.
type Archives struct {
	st    *state.State
	users *user.Users
	tasks *task.Tasks
	// Rows are the archives; their users are the owners.
	Rows *state.Table[*Archive]
}

// New adds the table of archives to a state.
func New(st *state.State, users *user.Users, tasks *task.Tasks) *Archives {
	s := &Archives{st: st, users: users, tasks: tasks}
	s.Rows = state.NewTable(st, "archives", s.revive)
	tasks.AddSources(func(tx *state.Tx, id string) (task.Source, bool) { return s.Rows.Get(tx, id) })
	return s
}

func (s *Archives) revive(tx *state.Tx, a *Archive) error {
	if len(a.History) < 2 || a.History[0].Status != wire.ArchiveStarted {
		return fmt.Errorf("archive %s did not begin with STARTED", a.ID)
	}
	s.expireWhenOver(tx, a)
	return nil
}

func (s *Archives) expireWhenOver(tx *state.Tx, a *Archive) {
	tx.At(a.over(), func(tx *state.Tx, _ time.Time) { s.forget(tx, a) })
}

// OpenAPI is the Open API's operations on archives.
func (s *Archives) OpenAPI(key func(*web.Call) error) []web.Route {
	route := func(method, path string, do web.Operation) web.Route {
		return web.Route{Method: method, Path: "/v1" + path, Guard: key, Status: http.StatusOK, Do: do}
	}
	return []web.Route{
		route("GET", "/fileTypes", fileTypes),
		route("GET", "/archives", s.list),
		route("POST", "/archives", s.create),
		route("POST", "/archives/classify", s.classify),
		route("GET", "/archives/{id}", s.found(s.get)),
		route("DELETE", "/archives/{id}", s.found(s.delete)),
		route("POST", "/archives/-/payslips/uploadRawFile", s.uploadPayslip),
		route("GET", "/archives/-/payslips/queryPrediction", s.prediction),
		route("GET", "/archives/-/payslips/listPredictions", s.predictions),
		route("POST", "/archives/-/payslips/sendManualResult", s.takeManualResult),
		route("GET", "/uploads", s.listUploads),
		route("GET", "/uploads/{id}", s.found(s.getUpload)),
	}
}

// LinkAPI is the Link contract's operations on archives.
func (s *Archives) LinkAPI() []web.Route {
	in := s.users.InSession
	return []web.Route{
		{Method: "GET", Path: "/link/v1/fileTypes", Status: http.StatusOK, Do: in(linkFileTypes)},
		{Method: "POST", Path: "/link/v1/archives", Status: http.StatusOK, Do: in(s.linkCreate)},
		{Method: "GET", Path: "/link/v1/archives/{id}", Status: http.StatusOK, Do: in(s.owned(s.get))},
		{Method: "DELETE", Path: "/link/v1/archives/{id}", Status: http.StatusOK, Do: in(s.owned(s.delete))},
	}
}

// operation does what a call asks of an archive.
type operation func(tx *state.Tx, a *Archive) (any, error)

var errMissing = web.Missing("there is no archive of this id")

// found is an operation on the archive of the path.
func (s *Archives) found(do operation) web.Operation {
	return func(c *web.Call) (any, error) {
		tx := s.st.Begin()
		defer tx.End()
		a, ok := s.Rows.Get(tx, c.ID())
		if !ok {
			return nil, errMissing
		}
		return do(tx, a)
	}
}

// owned is an operation on the archive of the path, if it is of the session's user.
func (s *Archives) owned(do operation) func(*web.Call, user.Session) (any, error) {
	return func(c *web.Call, open user.Session) (any, error) {
		return s.found(func(tx *state.Tx, a *Archive) (any, error) {
			if a.UserID != open.UserID {
				return nil, errMissing
			}
			return do(tx, a)
		})(c)
	}
}

// create serves create-archive.
func (s *Archives) create(c *web.Call) (any, error) { return s.upload(c, "", wire.TaskAnalyzeArchive) }

// classify serves create-and-classify-archive.
func (s *Archives) classify(c *web.Call) (any, error) {
	return s.upload(c, "", wire.TaskClassifyArchive)
}

// linkCreate serves createArchive of the Link contract.
func (s *Archives) linkCreate(c *web.Call, open user.Session) (any, error) {
	if !open.Scope.Uploads() {
		return nil, web.Forbidden("the session was opened without enableUpload")
	}
	return s.upload(c, open.UserID, wire.TaskAnalyzeArchive)
}

// list serves list-archives.
func (s *Archives) list(c *web.Call) (any, error) {
	whole := func(a wire.Archive) wire.Archive { return a }
	return page(s, c, whole, "userId", "fileType", "startDate", "endDate")
}

// page serves a list of archives in some shape, with filters of that name.
func page[V any](s *Archives, c *web.Call, shape func(wire.Archive) V, filters ...string) (any, error) {
	q, err := web.ReadQuery(c.R, filters...)
	if err != nil {
		return nil, err
	}
	tx := s.st.Begin()
	defer tx.End()
	list := s.Rows.All(tx)
	if id := q.Get("userId"); id != "" {
		list = s.Rows.Owned(tx, id)
	}
	var passes func(*Archive) bool
	if t := q.Get("fileType"); t != "" {
		passes = func(a *Archive) bool { return a.typeAt(a.index(tx.Now)) == t }
	}
	return web.Newest(list, q, passes, func(a *Archive) V { return shape(a.read(tx.Now)) })
}

// get serves get-archive, and getArchive of the Link contract.
func (s *Archives) get(tx *state.Tx, a *Archive) (any, error) { return a.read(tx.Now), nil }

// delete serves delete-archive, and revokeArchive of the Link contract. Once more
// changes nothing.
func (s *Archives) delete(tx *state.Tx, a *Archive) (any, error) {
	if i := a.index(tx.Now); a.History[i].Status != wire.ArchiveRevoked {
		a.History = append(a.History[:i+1], step{At: tx.Now, Status: wire.ArchiveRevoked})
		s.forget(tx, a)
	}
	return nil, nil
}

// forget drops what was kept of an archive that is REVOKED, its tasks too.
func (s *Archives) forget(tx *state.Tx, a *Archive) {
	a.Files, a.Sample = nil, ""
	s.Rows.Changed(tx, a)
	s.tasks.Rows.DropOwned(tx, a.ID)
}
