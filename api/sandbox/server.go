package sandbox

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"

	"winkterm/api/sandbox/account"
	"winkterm/api/sandbox/catalogue"
	"winkterm/api/sandbox/control"
	"winkterm/api/sandbox/data"
	"winkterm/api/sandbox/delivery"
	"winkterm/api/sandbox/document"
	"winkterm/api/sandbox/event"
	"winkterm/api/sandbox/fault"
	"winkterm/api/sandbox/invite"
	"winkterm/api/sandbox/sender"
	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/task"
	"winkterm/api/sandbox/tenant"
	"winkterm/api/sandbox/user"
	"winkterm/api/sandbox/userdata"
	"winkterm/api/sandbox/web"
	"winkterm/api/sandbox/widget"
	"winkterm/api/wire"
)

// linkPath is what the Link contract is below.
const linkPath = "/link/v1/"

// Server is one sandbox with its state in memory. It is safe for use by many
// clients at once.
type Server struct {
	cfg       Config
	state     *state.State
	catalogue *catalogue.Catalogue
	people    []wire.Person
	own       *data.Own
	users     *user.Users
	tasks     *task.Tasks
	invites   *invite.Invites
	control   *control.Control
	outbox    *delivery.Outbox
	sender    *sender.Sender
	routes    []web.Route

	web     web.Server
	faults  *fault.Set
	limiter web.Limiter
	conns   connections
	handler http.Handler
}

// New makes a sandbox that is ready to serve; it starts nothing. It panics where Listen
// would fail for the people or the data of the Config.
func New(cfg Config) *Server {
	s, err := newServer(cfg)
	if err != nil {
		panic(err)
	}
	return s
}

func newServer(cfg Config) (*Server, error) {
	cfg = cfg.withDefaults()
	people, err := People(cfg.People)
	if err != nil {
		return nil, err
	}
	now := cfg.Now
	if now.IsZero() {
		now = cfg.Clock.Now()
	}
	own, err := data.ReadOwn(cfg.Data, now)
	if err != nil {
		return nil, fmt.Errorf("data: %w", err)
	}
	s := &Server{
		cfg:       cfg,
		state:     state.New(state.Clock{Real: cfg.Clock.Now, Start: cfg.Now, Frozen: cfg.Freeze}, cfg.Seed, cfg.Speed),
		catalogue: catalogue.New(cfg.Providers),
		people:    people,
		own:       own,
	}
	s.web = web.Server{Now: s.state.Now, NewID: s.state.RequestID, Flush: s.state.Flush, Log: cfg.Logger, Strict: cfg.Strict}
	s.putTogether()
	s.faults = fault.NewSet(cfg.Seed, s.operations())
	s.tasks.Faults, s.control.Faults, s.outbox.Faults, s.sender.Faults = s.faults, s.faults, s.faults, s.faults
	files := widget.Files(&s.web)
	maps.Copy(files, s.invites.Pages(&s.web, s.control.Guard))
	all := s.web.Handler(s.routes, files, s.serve)
	s.handler = s.web.Watch(cfg.Clock.Now, s.control.Note, web.CrossOrigin(all, linkPath, widget.Path))
	return s, nil
}

// putTogether makes the parts and collects their routes.
func (s *Server) putTogether() {
	events := event.New(s.state)
	out := &delivery.Outbox{Deliver: s.cfg.Deliver, Receive: s.cfg.Receive, Secret: ReceiveSecret}
	events.Follow(out.Add) // before others, who add what follows from an event
	s.state.OnEnd(out.Flush)
	s.sender = sender.New(s.state)
	s.sender.Body, s.sender.Anywhere, s.sender.Heard = out.Body, s.cfg.WebhooksAnywhere, s.cfg.Receive != nil
	out.Send = s.sender.Add
	s.state.BeforeEnd(s.sender.Arm)
	s.state.OnReset(func() { out.Reset(); s.sender.Reset() })
	s.users = user.New(s.state, events, s.catalogue)
	s.tasks = task.New(s.state, events)
	accounts := account.New(s.state, events, s.users, s.tasks, s.catalogue, s.people)
	archives := document.New(s.state, events, s.users, s.tasks)
	data := &userdata.Data{State: s.state, Seed: s.cfg.Seed, Own: s.own, Accounts: accounts, Archives: archives, Tasks: s.tasks}
	s.invites = invite.New(s.state, events, s.users, accounts, archives, s.catalogue)
	s.control = &control.Control{
		State: s.state, Users: s.users, Catalogue: s.catalogue, Accounts: accounts, Archives: archives, Tasks: s.tasks, Events: events,
		Invites: s.invites, Sender: s.sender, Key: s.cfg.ControlKey, Configured: s.cfg.Faults, Cut: func(but string) { s.conns.cut(but) },
		About: wire.SandboxState{Seed: s.cfg.Seed, Speed: s.cfg.Speed, Providers: s.catalogue.Len()},
	}
	customer := tenant.New(s.state, events, s.users, accounts, archives, data)
	out.Reader, s.sender.Reader, s.outbox = customer, customer, out
	s.invites.Template = customer.InviteTemplate
	key := web.NeedKey(s.cfg.Key, s.cfg.Secret)
	s.routes = slices.Concat(
		customer.Routes(key), s.invites.Routes(key),
		s.catalogue.Routes(key), accounts.OpenAPI(key), archives.OpenAPI(key), s.tasks.Routes(key), data.Routes(key),
		s.users.Routes(), accounts.LinkAPI(), archives.LinkAPI(),
		s.control.Routes(),
	)
}

// Requests are the last thousand that came to the two APIs, the oldest first.
func (s *Server) Requests() []wire.SandboxRequest { return s.control.Requests() }

// People are who can log in.
func (s *Server) People() []wire.Person { return s.people }

// Handler serves everything that the sandbox has.
func (s *Server) Handler() http.Handler { return s.handler }

// operations are what a fault may be narrowed to.
func (s *Server) operations() []string {
	var list []string
	for _, rt := range s.routes {
		if !control.Controls(rt) {
			list = append(list, rt.Name())
		}
	}
	return list
}

// People returns who can log in at a sandbox with these people of one's own: the shipped
// ones first, and all with what was left out of theirs. It fails with who is wrong and why.
func People(own []wire.Person) ([]wire.Person, error) { return account.People(own) }

// ReadFaults reads faults from YAML, for Config.Faults. It fails with the line
// and what is wrong there.
func ReadFaults(r io.Reader) ([]wire.Fault, error) { return fault.Read(r, New(Config{}).operations()) }

// Operations are those to which a fault may be narrowed, as method and path.
func Operations() []string { return New(Config{}).operations() }
