package sandbox

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"winkterm/api/sandbox/fault"
)

// Server is one sandbox with its state in memory. It is safe for use by many
// clients at once.
type Server struct {
	cfg       Config
	clock     *simClock
	seed      seed
	providers *catalogue
	requests  atomic.Uint64
	faults    *fault.Set
	throttle  throttle
	handler   http.Handler

	mu    sync.Mutex // guards all below
	state state
	book  *book // nil for a sandbox that keeps nothing
	front frontPage
	conns connections
}

// New makes a sandbox that is ready to serve; it starts nothing.
func New(cfg Config) *Server {
	cfg = cfg.withDefaults()
	s := &Server{
		cfg:       cfg,
		clock:     &simClock{base: cfg.Clock},
		seed:      seed(cfg.Seed),
		providers: newCatalogue(cfg.Providers),
		state:     newState(nil),
	}
	s.faults = fault.NewSet(cfg.Seed, s.operations())
	s.handler = s.logged(s.router())
	return s
}

// Handler serves all three APIs of the sandbox.
func (s *Server) Handler() http.Handler { return s.handler }

// wait is a simulated wait of the n-th thing of a kind.
func (s *Server) wait(kind string, n uint64, lo, hi time.Duration) time.Duration {
	return scale(s.seed.between(kind, n, lo, hi), s.cfg.Speed)
}

// routes is every operation that the sandbox has.
func (s *Server) routes() []route {
	return append(s.openAPI(), append(s.linkAPI(), s.control()...)...)
}

// operations are what a fault may be narrowed to.
func (s *Server) operations() []string {
	var list []string
	for _, rt := range s.routes() {
		if !rt.isControl() {
			list = append(list, rt.operation())
		}
	}
	return list
}

func (s *Server) openAPI() []route {
	return append(s.userData(), []route{
		{"GET", "/v1/users", s.needKey, http.StatusOK, s.listUsers},
		{"POST", "/v1/users", s.needKey, http.StatusCreated, s.createUser},
		{"GET", "/v1/users/{id}", s.needKey, http.StatusOK, s.getUser},
		{"POST", "/v1/users/{id}/resetSession", s.needKey, http.StatusOK, s.resetSession},
		{"GET", "/v1/users/{id}/payload", s.needKey, http.StatusOK, s.userPayload},
		{"GET", "/v1/accounts/{id}/payload", s.needKey, http.StatusOK, s.accountPayload},
		{"POST", "/v1/tokens", s.needKey, http.StatusCreated, s.createToken},
		{"GET", "/v1/consentTemplates", s.needKey, http.StatusOK, s.consentTemplates().list},
		{"POST", "/v1/consentTemplates", s.needKey, http.StatusCreated, s.createConsentTemplate},
		{"DELETE", "/v1/consentTemplates/{id}", s.needKey, http.StatusOK, s.consentTemplates().delete},
		{"GET", "/v1/webhooks", s.needKey, http.StatusOK, s.webhooks().list},
		{"POST", "/v1/webhooks", s.needKey, http.StatusOK, s.createWebhook},
		{"GET", "/v1/webhooks/{id}", s.needKey, http.StatusOK, s.webhooks().get},
		{"DELETE", "/v1/webhooks/{id}", s.needKey, http.StatusOK, s.webhooks().delete},
		{"GET", "/v1/providers", s.needKey, http.StatusOK, s.listProviders},
		{"GET", "/v1/providers/{id}", s.needKey, http.StatusOK, s.getProvider},
		{"GET", "/v1/accounts", s.needKey, http.StatusOK, s.listAccounts},
		{"GET", "/v1/accounts/{id}", s.needKey, http.StatusOK, s.getAccount},
		{"DELETE", "/v1/accounts/{id}", s.needKey, http.StatusOK, s.revokeAccount},
		{"POST", "/v1/accounts/{id}/disableMonitor", s.needKey, http.StatusOK, s.disableMonitor},
		{"POST", "/v1/accounts/{id}/exports/generate", s.needKey, http.StatusOK, s.generateExport},
		{"GET", "/v1/invites", s.needKey, http.StatusOK, s.invites().list},
		{"POST", "/v1/invites", s.needKey, http.StatusCreated, s.createInvite},
		{"GET", "/v1/invites/{id}", s.needKey, http.StatusOK, s.invites().get},
		{"GET", "/v1/invites/{inviteId}/logs", s.needKey, http.StatusOK, s.listInviteLogs},
		{"GET", "/v1/inviteTemplates", s.needKey, http.StatusOK, s.inviteTemplates().list},
		{"POST", "/v1/inviteTemplates", s.needKey, http.StatusCreated, s.createInviteTemplate},
		{"GET", "/v1/inviteTemplates/{id}", s.needKey, http.StatusOK, s.inviteTemplates().get},
		{"PUT", "/v1/inviteTemplates/{id}", s.needKey, http.StatusOK, s.updateInviteTemplate},
		{"DELETE", "/v1/inviteTemplates/{id}", s.needKey, http.StatusOK, s.inviteTemplates().delete},
		{"GET", "/v1/fileTypes", s.needKey, http.StatusOK, s.listFileTypes},
		{"GET", "/v1/archives", s.needKey, http.StatusOK, s.listArchives},
		{"POST", "/v1/archives", s.needKey, http.StatusOK, s.createArchive},
		{"POST", "/v1/archives/classify", s.needKey, http.StatusOK, s.classifyArchive},
		{"GET", "/v1/archives/{id}", s.needKey, http.StatusOK, s.getArchive},
		{"DELETE", "/v1/archives/{id}", s.needKey, http.StatusOK, s.revokeArchive},
		{"POST", "/v1/archives/-/payslips/uploadRawFile", s.needKey, http.StatusOK, s.uploadPayslip},
		{"GET", "/v1/archives/-/payslips/queryPrediction", s.needKey, http.StatusOK, s.queryPrediction},
		{"GET", "/v1/archives/-/payslips/listPredictions", s.needKey, http.StatusOK, s.listPredictions},
		{"POST", "/v1/archives/-/payslips/sendManualResult", s.needKey, http.StatusOK, s.takeManualResult},
		{"GET", "/v1/uploads", s.needKey, http.StatusOK, s.listUploads},
		{"GET", "/v1/uploads/{id}", s.needKey, http.StatusOK, s.getUpload},
		{"GET", "/v1/tasks", s.needKey, http.StatusOK, s.listTasks},
		{"GET", "/v1/tasks/{id}", s.needKey, http.StatusOK, s.getTask},
	}...)
}

func (s *Server) linkAPI() []route {
	return []route{
		{"POST", "/link/v1/sessions", s.needNothing, http.StatusCreated, s.createSession},
		{"GET", "/link/v1/providers", s.needSession, http.StatusOK, s.linkProviders},
		{"GET", "/link/v1/providers/{id}", s.needSession, http.StatusOK, s.linkProvider},
		{"GET", "/link/v1/providers/{id}/login", s.needSession, http.StatusOK, s.loginForm},
		{"POST", "/link/v1/accounts", s.needSession, http.StatusCreated, s.logIn},
		{"GET", "/link/v1/accounts/{id}", s.needSession, http.StatusOK, s.linkAccount},
		{"DELETE", "/link/v1/accounts/{id}", s.needSession, http.StatusOK, s.linkRevoke},
		{"POST", "/link/v1/accounts/{id}/mfa", s.needSession, http.StatusAccepted, s.answerMFA},
		{"POST", "/link/v1/accounts/{id}/mfa/resend", s.needSession, http.StatusAccepted, s.resendMFA},
		{"GET", "/link/v1/fileTypes", s.needSession, http.StatusOK, s.linkFileTypes},
		{"POST", "/link/v1/archives", s.needSession, http.StatusOK, s.linkUpload},
		{"GET", "/link/v1/archives/{id}", s.needSession, http.StatusOK, s.getArchive},
		{"DELETE", "/link/v1/archives/{id}", s.needSession, http.StatusOK, s.revokeArchive},
	}
}

func (s *Server) control() []route {
	return []route{
		{"GET", "/_sandbox", s.needLoopback, http.StatusOK, s.showState},
		{"GET", "/_sandbox/faults", s.needLoopback, http.StatusOK, s.listFaults},
		{"POST", "/_sandbox/faults", s.needLoopback, http.StatusOK, s.setFault},
		{"DELETE", "/_sandbox/faults", s.needLoopback, http.StatusOK, s.clearFaults},
		{"DELETE", "/_sandbox/faults/{id}", s.needLoopback, http.StatusOK, s.disarmFault},
		{"POST", "/_sandbox/reset", s.needLoopback, http.StatusOK, s.reset},
		{"POST", "/_sandbox/clock", s.needLoopback, http.StatusOK, s.moveClock},
	}
}
