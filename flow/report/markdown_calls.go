package report

import (
	"fmt"

	"winkterm/flow/journal"
	"winkterm/flow/plain"
	"winkterm/flow/recording"
)

// closedPage is the page of a session that is over.
const closedPage = "Closed"

func (s *story) calls(t *ticket) {
	t.heading("Calls")
	var rows [][]string
	for _, polls := range folded(ofLane(s.records, journal.LaneHTTP), sameEnd) {
		c, _ := polls[0].Data.(journal.HTTP)
		times := ""
		if len(polls) > 1 {
			times = fmt.Sprintf(" %d×", len(polls))
		}
		var requests []string
		for _, r := range polls {
			d, _ := r.Data.(journal.HTTP)
			requests = append(requests, d.RequestID)
		}
		end := code(c.Status)
		if end == "" {
			end = "no answer"
		}
		if c.Status >= 400 {
			end += " " + c.Code
		}
		if c.Err != "" {
			end += ": " + c.Err
		}
		if c.Attempt > 1 {
			end += fmt.Sprintf(", attempt %d", c.Attempt)
		}
		rows = append(rows, []string{
			s.at(polls[0].At), span(c.Method+" "+c.Path) + times, prose(end), took(c.Took), requestIDs(requests),
		})
	}
	t.table([]string{"time, UTC", "call", "answer", "took", "requestId"}, rows, "No call was made.")
}

// pollsNamed is how many of the polls in a row have their requestIds in the ticket: those of
// an hour would make it longer than issue trackers take.
const pollsNamed = 50

// requestIDs are those of a row of calls, the first and the last of very many.
func requestIDs(all []string) string {
	left := len(all) - pollsNamed
	if left <= 0 {
		return spans(all)
	}
	half := pollsNamed / 2
	return fmt.Sprintf("%s, … %d more stand in the json format …, %s", spans(all[:half]), left, spans(all[len(all)-half:]))
}

// facts are the circumstances: versions, host, mode, options.
func (s *story) facts(t *ticket) {
	t.heading("Circumstances")
	h := s.header
	t.line("- Begun %s, ended %s (%s)", wall(s.start), wall(s.end), took(s.end.Sub(s.start)))
	t.line("- winkterm %s, `%s`, recording version %d", span(h.Program), plain.Line(h.Command), h.Recording)
	t.line("- Host: %s", hostOf(s.header))
	t.line("- Mode: %s", joined(", ", prose(s.summary.Mode), loginOf(s.header)))
	t.line("- Options: %s", span(string(encode(h.Widget))))
	if h.Terminal.Width > 0 {
		t.line("- Terminal: %s, %d×%d", span(h.Terminal.Term), h.Terminal.Width, h.Terminal.Height)
	}
	for _, damage := range s.damage {
		t.line("- The recording is not whole: %s", prose(damage))
	}
}

func hostOf(h recording.Header) string {
	if sim := h.Sandbox; sim != nil {
		return fmt.Sprintf("the sandbox in the binary, seed %d, speed %v", sim.Seed, sim.Speed)
	}
	if h.Host == "" {
		return "the sandbox in the binary"
	}
	return span(h.Host)
}

func loginOf(h recording.Header) string {
	if h.Native {
		return "logins in the terminal"
	}
	return "logins in the widget in a browser"
}
