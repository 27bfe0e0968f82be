package wire

// Identity is who a person is to a data source.
type Identity struct {
	IdentityPayload
	Metadata ItemMetadata `json:"metadata"`
}

// IdentityPayload is an Identity without its origin. Nil is null on the wire,
// and what the specification does not let be null is left out when empty.
type IdentityPayload struct {
	ID               string          `json:"id"`
	FullName         string          `json:"fullName"`
	FirstName        *string         `json:"firstName"`
	MiddleName       *string         `json:"middleName"`
	LastName         *string         `json:"lastName"`
	Suffix           *string         `json:"suffix"`
	Gender           Gender          `json:"gender,omitempty"`
	DateOfBirth      *string         `json:"dob"` // YYYY-MM-DD
	MaritalStatus    MaritalStatus   `json:"maritalStatus,omitempty"`
	CountryResidence *string         `json:"countryResidence"` // ISO 3166, two letters
	Citizenship      *Citizenship    `json:"citizenship"`
	PhotoURL         *string         `json:"photoUrl"`
	ReferenceID      *string         `json:"referenceId"`
	ProfileURL       *string         `json:"profileUrl"`
	Emails           []Email         `json:"emails"`
	Phones           []Phone         `json:"phones"`
	SocialProfiles   []SocialProfile `json:"socialProfiles"`
	Addresses        []Address       `json:"addresses"`
}

// ItemID gives the id.
func (i IdentityPayload) ItemID() string { return i.ID }

// Email is an email address of an identity, a part of the schema IdentityPayload.
type Email struct {
	Address string      `json:"address"`
	Type    ContactType `json:"type"`
}

// Phone is a phone number of an identity, a part of the schema IdentityPayload: a
// plus sign and 2 to 15 digits.
type Phone struct {
	Number string    `json:"number"`
	Type   PhoneType `json:"type"`
}

// SocialProfile is a page of an identity on a social network, a part of the schema
// IdentityPayload.
type SocialProfile struct {
	URL  string     `json:"socialUrl"`
	Type SocialType `json:"type"`
}

// Address is a postal address of an identity, the schema RefAddress.
type Address struct {
	FullAddress *string     `json:"fullAddress"`
	Line1       *string     `json:"line1"`
	Line2       *string     `json:"line2"`
	City        *string     `json:"city"`
	Region      *string     `json:"region"`
	Zip         *string     `json:"zip"`
	Country     *string     `json:"country"`   // ISO 3166, two letters
	Latitude    *string     `json:"latitude"`  // degrees, at most six decimals
	Longitude   *string     `json:"longitude"` // degrees, at most six decimals
	Type        ContactType `json:"type"`      // ContactPrimary or ContactSecondary
	Tags        []string    `json:"tags"`
}

// Gender is the gender of an identity.
type Gender string

// The genders of the specification.
const (
	GenderMale      Gender = "Male"
	GenderFemale    Gender = "Female"
	GenderNonBinary Gender = "Non-binary"
)

// MaritalStatus is the marital status of an identity.
type MaritalStatus string

// The marital statuses of the specification.
const (
	MaritalDivorced        MaritalStatus = "Divorced"
	MaritalMarried         MaritalStatus = "Married"
	MaritalSeparated       MaritalStatus = "Separated"
	MaritalSingle          MaritalStatus = "Single"
	MaritalWidowed         MaritalStatus = "Widowed"
	MaritalLifetimePartner MaritalStatus = "Lifetime Partner"
)

// Citizenship is the standing of an identity in the country of residence.
type Citizenship string

// The citizenships of the specification.
const (
	CitizenshipCitizen          Citizenship = "Citizen"
	CitizenshipResidentAlien    Citizenship = "Resident Alien"
	CitizenshipNonResidentAlien Citizenship = "Non-resident Alien"
	CitizenshipUndocumented     Citizenship = "Undocumented"
	CitizenshipOthers           Citizenship = "Others"
)

// ContactType says which of several contacts it is.
type ContactType string

// The contact types of the specification.
const (
	ContactPrimary   ContactType = "Primary"
	ContactSecondary ContactType = "Secondary"
	ContactWork      ContactType = "Work"
	ContactPersonal  ContactType = "Personal"
)

// PhoneType is the kind of a phone.
type PhoneType string

// The phone types of the specification.
const (
	PhoneMobile      PhoneType = "Mobile"
	PhoneFixed       PhoneType = "Fixed"
	PhoneUnspecified PhoneType = "Unspecified"
)

// SocialType is a social network.
type SocialType string

// The social networks of the specification.
const (
	SocialTwitter  SocialType = "Twitter"
	SocialFacebook SocialType = "Facebook"
	SocialLinkedIn SocialType = "LinkedIn"
	SocialOthers   SocialType = "Others"
)
