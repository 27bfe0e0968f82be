package report

import (
	"fmt"
	"strings"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/repro"
)

func (s *story) reproduced(t *ticket) {
	t.heading("How to reproduce it")
	t.WriteString(block("sh", strings.Join(s.commands(), "\n")))
}

// commands are what brings the case about again, and what opens the recording.
func (s *story) commands() (all []string) {
	if code, err := repro.FromRecording(s.Recording); err == nil {
		all = append(all, "winkterm play "+code.String()+"  # ends in the same way")
	}
	again := joined(" ", append([]string{"winkterm"}, s.flags()...)...) + "  # begins in the same way"
	if s.header.Command == recording.Watch {
		again = joined(" ", "winkterm watch", labelled("--user", quotedWord(s.header.UserID))) + "  # watches again"
	}
	all = append(all, again)
	if s.Name != "" {
		all = append(all, "winkterm replay "+word(s.Name)+"  # this session, step by step")
	}
	return all
}

// flags are those that the session was started with.
func (s *story) flags() []string {
	h, w := s.header, s.header.Widget
	all := sandboxFlags(h.Sandbox, h.Started)
	if h.Sandbox == nil && h.Host == "" {
		all = append(all, "--sandbox")
	}
	for _, f := range []struct {
		name   string
		values []string
	}{
		{"--user", []string{h.UserID}}, {"--provider", w.Providers}, {"--top-provider", w.TopProviders},
		{"--template", []string{w.TemplateID}}, {"--company", []string{w.CompanyName}},
	} {
		for _, v := range f.values {
			if v != "" {
				all = append(all, f.name+" "+word(v))
			}
		}
	}
	for _, f := range []struct {
		name string
		on   bool
	}{
		{"--upload", w.EnableUpload}, {"--production", h.Production}, {"--no-consent", off(w.EnableConsentPage)},
		{"--no-search", off(w.EnableSearchBar)}, {"--no-types", off(w.EnableTypeBar)},
	} {
		if f.on {
			all = append(all, f.name)
		}
	}
	return all
}

func off(enabled *bool) bool { return enabled != nil && !*enabled }

// sandboxFlags repeat a sandbox. Its clock is named where it did not begin with the
// session.
func sandboxFlags(sim *recording.Sandbox, started time.Time) (all []string) {
	if sim == nil {
		return nil
	}
	all = append(all, "--sandbox", fmt.Sprintf("--seed %d", sim.Seed))
	if sim.Speed != 1 {
		all = append(all, fmt.Sprintf("--speed %v", sim.Speed))
	}
	if sim.Providers > 0 {
		all = append(all, fmt.Sprintf("--providers %d", sim.Providers))
	}
	if !sim.Now.IsZero() && sim.Now.Sub(started).Abs() > time.Minute {
		all = append(all, "--now "+sim.Now.UTC().Format(time.RFC3339))
	}
	if sim.Freeze {
		all = append(all, "--freeze")
	}
	return all
}

// quotedWord is a word of a shell, none for nothing.
func quotedWord(text string) string {
	if text == "" {
		return ""
	}
	return word(text)
}

// word is a text as one word of a shell, quoted only where that is needed.
func word(text string) string {
	plain := func(r rune) bool {
		return r < 0x80 && (strings.ContainsRune("-_./:,@", r) || '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z')
	}
	if text != "" && !strings.ContainsFunc(text, func(r rune) bool { return !plain(r) }) {
		return text
	}
	return journal.ShellQuote(text)
}
