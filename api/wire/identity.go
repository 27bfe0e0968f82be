package wire

// Identity is who a person is to a data source. Nil is null on the wire, and what the
// specification does not let be null is left out when empty.
type Identity struct {
	Origin
	FullName   string  `json:"fullName"`
	FirstName  *string `json:"firstName"`
	MiddleName *string `json:"middleName"`
	LastName   *string `json:"lastName"`
	Suffix     *string `json:"suffix"`
	// Gender is Male, Female or Non-binary.
	Gender      string  `json:"gender,omitempty"`
	DateOfBirth *string `json:"dob"` // YYYY-MM-DD
	// MaritalStatus is Single, Married, Divorced, Separated, Widowed or Lifetime Partner.
	MaritalStatus    string  `json:"maritalStatus,omitempty"`
	CountryResidence *string `json:"countryResidence"` // ISO 3166, two letters
	// Citizenship is Citizen, Resident Alien, Non-resident Alien, Undocumented or Others.
	Citizenship    *string         `json:"citizenship"`
	PhotoURL       *string         `json:"photoUrl"`
	ReferenceID    *string         `json:"referenceId"`
	ProfileURL     *string         `json:"profileUrl"`
	Emails         []Email         `json:"emails"`
	Phones         []Phone         `json:"phones"`
	SocialProfiles []SocialProfile `json:"socialProfiles"`
	Addresses      []Address       `json:"addresses"`
}

// Email is an email address of an identity, a part of the schema IdentityPayload. Its
// type is Primary, Secondary, Work or Personal.
type Email struct {
	Address string `json:"address"`
	Type    string `json:"type"`
}

// Phone is a phone number of an identity, a part of the schema IdentityPayload: a
// plus sign and 2 to 15 digits. Its type is Mobile, Fixed or Unspecified.
type Phone struct {
	Number string `json:"number"`
	Type   string `json:"type"`
}

// SocialProfile is a page of an identity on a social network, a part of the schema
// IdentityPayload. Its type is Twitter, Facebook, LinkedIn or Others.
type SocialProfile struct {
	URL  string `json:"socialUrl"`
	Type string `json:"type"`
}

// Address is a postal address of an identity, the schema RefAddress.
type Address struct {
	FullAddress *string  `json:"fullAddress"`
	Line1       *string  `json:"line1"`
	Line2       *string  `json:"line2"`
	City        *string  `json:"city"`
	Region      *string  `json:"region"`
	Zip         *string  `json:"zip"`
	Country     *string  `json:"country"`   // ISO 3166, two letters
	Latitude    *string  `json:"latitude"`  // degrees, at most six decimals
	Longitude   *string  `json:"longitude"` // degrees, at most six decimals
	Type        string   `json:"type"`      // Primary or Secondary
	Tags        []string `json:"tags"`
}
