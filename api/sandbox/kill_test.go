package sandbox

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"winkterm/api/wire"
)

// childData names the data file to a process that is to be killed.
const childData = "WINKTERM_TEST_SANDBOX_DATA"

// serveUntilKilled is the process that the test below kills.
func serveUntilKilled(file string) int {
	r, err := Listen(context.Background(), Config{File: file})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Fprintln(os.Stdout, r.addr)
	<-r.ended
	return 0
}

// TestNothingAcknowledgedIsLostByAKill kills a sandbox in the middle of a mixed
// load, many times on one file, and looks for all that it had answered.
func TestNothingAcknowledgedIsLostByAKill(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("left out: there is no kill -9 on Windows")
	}
	rounds := 12
	if testing.Short() {
		rounds = 3
	}
	file := filepath.Join(t.TempDir(), "sandbox.db")
	known := &facts{accounts: map[string]wire.ConnectionStatus{}, archives: map[string]wire.ArchiveStatus{}}
	for range rounds {
		bombardAndKill(t, file, known, 20+rand.IntN(200))
		known.check(t, file)
	}
	if len(known.users) < 20*rounds/4 || len(known.accounts) < rounds || len(known.archives) < rounds {
		t.Errorf("too little was acknowledged to say anything: %d users, %d accounts, %d archives",
			len(known.users), len(known.accounts), len(known.archives))
	}
}

// facts are what a sandbox has answered: nobody may find it otherwise later.
type facts struct {
	mu       sync.Mutex
	users    []string
	accounts map[string]wire.ConnectionStatus
	archives map[string]wire.ArchiveStatus
}

// bombardAndKill lets eight clients at a sandbox of its own process, and kills that after
// so many answers.
func bombardAndKill(t *testing.T, file string, known *facts, answers int) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childData+"="+file)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	addr, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the sandbox did not start: %v", err)
	}
	var left atomic.Int64
	left.Store(int64(answers))
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			c := client{base: "http://" + strings.TrimSpace(addr), known: known, answered: func() {
				if left.Add(-1) == 0 {
					_ = child.Process.Kill()
				}
			}}
			for n := i; c.one(t, n) == nil; n++ {
			}
		})
	}
	all.Wait()
	if err := child.Wait(); err == nil || child.ProcessState.Exited() {
		t.Errorf("the sandbox ended by itself: %v", err)
	}
}

// client is one of those that call; answered is called after each answer.
type client struct {
	base     string
	known    *facts
	answered func()
}

// one does one thing with a user of its own; its error says that nobody is there
// any more.
func (c client) one(t *testing.T, n int) error {
	made, err := fetch[wire.UserCreated]("POST", c.base+"/v1/users", goodKey, wire.UserRequest{})
	if err != nil {
		return err
	}
	c.known.note(func(k *facts) { k.users = append(k.users, made.User.ID) })
	c.answered()
	token := "Bearer " + made.Token.AccessToken.Reveal()
	opened, err := fetch[wire.Session]("POST", c.base+"/link/v1/sessions", token, wire.SessionRequest{Options: wire.WidgetOptions{EnableUpload: true}})
	if err != nil {
		return err
	}
	c.answered()
	key := "Bearer " + opened.SessionKey.Reveal()
	if n%3 == 0 {
		return c.archive(t, key)
	}
	return c.account(key, n%3 == 1)
}

func (c client) account(key string, revoke bool) error {
	login := wire.LoginRequest{ProviderID: "freelancer", Option: "username", Credentials: map[string]wire.Secret{"username": "George", "password": "123456"}}
	made, err := fetch[wire.LinkAccount]("POST", c.base+"/link/v1/accounts", key, login)
	if err != nil {
		return err
	}
	c.known.note(func(k *facts) { k.accounts[made.ID] = wire.StatusConnected })
	c.answered()
	if !revoke {
		return nil
	}
	c.known.note(func(k *facts) { k.accounts[made.ID] = "" }) // until it is answered, either may be
	if _, err := fetch[any]("DELETE", c.base+"/v1/accounts/"+made.ID, goodKey, nil); err != nil {
		return err
	}
	c.known.note(func(k *facts) { k.accounts[made.ID] = wire.StatusDisconnected })
	c.answered()
	return nil
}

func (c client) archive(t *testing.T, key string) error {
	raw, _ := sample(t, "George")
	made, err := fetch[wire.Archive]("POST", c.base+"/link/v1/archives", key, of("PAYSLIP", raw))
	if err != nil {
		return err
	}
	c.known.note(func(k *facts) { k.archives[made.ID] = wire.ArchiveAnalyzed })
	c.answered()
	return nil
}

func (k *facts) note(what func(*facts)) {
	k.mu.Lock()
	defer k.mu.Unlock()
	what(k)
}

// check opens the file again and looks for everything that is known.
func (k *facts) check(t *testing.T, file string) {
	t.Helper()
	g := &guest{t: t, srv: New(Config{})}
	g.durable(file)
	defer func() {
		if err := g.srv.state.Close(); err != nil {
			t.Error(err)
		}
	}()
	var lost []error
	for _, id := range k.users {
		if g.open("GET", "/users/"+id, "").status != 200 {
			lost = append(lost, fmt.Errorf("user %s", id))
		}
	}
	for id, want := range k.accounts {
		if g.open("GET", "/accounts/"+id, "").status != 200 || want != "" && g.openAccount(id, want).ConnectionStatus != want {
			lost = append(lost, fmt.Errorf("account %s, which was %s", id, want))
		}
		if tasks := g.tasksOf(id); want == wire.StatusConnected && len(tasks) != 1 {
			lost = append(lost, fmt.Errorf("the task of account %s", id))
		}
	}
	for id, want := range k.archives {
		if a := into[wire.Archive](t, g.open("GET", "/archives/"+id, "")); a.State.Status != want || len(g.tasksOf(id)) != 1 {
			lost = append(lost, fmt.Errorf("archive %s or its task", id))
		}
	}
	if err := errors.Join(lost...); err != nil {
		t.Fatalf("lost:\n%v", err)
	}
}
