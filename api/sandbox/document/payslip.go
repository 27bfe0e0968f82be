package document

import (
	"cmp"
	"time"

	"winkterm/api/sandbox/state"
	"winkterm/api/sandbox/web"
	"winkterm/api/wire"
	"winkterm/assets"
)

// uploadPayslip serves upload-payslip-file: an archive of one file, of a user that
// exists.
func (s *Archives) uploadPayslip(c *web.Call) (any, error) {
	var body wire.PayslipUpload
	contents, err := readUpload(c, &body)
	if err != nil {
		return nil, err
	}
	if body.UserID == "" {
		return nil, web.Invalid("userId", "is wanted")
	}
	t, _ := findFileType(payslipDocument)
	f, err := readFile("", wire.FileObject{
		FileExtensionType: body.FileExtensionType, FileSubtype: payslipDocument, FileContent: body.FileContent,
	}, contents, t)
	if err != nil {
		return nil, err
	}
	a := &Archive{ProviderID: wire.TenantProvided, Work: wire.TaskAnalyzeArchive}
	return s.receive(c, a, body.UserID, t, []file{f})
}

// prediction serves get-archive-payslip-data. Until the analysis is through, and
// where it found nothing, there is no prediction.
func (s *Archives) prediction(c *web.Call) (any, error) {
	id, err := c.IDParameter("archiveId")
	if err != nil {
		return nil, err
	}
	tx := s.st.Begin()
	defer tx.End()
	a, err := web.Find(tx, s.Rows, "archiveId", id)
	if err != nil {
		return nil, err
	}
	if p, ok := a.predicted(tx.Now); ok {
		return p, nil
	}
	return nil, web.Missing("there is no prediction for this archiveId, or not yet")
}

// predictions serves list-archive-payslip-predictions.
func (s *Archives) predictions(tx *state.Tx, _ *web.Call, q web.Query) (any, error) {
	some := func(a *Archive) bool {
		_, ok := a.predicted(tx.Now)
		return ok
	}
	return web.Newest(s.Rows.All(tx), q, some, func(a *Archive) wire.PayslipPrediction {
		p, _ := a.predicted(tx.Now)
		return p
	})
}

// predicted is false while nothing was read off an archive.
func (a *Archive) predicted(now time.Time) (wire.PayslipPrediction, bool) {
	sample, ok := a.extracted(a.index(now))
	out := wire.PayslipPrediction{PayslipValues: sample.Values, MatchResult: match(sample.Values), Metadata: a.Origin()}
	out.Metadata.CreatedAt, out.Metadata.ItemCreatedAt = a.CreatedAt, a.History[1].At
	return out, ok
}

// match says how well the employee's name goes with the numbers. The social
// security numbers of the test people are all that the sandbox can verify.
func match(v wire.PayslipValues) wire.PayslipMatch {
	if v.SSNumber == nil || v.EmployeeName == nil {
		return wire.PayslipMatch{}
	}
	for _, p := range assets.People() {
		if p.SSNumber == *v.SSNumber && p.FullName == *v.EmployeeName {
			return wire.PayslipMatch{Lowest: new(100), SSNumber: new(100)}
		}
	}
	return wire.PayslipMatch{Lowest: new(0), SSNumber: new(0)}
}

// takeManualResult serves send-payslip-manual-result. It is checked and then
// forgotten: no operation shows it again.
func (s *Archives) takeManualResult(_ *web.Call, body *wire.PayslipManualResult) (any, error) {
	tx := s.st.Begin()
	defer tx.End()
	a, ok := s.Rows.Get(tx, body.ArchiveID)
	if !ok || a.Status(tx.Now) == wire.ArchiveRevoked {
		return nil, web.MissingRow(s.Rows, "archiveId")
	}
	if a.typeAt(a.index(tx.Now)) != payslipDocument {
		return nil, web.Invalid("archiveId", "is of no payslip")
	}
	return nil, nil
}

func checkManualResult(r *wire.PayslipManualResult) error {
	return cmp.Or(
		web.CheckLengths(
			web.Length{Field: "archiveId", Value: &r.ArchiveID, Min: 1, Max: web.MaxID},
			web.Length{Field: "data.currency", Value: r.Data.Currency, Min: 3, Max: 3},
		),
		web.CheckGiven("validFile", r.ValidFile),
		web.CheckDay("data.startDate", r.Data.StartDate),
		web.CheckDay("data.endDate", r.Data.EndDate),
		web.CheckDay("data.payDate", r.Data.PayDate),
	)
}
