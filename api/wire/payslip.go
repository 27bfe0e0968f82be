package wire

// PayslipUpload is the body of POST /archives/-/payslips/uploadRawFile, the schema
// ArchivePayslipRawFileUploadRequest: a user that exists, and one file, its content
// in base64.
type PayslipUpload struct {
	UserID            string     `json:"userId"`
	FileExtensionType FileFormat `json:"fileExtensionType"`
	FileContent       string     `json:"fileContent"`
}

// PayslipValues is what stands on a payslip, the schema ArchivePayslipAnalysis. What was not found is nil and left
// out, for the specification's schema does not take null.
type PayslipValues struct {
	StartDate        *string  `json:"startDate,omitempty"` // days, YYYY-MM-DD
	EndDate          *string  `json:"endDate,omitempty"`
	PayDate          *string  `json:"payDate,omitempty"`
	Currency         *string  `json:"currency,omitempty"` // ISO 4217
	GrossAmount      *float64 `json:"grossAmount,omitempty"`
	NetAmount        *float64 `json:"netAmount,omitempty"`
	EmployerName     *string  `json:"employerName,omitempty"`
	EmployeeName     *string  `json:"employeeName,omitempty"`
	SSNumber         *string  `json:"ssNumber,omitempty"`
	PhilHealthNumber *string  `json:"philHealthNumber,omitempty"`
	TaxNumber        *string  `json:"taxNumber,omitempty"`
	PagIbigNumber    *string  `json:"pagIbigNumber,omitempty"`
}

// PayslipMatch is how well the employee's name goes with the numbers, from 0 to
// 100, a part of the schema ArchivePayslip. What cannot be verified is nil; Lowest is the least of the others.
type PayslipMatch struct {
	Lowest     *int `json:"employeeNameAndIdentificationNumberMatchScore,omitempty"`
	SSNumber   *int `json:"employeeNameAndSsNumberMatchScore,omitempty"`
	PagIbig    *int `json:"employeeNameAndPagIbigNumberMatchScore,omitempty"`
	PhilHealth *int `json:"employeeNameAndPhilHealthNumberMatchScore,omitempty"`
	Tax        *int `json:"employeeNameAndTaxNumberMatchScore,omitempty"`
}

// PayslipPrediction is what was read off an archive's payslip, the schema
// ArchivePayslipPredictionQueryResponseData.
type PayslipPrediction struct {
	PayslipValues
	MatchResult PayslipMatch `json:"matchResult"`
	Metadata    ItemMetadata `json:"metadata"`
}

// PayslipManualResult is the body of POST /archives/-/payslips/sendManualResult, the
// schema ArchivePayslipManualResultSendRequest: what a person found on the document. ArchiveID and ValidFile must be there.
type PayslipManualResult struct {
	ArchiveID string `json:"archiveId"`
	// ValidFile says whether the document is a payslip at all.
	ValidFile *bool `json:"validFile"`
	// CheckedFields names the fields that were checked.
	CheckedFields []string      `json:"checkedFields,omitempty"`
	Data          PayslipValues `json:"data,omitzero"`
}
