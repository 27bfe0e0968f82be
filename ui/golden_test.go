package ui

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/google/go-cmp/cmp"

	"winkterm/api/wire"
	"winkterm/flow"
	"winkterm/flow/journal"
	"winkterm/ui/files/query"
	"winkterm/ui/tick"
	"winkterm/ui/widget"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

var sizes = []struct{ width, height int }{{120, 40}, {80, 24}, {60, 18}}

// pages leads a bench to every page, and to what a page has besides.
var pages = map[string]func(*bench) *bench{
	"start":     func(b *bench) *bench { b.intend(flow.Begin{}); return b },
	"owner":     (*bench).toOwner,
	"consent":   (*bench).toConsent,
	"providers": (*bench).toProviders,
	"providers-searched": func(b *bench) *bench {
		b.toProviders().press("soc sec")
		return b
	},
	"providers-type": func(b *bench) *bench {
		b.toProviders().press("ctrl+l", "ctrl+l")
		return b
	},
	"providers-none": func(b *bench) *bench {
		b.toProviders().press("qqqq")
		return b
	},
	"providers-broken": func(b *bench) *bench {
		b.toConsent().press("enter")
		b.answer(flow.Failed{Failure: flow.Failure{Kind: flow.Passing, Title: "the answer was cut off", Advice: "the connection broke: try again"}})
		return b
	},
	"providers-themed": func(b *bench) *bench {
		b.toThemed("wtpl-contoh").answer(flow.ProvidersArrived{Providers: shipped(), Last: true})
		b.press("enter", "ctrl+l")
		return b
	},
	"providers-linked": func(b *bench) *bench {
		b.toSuccess().press("a")
		more := []wire.Account{account(wire.StatusConnected).Account, account(wire.StatusError).Account, account(wire.StatusConnected).Account}
		for i, at := range []string{"grab", "upwork", "sss_ph"} {
			more[i].ID, more[i].ProviderID, more[i].Connection.UpdatedAt = "a-"+strconv.Itoa(i+2), at, began
		}
		more[0].MonitorStatus, more[2].CreatedAt = wire.MonitorUserActionRequired, began.AddDate(0, -1, 0)
		b.press("ctrl+r")
		b.answer(flow.UserSeen{Accounts: append(more, account(wire.StatusConnected).Account)})
		return b
	},
	"login-options": func(b *bench) *bench {
		b.toProviders().press("freel", "enter")
		b.answer(flow.LoginLoaded{Form: form("email", "username")})
		return b
	},
	"login":        (*bench).toLogin,
	"login-filled": func(b *bench) *bench { b.toLogin().press("ctrl+t"); return b },
	"login-invalid": func(b *bench) *bench {
		b.toLogin().intend(flow.Submitted{})
		return b
	},
	"login-browser": func(b *bench) *bench {
		b.host.state = flow.New(flow.Options{})
		b.intend(flow.Begin{})
		b.answer(flow.TokenReady{UserID: "tenant-9f2c7a60", Mode: wire.ModeSandbox, ExpiresAt: b.now.Add(5 * time.Hour)})
		b.answer(flow.ProvidersArrived{Providers: shipped(), Last: true})
		b.press("enter", "sss", "enter")
		b.on(flow.Login)
		return b
	},
	"connecting": func(b *bench) *bench {
		b.toConnecting()
		b.now = b.now.Add(2 * time.Second)
		b.send(tick.Msg{})
		return b
	},
	"mfa": func(b *bench) *bench { return b.toMFA(otp(4)) },
	"mfa-wrong": func(b *bench) *bench {
		c := otp(4)
		c.LastError, c.AttemptsLeft = wire.ErrInvalidMFA, 2
		return b.toMFA(c)
	},
	"mfa-choice": func(b *bench) *bench {
		return b.toMFA(wire.Challenge{ID: "c-1", Kind: wire.MFAChoice, Prompt: "Where shall the code go?", AttemptsLeft: 3, Choices: []wire.ChannelChoice{
			{ID: "sms", Label: "SMS to +63 ••• ••• 1234"}, {ID: "email", Label: "Email to g•••@smileapi.io"},
		}})
	},
	"mfa-questions": func(b *bench) *bench {
		return b.toMFA(wire.Challenge{ID: "c-1", Kind: wire.MFAQuestions, Prompt: "Answer your questions.", AttemptsLeft: 3, Questions: []wire.Question{
			{ID: "city", Label: "City of birth"}, {ID: "teacher", Label: "First teacher"},
		}})
	},
	"success":        (*bench).toSuccess,
	"browser":        (*bench).toBrowser,
	"browser-linked": (*bench).toWidgetLinked,
	"browser-gone": func(b *bench) *bench {
		b.toWidgetLinked().hear(flow.WidgetPage{State: flow.PageGone})
		return b
	},
	"browser-broken": func(b *bench) *bench {
		b.toBrowser().hear(flow.WidgetPage{State: flow.PageBroken, Text: "the script could not be loaded from https://web.smileapi.io/v2/smile.v2.js: check the network, a proxy, an ad blocker"})
		return b
	},
	"error":   func(b *bench) *bench { return b.toError(wire.ErrAccountLocked) },
	"account": (*bench).toAccount,
	"account-production": func(b *bench) *bench {
		b.toAccount().host.state.Session.Mode = wire.ModeProduction
		b.send(changedMsg{})
		b.press("x", "a-1", "enter")
		return b
	},
	"account-revoke": func(b *bench) *bench {
		b.toAccount().press("x")
		b.answer(flow.DataArrived{Counts: counted, Last: true})
		return b
	},
	"account-counting": func(b *bench) *bench { b.toAccount().press("x"); return b },
	"account-failed": func(b *bench) *bench {
		b.toFailedLater().press("sss", "enter")
		b.on(flow.AccountRevoke)
		return b
	},
	"providers-failed": (*bench).toFailedLater,
	"accounts":         (*bench).toAll,
	"invite-none":      func(b *bench) *bench { return b.toInvite() },
	"invite-templates": func(b *bench) *bench {
		return b.toInvite(spring, flow.InviteTemplate{ID: "tpl-2", Name: "Summer", Company: "Mabuhay Lending"})
	},
	"invite-form": func(b *bench) *bench { b.toInvite(spring).press("ctrl+t"); return b },
	"invite-production": func(b *bench) *bench {
		b.toInvite(spring).host.state.Session.Mode = wire.ModeProduction
		b.host.state.Options.Production = true
		b.host.state.ViewCount++
		b.send(changedMsg{})
		b.press("Ana Reyes", "tab", "ana@example.com", "tab", "ana@example.org", "enter")
		return b
	},
	"invite-followed": (*bench).toInvited,
	"data":            (*bench).toData,
	"data-full":       func(b *bench) *bench { b.toData().press("f"); return b },
	"data-item":       func(b *bench) *bench { b.toData().press("down", "enter"); return b },
	"data-json":       func(b *bench) *bench { b.toData().press("j"); return b },
	"data-production": func(b *bench) *bench {
		b.toData().host.state.Session.Mode = wire.ModeProduction
		b.send(changedMsg{})
		b.press("f", "a-1", "enter")
		return b
	},
	"data-failed": func(b *bench) *bench {
		b.toSuccess().press("t")
		b.happens(flow.Answer{Attempt: b.host.state.Calls.Slots[flow.SlotData].Attempt, Reply: flow.Failed{
			Failure: flow.Failure{Kind: flow.Passing, Title: "the answer was cut off", Advice: "the connection broke: try again", RequestID: "r-7"},
		}})
		return b
	},
	"account-action": func(b *bench) *bench {
		b.toSuccess()
		a := account(wire.StatusConnected).Account
		a.MonitorStatus, a.Connection.UpdatedAt = wire.MonitorUserActionRequired, began
		b.press("s")
		b.answer(flow.SyncSeen{Account: a, Tasks: []wire.Task{{Type: wire.TaskLinkAccount, Status: wire.TaskFinished}}})
		return b
	},
	"account-gone": func(b *bench) *bench {
		b.toAccount().press("x")
		b.answer(flow.DataArrived{Counts: counted, Last: true})
		b.press("y")
		b.answer(flow.Agreed{})
		b.answer(flow.SyncSeen{Account: account(wire.StatusDisconnected).Account})
		b.answer(flow.DataArrived{Counts: []flow.DataCount{{Kind: "incomes"}}, Last: true})
		return b
	},
	"accounts-none": func(b *bench) *bench {
		b.toProviders().press("ctrl+p")
		b.on(flow.Accounts)
		b.answer(flow.UserSeen{})
		return b
	},
	"survey": func(b *bench) *bench {
		b.toProviders().press("enter")
		b.answer(flow.LoginLoaded{Form: wire.LoginForm{SocialSecurity: "sss_ph"}})
		b.on(flow.EmployerSurvey)
		return b
	},
	"providers-upload": func(b *bench) *bench { return b.uploads().toProviders() },
	"survey-upload": func(b *bench) *bench {
		b.uploads().toProviders().press("enter")
		b.answer(flow.LoginLoaded{Form: wire.LoginForm{SocialSecurity: "sss_ph"}})
		b.on(flow.EmployerSurvey)
		return b
	},
	"error-upload": func(b *bench) *bench { return b.uploads().toError(wire.ErrAccountLocked) },
	"file-types":   (*bench).toFileTypes,
	"file-types-uploaded": func(b *bench) *bench {
		b.toAnalyzed().press("a")
		b.on(flow.FileTypeList)
		return b
	},
	"picker":         func(b *bench) *bench { return b.toPicker(0) },
	"picker-reading": func(b *bench) *bench { b.toFileTypes().press("enter"); return b },
	"picker-unsuitable": func(b *bench) *bench {
		b.toPicker(0).press("down", "down", "down", "down", "down", "down", "enter")
		return b
	},
	"picker-refused": func(b *bench) *bench {
		b.toPicker(0).press("/tmp/x.pdf", "enter")
		b.answerQuery(2, query.Checked{Found: []query.Found{{Path: "/tmp/x.pdf", Err: errors.New("\"x.pdf\": there is no such file or folder; check the path, or choose from the list")}}})
		return b
	},
	"picker-completed": func(b *bench) *bench {
		b.toPicker(0).press("ba", "tab")
		b.answerQuery(2, query.Completed{Text: "/home/george/Documents/badge-", Candidates: []string{"badge-back.jpg", "badge-front.jpg"}})
		return b
	},
	"picker-sides": func(b *bench) *bench {
		b.toPicker(2).press("down", "down", "down", "down", "enter")
		b.answerQuery(2, query.Checked{Found: []query.Found{
			{File: flow.File{Path: "/a/badge-front.jpg", Name: "badge-front.jpg", Size: 1300 << 10, Format: wire.FormatJPG}},
			{File: flow.File{Path: "/a/badge-back.jpg", Name: "badge-back.jpg", Size: 820 << 10, Format: wire.FormatJPG}},
		}})
		return b
	},
	"picker-picture": func(b *bench) *bench {
		b.toPicker(0)
		b.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
		b.press("down", "enter")
		b.answerQuery(2, query.Pictured{Rows: pixels(20, 10)})
		return b
	},
	"uploading":           (*bench).toUploading,
	"archive":             (*bench).toArchive,
	"archive-error":       func(b *bench) *bench { return b.toArchiveError(wire.ArchiveError, wire.ErrMissingMandatoryField) },
	"archive-unsupported": func(b *bench) *bench { return b.toArchiveError(wire.ArchiveUnsupported, "") },
	"analyzed":            (*bench).toAnalyzed,
	"analyzed-json":       func(b *bench) *bench { b.toAnalyzed().press("j"); return b },
	"upload":              (*bench).toRevokeArchive,
	"upload-revoke":       func(b *bench) *bench { b.toRevokeArchive().press("x"); return b },
	"upload-revoked": func(b *bench) *bench {
		b.toRevokeArchive().press("x", "y")
		b.answer(flow.Agreed{})
		b.answer(flow.ArchiveSeen{Archive: archive(wire.ArchiveRevoked)})
		return b
	},
	"problem": (*bench).toProblem,
	"closed":  func(b *bench) *bench { b.toSuccess().press("d"); b.on(flow.Closed); return b },
	"help":    func(b *bench) *bench { b.toLogin().press("f1"); return b },
	"lanes":   func(b *bench) *bench { b.toConsent().press("ctrl+n"); return b },
}

// pixels is a picture of one colour.
func pixels(width, height int) [][]query.Cell {
	rows := make([][]query.Cell, height)
	for y := range rows {
		for range width {
			rows[y] = append(rows[y], query.Cell{{R: 200, A: 255}, {B: 200, A: 255}})
		}
	}
	return rows
}

// records are what the lanes show on every golden screen.
func (b *bench) records() {
	j := b.app.Journal
	j.Append(journal.Screen{Page: "Consent", Event: "ConsentPageOpened"})
	j.Append(journal.HTTP{API: "open", Method: "POST", URL: "http://127.0.0.1:8970/v1/users", Path: "/users", Status: 201, Code: "OK", RequestID: "req-1", Attempt: 1, Took: 8 * time.Millisecond})
	j.Append(journal.Callback{Name: "onAccountCreated", Args: `{"accountId":"a-17bb4c02","userId":"tenant-9f2c7a60","providerId":"sss_ph"}`})
	b.now = b.now.Add(1500 * time.Millisecond)
	j.Append(journal.Status{Subject: "account", ID: "a-17bb4c02", From: "PENDING", To: "AWAITING_MFA", Since: 1498 * time.Millisecond})
	j.Append(journal.Note{Topic: "poll", Text: "the host was slow"})
	b.send(changedMsg{})
}

// A large window has what is chosen beside the lanes, or below them.
func TestGoldenLargeWindows(t *testing.T) {
	t.Parallel()
	for name, lead := range map[string]func(*bench) *bench{
		"large-login":  (*bench).toLogin,
		"large-lanes":  func(b *bench) *bench { b.toSuccess().press("ctrl+n", "up", "up", "up", "enter"); return b },
		"large-help":   func(b *bench) *bench { b.toSuccess().press("f1"); return b },
		"large-faults": func(b *bench) *bench { b.faulty(); b.toSuccess().does("ctrl+f"); return b },
	} {
		for _, size := range []struct{ width, height int }{{200, 60}, {160, 50}} {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size.width, size.height), func(t *testing.T) {
				t.Parallel()
				b := newBench(t, native, size.width, size.height)
				b.records()
				lead(b)
				b.send(changedMsg{})
				golden(t, b, size.width, size.height)
			})
		}
	}
}

func TestGoldenScreens(t *testing.T) {
	t.Parallel()
	all := maps.Clone(pages)
	maps.Copy(all, faultPages)
	for name, lead := range all {
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size.width, size.height), func(t *testing.T) {
				t.Parallel()
				b := lead(newBench(t, native, size.width, size.height))
				b.records()
				golden(t, b, size.width, size.height)
			})
		}
	}
}

func golden(t *testing.T, b *bench, width, height int) {
	t.Helper()
	for i, line := range strings.Split(b.app.draw(), "\n") {
		if w := widget.Width(line); w != width {
			t.Errorf("line %d has %d cells, want %d", i, w, width)
		}
	}
	got := b.screen() + "\n"
	if lines := strings.Count(got, "\n"); lines != height {
		t.Errorf("%d lines, want %d", lines, height)
	}
	path := filepath.Join("testdata", t.Name()[strings.Index(t.Name(), "/")+1:]+".txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the screen has changed (go test ./ui -update rewrites it):\n%s", diff)
	}
}

// Every page of the flow has a golden screen.
func TestEveryPageIsDrawn(t *testing.T) {
	t.Parallel()
	seen := map[flow.Page]bool{}
	for _, lead := range pages {
		seen[lead(newBench(t, native, 80, 24)).host.state.Page] = true
	}
	for _, p := range flow.Pages() {
		if !seen[p] {
			t.Errorf("no golden screen shows %s", p)
		}
	}
}
