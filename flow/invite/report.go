package invite

import (
	"encoding/csv"
	"encoding/json"
	"io"

	"winkterm/flow/plain"
)

// Row is a result as a report has it.
type Row struct {
	Line        int     `json:"line"`
	Email       string  `json:"email"`
	Outcome     Outcome `json:"outcome"`
	InviteID    string  `json:"inviteId,omitempty"`
	UserID      string  `json:"userId,omitempty"`
	Status      string  `json:"status,omitempty"`
	LandingPage string  `json:"landingPage,omitempty"`
	Error       string  `json:"error,omitempty"`
}

// Row is the result in texts that are plain.
func (r Result) Row() Row {
	row := Row{
		Line: r.Line, Email: r.Email, Outcome: r.Outcome, InviteID: plain.Line(r.Invite.ID), UserID: plain.Line(r.Invite.UserID),
		Status: plain.Line(string(r.Invite.Status)), LandingPage: plain.Line(r.Invite.InviteLandingPageURL),
	}
	if r.Err != nil {
		row.Error = plain.Line(r.Err.Error())
	}
	return row
}

// WriteJSON writes rows as a list.
func WriteJSON(to io.Writer, rows []Row) error {
	e := json.NewEncoder(to)
	e.SetIndent("", "  ")
	return e.Encode(rows)
}

// WriteCSV writes rows below a line that names the columns. No cell is taken for a formula.
func WriteCSV(to io.Writer, rows []Row) error {
	out := csv.NewWriter(to)
	_ = out.Write([]string{"email", "outcome", "inviteId", "userId", "status", "landingPage", "error"}) // Flush says what failed
	for _, r := range rows {
		cells := []string{r.Email, string(r.Outcome), r.InviteID, r.UserID, r.Status, r.LandingPage, r.Error}
		for i, cell := range cells {
			cells[i] = plain.Cell(cell)
		}
		_ = out.Write(cells)
	}
	out.Flush()
	return out.Error()
}
