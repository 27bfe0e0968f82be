package wire

// Employment is one job of a person.
type Employment struct {
	EmploymentPayload
	Metadata ItemMetadata `json:"metadata"`
}

// EmploymentPayload is an Employment without its origin. Days are YYYY-MM-DD;
// EndDate is nil while the job lasts.
type EmploymentPayload struct {
	ID string `json:"id"`
	// Name is the work performed, Description says more of it.
	Name           *string `json:"name"`
	Description    *string `json:"description"`
	JobTitle       *string `json:"jobTitle"`
	Department     *string `json:"department"`
	EmployeeNumber *string `json:"employeeNumber"`
	EmployerNumber *string `json:"employerNumber"`
	Employer       *string `json:"employer"`
	Status         *string `json:"status"`
	StartDate      string  `json:"startDate"`
	EndDate        *string `json:"endDate"`
	ReportedDate   *string `json:"reportedDate"`
}

// ItemID gives the id.
func (e EmploymentPayload) ItemID() string { return e.ID }

// FilterDate is the day on which the job began, the only one that is always
// there: the specification says "employment date".
func (e EmploymentPayload) FilterDate() string { return e.StartDate }
