package assets

// Person is one of the test people that Smile's documentation names for its
// sandbox. Nothing of it is secret: the fields are published.
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

var people = parsed[Person]("people.json")

// People gives the test people in the documentation's order. The slice is shared.
func People() []Person { return people() }
