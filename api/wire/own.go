package wire

// Person is a test person: one of those that Smile's documentation names for its sandbox
// (package assets), whose fields are published, or one of the user's own.
type Person struct {
	// Name is the user name.
	Name     string `json:"name"`
	FullName string `json:"fullName"`
	Email    string `json:"email"`
	// Mobile has the country code in parentheses.
	Mobile   string `json:"mobile"`
	Password string `json:"password"`
	// Code is the four-digit verification code.
	Code string `json:"code"`
	// Code6 is the six-digit one, ours: the documentation names four digits only.
	Code6 string `json:"code6"`
	// SSNumber is empty for whoever has none.
	SSNumber string `json:"ssNumber"`
	// Country is an ISO 3166 code of two letters.
	Country string `json:"country"`
	// Answers to the security questions, by the question's id; ours as well.
	Answers map[string]string `json:"answers"`
}

// OwnData is user data that a sandbox serves in place of what it makes up. The zero value
// is none.
type OwnData struct {
	// Kinds are the items by kind (identities, incomes and so on, as in the paths of the
	// Open API), each with the fields that Smile's schema of it has; no items is an empty
	// list. A kind that is missing is made up.
	Kinds map[string][]map[string]any `json:"kinds,omitempty"`
	Gap   Gap                         `json:"gap,omitzero"`
}

// Gap is a time without income or employment.
type Gap struct {
	// Months is how many months; 0 is no gap.
	Months int `json:"months"`
	// Ago is how many months before the sandbox's clock begins it ended; 0 is 1: the
	// month before that one has income again.
	Ago int `json:"ago,omitempty"`
}
