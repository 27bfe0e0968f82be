package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/flow/journal"
)

// ended says of each status of an account or archive what it means in a sentence; %s is
// the subject.
var ended = map[string]string{
	"account " + string(wire.StatusConnected):    "%s was connected",
	"account " + string(wire.StatusDisconnected): "%s was revoked",
	"account " + string(wire.StatusError):        "linking %s failed",
	"archive " + string(wire.ArchiveAnalyzed):    "%s was analysed",
	"archive " + string(wire.ArchiveUnsupported): "%s could not be analysed",
	"archive " + string(wire.ArchiveError):       "%s could not be read",
	"archive " + string(wire.ArchiveRevoked):     "%s was revoked",
}

// sentence says in one what happened.
func (s *story) sentence(m Summary) string {
	what := s.unlinked(m)
	if n := len(m.Subjects); n > 0 {
		var all []string
		for _, subject := range m.Subjects[max(0, n-3):] {
			all = append(all, outcome(subject))
		}
		what = strings.Join(all, ", then ")
	}
	if m.TokenExpired > 0 {
		what += ", and the link token expired"
	}
	return upper(what) + "."
}

func upper(text string) string {
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

func outcome(s Subject) string {
	subject := s.Kind + " " + s.ID
	if s.ProviderID != "" {
		subject += " at " + s.ProviderID
	}
	text, known := ended[s.Kind+" "+s.Status]
	if !known {
		text = "%s stood at " + s.Status + " when the recording ended"
	}
	text = fmt.Sprintf(text, subject)
	if s.ErrorCode != "" {
		text += " with " + s.ErrorCode
	}
	return text + before(s)
}

// before counts the error codes that came before the last status.
func before(s Subject) string {
	counts := map[string]int{}
	var order []string
	for _, status := range s.Path[:len(s.Path)-1] {
		if _, code, ok := strings.Cut(status, ", "); ok {
			if counts[code]++; counts[code] == 1 {
				order = append(order, code)
			}
		}
	}
	for i, code := range order {
		order[i] = fmt.Sprintf("%s (%d×)", code, counts[code])
	}
	if len(order) == 0 {
		return ""
	}
	return ", after " + strings.Join(order, ", ")
}

// unlinked is the sentence of a session in which nothing was linked or uploaded.
func (s *story) unlinked(m Summary) string {
	what := "nothing was linked or uploaded"
	failed := slices.IndexFunc(s.records, func(r journal.Record) bool {
		call, ok := r.Data.(journal.HTTP)
		return ok && (call.Status >= 400 || call.Status == 0)
	})
	if failed >= 0 {
		call, _ := s.records[failed].Data.(journal.HTTP)
		what += ": " + s.records[failed].Kind + " failed with " + cmp.Or(joined(" ", code(call.Status), call.Code), call.Err)
	}
	if m.LastPage != "" {
		what += "; the last page was " + m.LastPage
	}
	return what
}

// code is an HTTP status, empty where no answer came.
func code(status int) string {
	if status == 0 {
		return ""
	}
	return fmt.Sprint(status)
}
