package sandbox

import (
	"cmp"

	"winkterm/api/wire"
	"winkterm/assets"
)

// uploadPayslip serves POST /archives/-/payslips/uploadRawFile: an archive of one
// file, of a user that exists.
func (s *Server) uploadPayslip(c *call) (any, error) {
	var body wire.PayslipUpload
	contents, err := readUpload(c, &body)
	if err != nil {
		return nil, err
	}
	if body.UserID == "" {
		return nil, invalid("userId", "is wanted")
	}
	t, err := checkType(new(payslipDocument), false)
	if err != nil {
		return nil, err
	}
	f, err := readFile("", wire.FileObject{
		FileExtensionType: body.FileExtensionType, FileSubtype: payslipDocument, FileContent: body.FileContent,
	}, contents, t)
	if err != nil {
		return nil, err
	}
	a := &archive{ProviderID: wire.TenantProvided, Work: wire.TaskAnalyzeArchive}
	return s.receive(c, a, body.UserID, t, []file{f})
}

// queryPrediction serves GET /archives/-/payslips/queryPrediction. Until the
// analysis is through, and where it found nothing, there is no prediction.
func (s *Server) queryPrediction(c *call) (any, error) {
	id, err := c.idParameter("archiveId")
	if err != nil {
		return nil, err
	}
	defer s.hold(c)()
	a := s.state.archives.byID[id]
	if a == nil {
		return nil, missing("there is no archive of this archiveId")
	}
	sample, ok := a.extracted(a.index(c.now))
	if !ok {
		return nil, missing("there is no prediction for this archiveId, or not yet")
	}
	return a.prediction(sample.Values), nil
}

// listPredictions serves GET /archives/-/payslips/listPredictions.
func (s *Server) listPredictions(c *call) (any, error) {
	q, err := readQuery(c.r, "startDate", "endDate")
	if err != nil {
		return nil, err
	}
	defer s.hold(c)()
	predicted := func(a *archive) bool {
		_, ok := a.extracted(a.index(c.now))
		return ok
	}
	return newestFirst(s.state.archives.all, q, predicted, func(a *archive) wire.PayslipPrediction {
		sample, _ := a.extracted(a.index(c.now))
		return a.prediction(sample.Values)
	})
}

func (a *archive) prediction(v assets.PayslipValues) wire.PayslipPrediction {
	out := wire.PayslipPrediction{
		PayslipValues: wire.PayslipValues(v), MatchResult: match(v), Metadata: a.origin(),
	}
	out.Metadata.CreatedAt, out.Metadata.ItemCreatedAt = a.CreatedAt, a.Line[1].At
	return out
}

// match says how well the employee's name goes with the numbers. The social
// security numbers of the test people are all that the sandbox can verify.
func match(v assets.PayslipValues) wire.PayslipMatch {
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

// takeManualResult serves POST /archives/-/payslips/sendManualResult. It is
// checked and then forgotten: no operation shows it again.
func (s *Server) takeManualResult(c *call) (any, error) {
	var body wire.PayslipManualResult
	if err := decodeAll(c, &body); err != nil {
		return nil, err
	}
	if err := checkManualResult(&body); err != nil {
		return nil, err
	}
	defer s.hold(c)()
	a := s.state.archives.byID[body.ArchiveID]
	if a == nil || a.status(c.now) == wire.ArchiveRevoked {
		return nil, missing("there is no archive of this archiveId")
	}
	if a.typeAt(a.index(c.now)) != payslipDocument {
		return nil, invalid("archiveId", "is of no payslip")
	}
	return nil, nil
}

func checkManualResult(r *wire.PayslipManualResult) error {
	return cmp.Or(
		checkLengths(
			length{"archiveId", &r.ArchiveID, 1, maxID},
			length{"data.currency", r.Data.Currency, 3, 3},
		),
		checkGiven("validFile", r.ValidFile),
		checkDay("data.startDate", r.Data.StartDate),
		checkDay("data.endDate", r.Data.EndDate),
		checkDay("data.payDate", r.Data.PayDate),
	)
}
