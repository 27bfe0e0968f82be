package sandbox

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"winkterm/api/sandbox/web"
)

// operations are those of the official specification that the sandbox serves and
// that the walk must come by, sorted by tag.
func operations() []string {
	return []string{
		// Providers
		"GET /providers", "GET /providers/{id}",
		// Users
		"GET /users", "POST /users", "GET /users/{id}", "GET /users/{id}/payload", "POST /users/{id}/resetSession",
		// Tokens
		"POST /tokens",
		// Consent Templates
		"GET /consentTemplates", "POST /consentTemplates", "DELETE /consentTemplates/{id}",
		// Webhooks
		"GET /webhooks", "POST /webhooks", "GET /webhooks/{id}", "DELETE /webhooks/{id}",
		// Tasks
		"GET /tasks", "GET /tasks/{id}",
		// Accounts
		"GET /accounts", "GET /accounts/{id}", "GET /accounts/{id}/payload", "DELETE /accounts/{id}",
		"POST /accounts/{accountId}/disableMonitor", "POST /accounts/{id}/exports/generate",
		// Invites
		"GET /invites", "POST /invites", "GET /invites/{id}", "GET /invites/{inviteId}/logs",
		// Invite Templates
		"GET /inviteTemplates", "POST /inviteTemplates",
		"GET /inviteTemplates/{id}", "PUT /inviteTemplates/{id}", "DELETE /inviteTemplates/{id}",
		// Archives
		"GET /archives", "POST /archives", "POST /archives/classify", "GET /archives/{id}", "DELETE /archives/{id}",
		"POST /archives/-/payslips/uploadRawFile", "GET /archives/-/payslips/queryPrediction",
		"GET /archives/-/payslips/listPredictions", "POST /archives/-/payslips/sendManualResult",
		// Uploads
		"GET /uploads", "GET /uploads/{id}",
		// File Types
		"GET /fileTypes",
		// Identities
		"GET /identities", "GET /identities/{id}",
		// Ratings
		"GET /ratings", "GET /ratings/{id}",
		// Documents
		"GET /documents", "GET /documents/{id}",
		// Employments
		"GET /employments", "GET /employments/{id}",
		// Incomes
		"GET /incomes", "GET /incomes/{id}",
		// Contributions
		"GET /contributions", "GET /contributions/{id}",
		// Liabilities
		"GET /liabilities", "GET /liabilities/{id}",
		// Transactions
		"GET /transactions", "GET /transactions/{id}",
		// Estimated Incomes
		"GET /eincomes", "GET /eincomes/{id}",
		// Insights
		"GET /insights", "GET /insights/{id}",
		// Links
		"GET /links", "GET /links/{id}",
	}
}

// tags are the parts of the specification that the sandbox is to serve.
var tags = []string{
	"Providers", "Users", "Tokens", "Consent Templates", "Webhooks", "Tasks", "Accounts", "Invites", "Invite Templates",
	"Archives", "Uploads", "File Types", "Identities", "Ratings", "Documents", "Employments", "Incomes", "Contributions",
	"Liabilities", "Transactions", "Estimated Incomes", "Insights", "Links",
}

func TestTheListsHaveEveryOperationOfTheirTags(t *testing.T) {
	t.Parallel()
	doc := specification(t)
	var want []string
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			if slices.ContainsFunc(op.Tags, func(tag string) bool { return slices.Contains(tags, tag) }) {
				want = append(want, method+" "+path)
			}
		}
	}
	listed := slices.Sorted(slices.Values(operations()))
	slices.Sort(want)
	if diff := cmp.Diff(want, listed); diff != "" {
		t.Errorf("the specification and the lists (-want +listed):\n%s", diff)
	}
}

// tally is how an operation was exercised.
type tally struct {
	// good and refused: a success was seen, a refusal other than for the key.
	good, refused bool
	// errors says that the document lists any for it.
	errors bool
}

func (t *tally) note(status int) {
	switch {
	case status < 400:
		t.good = true
	case status != http.StatusUnauthorized:
		t.refused = true
	}
}

var parameter = regexp.MustCompile(`\{[^}]*\}`)

// bare is an operation without the names of its parameters, which differ.
func bare(operation string) string { return parameter.ReplaceAllString(operation, "{}") }

// names gives the operations of routes as the document has them.
func (c *contract) names(routes []web.Route) []string {
	var list []string
	for _, rt := range routes {
		list = append(list, rt.Method+" "+strings.TrimPrefix(rt.Path, c.base))
	}
	return list
}

// covers wants each operation to be among the routes and to have been held
// against the document, a success and where it lists errors a refusal as well; and
// no route to be none of them.
func (c *contract) covers(operations []string, routes []web.Route) {
	c.t.Helper()
	served := map[string]bool{}
	for _, name := range c.names(routes) {
		served[bare(name)] = true
	}
	for _, name := range operations {
		seen := c.seen[bare(name)]
		switch {
		case !served[bare(name)]:
			c.t.Errorf("the sandbox lacks %s", name)
		case seen == nil || !seen.good:
			c.t.Errorf("%s was not exercised", name)
		case seen.errors && !seen.refused:
			c.t.Errorf("%s was not refused anything", name)
		}
		delete(served, bare(name))
	}
	for name := range served {
		c.t.Errorf("%s is served and not listed: add it to operations", name)
	}
}

// keyless calls each operation without a key, where the document lists 401.
func (c *contract) keyless(operations []string) {
	c.t.Helper()
	for _, name := range operations {
		method, path, _ := strings.Cut(name, " ")
		path = parameter.ReplaceAllString(path, "x")
		if c.lists(method, path, http.StatusUnauthorized) {
			c.callAs("", method, path, "", http.StatusUnauthorized)
		}
	}
}
