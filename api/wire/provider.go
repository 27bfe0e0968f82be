package wire

// ProviderType is the kind of a provider.
type ProviderType string

// The provider types of the specification.
const (
	TypeGig        ProviderType = "GIG"
	TypeGovernment ProviderType = "GOVERNMENT"
	TypeSystem     ProviderType = "SYSTEM"
	TypeEmployer   ProviderType = "EMPLOYER"
	TypeCredential ProviderType = "CREDENTIAL"
)

// ProviderTypes lists the types in the order in which they are shown.
func ProviderTypes() []ProviderType {
	return []ProviderType{TypeGig, TypeGovernment, TypeSystem, TypeEmployer, TypeCredential}
}

// Label is the specification's typeLabel of a type, and the bare name of a type
// that is not known.
func (t ProviderType) Label() string {
	switch t {
	case TypeGig:
		return "Gig Platform"
	case TypeGovernment:
		return "Govt Service"
	case TypeSystem:
		return "System"
	case TypeEmployer:
		return "Employer"
	case TypeCredential:
		return "Credential"
	}
	return string(t)
}

// Datapoint is a kind of data that a provider can deliver.
type Datapoint string

// The data points of the specification.
const (
	DataIdentities    Datapoint = "IDENTITIES"
	DataTransactions  Datapoint = "TRANSACTIONS"
	DataRatings       Datapoint = "RATINGS"
	DataEmployments   Datapoint = "EMPLOYMENTS"
	DataDocuments     Datapoint = "DOCUMENTS"
	DataIncomes       Datapoint = "INCOMES"
	DataContributions Datapoint = "CONTRIBUTIONS"
	DataEIncomes      Datapoint = "EINCOMES"
	DataLiabilities   Datapoint = "LIABILITIES"
	DataLink          Datapoint = "LINK"
	DataInsights      Datapoint = "INSIGHTS"
)

// Provider is an employment data provider.
type Provider struct {
	ID           string       `json:"id"`
	Name         string       `json:"name"`
	LongName     string       `json:"longName"`
	LogoURL      string       `json:"logoUrl"`
	Type         ProviderType `json:"type"`
	TypeLabel    string       `json:"typeLabel"`
	SubType      string       `json:"subType"`
	SubTypeLabel string       `json:"subTypeLabel"`
	// Active says that the integration works, Enabled that the tenant may use it.
	Active  bool `json:"active"`
	Enabled bool `json:"enabled"`
	MFA     bool `json:"mfa"`
	// AccountConnection says that a live connection is possible.
	AccountConnection bool        `json:"accountConnection"`
	Supported         []Datapoint `json:"supported"`
	MonitorSupported  bool        `json:"monitorSupported"`
}

// Linkable says whether a login at the provider can succeed at all.
func (p Provider) Linkable() bool { return p.Active && p.Enabled && p.AccountConnection }
