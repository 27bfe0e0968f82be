package invite

import (
	"fmt"
	"regexp"
	"slices"

	"winkterm/api/wire"
)

// variable finds one in a text, also one that is not closed.
var variable = regexp.MustCompile(`\$\{[^}\n]*\}?`)

// Variables are those that the texts of a template may have.
func Variables() []string { return []string{"${companyName}", "${fullName}", "${firstName}"} }

// Unknown names the variables in a template that nobody fills in, each with the field that
// it stands in.
func Unknown(t wire.InviteTemplateRequest) (all []string) {
	for _, f := range []struct{ name, text string }{
		{"email.subject", t.Email.Subject}, {"email.body", t.Email.Body}, {"email.senderName", t.Email.SenderName},
		{"landingPage.header", t.LandingPage.Header}, {"landingPage.description", t.LandingPage.Description}, {"landingPage.button", t.LandingPage.Button},
		{"successPage.header", t.SuccessPage.Header}, {"successPage.description", t.SuccessPage.Description}, {"successPage.button", t.SuccessPage.Button},
	} {
		for _, v := range variable.FindAllString(f.text, -1) {
			if !slices.Contains(Variables(), v) {
				all = append(all, fmt.Sprintf("%s in %s", v, f.name))
			}
		}
	}
	return all
}
