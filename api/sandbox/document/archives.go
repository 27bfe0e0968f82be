package document

import (
	"fmt"
	"net/http"
	"time"

	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
)

// Archives is all of them.
type Archives struct {
	st     *state.State
	events *event.Log
	users  *user.Users
	tasks  *task.Tasks
	// Rows are the archives; their users are the owners.
	Rows *state.Table[*Archive]
}

// New adds the table of archives to a state.
func New(st *state.State, events *event.Log, users *user.Users, tasks *task.Tasks) *Archives {
	s := &Archives{st: st, events: events, users: users, tasks: tasks}
	s.Rows = state.NewTable(st, "archives", "archive", s.revive)
	s.Rows.Watch(s.note)
	tasks.AddSources(func(tx *state.Tx, id string) (task.Source, bool) { return s.Rows.Get(tx, id) })
	return s
}

func (s *Archives) revive(tx *state.Tx, a *Archive) error {
	if len(a.History) < 2 || a.History[0].Status != wire.ArchiveStarted {
		return fmt.Errorf("archive %s did not begin with STARTED", a.ID)
	}
	s.expireWhenOver(tx, a)
	s.noteUntil(tx, a, s.events.Until(tx))
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
		route("GET", "/archives", web.List(s.st, s.list, "userId", "fileType", "startDate", "endDate")),
		route("POST", "/archives", s.uploadFor(wire.TaskAnalyzeArchive)),
		route("POST", "/archives/classify", s.uploadFor(wire.TaskClassifyArchive)),
		route("GET", "/archives/{id}", web.One(s.Rows, s.get)),
		route("DELETE", "/archives/{id}", web.One(s.Rows, s.delete)),
		route("POST", "/archives/-/payslips/uploadRawFile", s.uploadPayslip),
		route("GET", "/archives/-/payslips/queryPrediction", s.prediction),
		route("GET", "/archives/-/payslips/listPredictions", web.List(s.st, s.predictions, "startDate", "endDate")),
		route("POST", "/archives/-/payslips/sendManualResult", web.JSON(checkManualResult, s.takeManualResult)),
		route("GET", "/uploads", web.ShowAll(s.st, s.Rows, asUpload, "userId", "startDate", "endDate")),
		route("GET", "/uploads/{id}", web.Show(s.Rows, asUpload)),
	}
}

// LinkAPI is the Link contract's operations on archives.
func (s *Archives) LinkAPI() []web.Route {
	route := func(method, path string, do web.Operation) web.Route {
		return web.Route{Method: method, Path: "/link/v1" + path, Guard: s.users.NeedSession, Status: http.StatusOK, Do: do}
	}
	return []web.Route{
		route("GET", "/fileTypes", linkFileTypes),
		route("POST", "/archives", s.linkCreate),
		route("GET", "/archives/{id}", user.OwnOne(s.Rows, s.get)),
		route("DELETE", "/archives/{id}", user.OwnOne(s.Rows, s.delete)),
	}
}

// linkCreate serves createArchive of the Link contract.
func (s *Archives) linkCreate(c *web.Call) (any, error) {
	if !user.Of(c).Scope.Uploads() {
		return nil, web.Forbidden("the session was opened without enableUpload")
	}
	return s.upload(c, wire.TaskAnalyzeArchive)
}

// list serves list-archives.
func (s *Archives) list(tx *state.Tx, _ *web.Call, q web.Query) (any, error) {
	t := q.Get("fileType")
	typed := func(a *Archive) bool { return t == "" || a.typeAt(a.index(tx.Now)) == t }
	return web.Newest(web.Owned(tx, s.Rows, q), q, typed, func(a *Archive) wire.Archive { return a.read(tx.Now) })
}

// get serves get-archive, and getArchive of the Link contract.
func (s *Archives) get(tx *state.Tx, _ *web.Call, a *Archive) (any, error) {
	return a.read(tx.Now), nil
}

// delete serves delete-archive, and revokeArchive of the Link contract. Once more
// changes nothing.
func (s *Archives) delete(tx *state.Tx, _ *web.Call, a *Archive) (any, error) {
	if a.Status(tx.Now) != wire.ArchiveRevoked {
		s.revoke(tx, a)
	}
	return nil, nil
}

func (s *Archives) revoke(tx *state.Tx, a *Archive) {
	a.History = append(a.History[:a.index(tx.Now)+1], step{At: tx.Now, Status: wire.ArchiveRevoked})
	s.forget(tx, a)
}

// forget drops what was kept of an archive that is REVOKED, its tasks too.
func (s *Archives) forget(tx *state.Tx, a *Archive) {
	a.Files, a.Sample = nil, ""
	s.Rows.Changed(tx, a)
	s.tasks.Rows.DropOwned(tx, a.ID)
}

// asUpload is an archive in the deprecated shape, for list-uploads and get-upload.
func asUpload(tx *state.Tx, archive *Archive) wire.Upload {
	a := archive.read(tx.Now)
	return wire.Upload{
		ID: a.ID, CreatedAt: a.CreatedAt, ProviderID: a.ProviderID, UserID: a.UserID,
		Type: a.Type, State: a.State, RawFiles: a.RawFiles,
	}
}
