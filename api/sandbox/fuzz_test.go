package sandbox

import (
	"slices"
	"testing"

	"winkterm/api/wire"
)

// knownCodes are the codes that the contract knows for each status.
var knownCodes = map[int][]wire.Code{
	200: {wire.CodeOK}, 201: {wire.CodeOK}, 202: {wire.CodeOK},
	400: {wire.CodeInvalidParameters, wire.CodeInvalidCredentials},
	401: {wire.CodeInvalidToken}, 403: {wire.CodeUnauthorizedAccess}, 404: {wire.CodeMissingResource},
	415: {wire.CodeUnsupportedType}, 429: {wire.CodeRequestLimitExceeded},
}

// fitting are bodies that are in order, from which a fuzzer sets out.
var fitting = map[string]string{
	"POST /v1/users":                                `{"externalMetadata":{"ref":"42"}}`,
	"POST /v1/consentTemplates":                     aConsent,
	"POST /v1/webhooks":                             aWebhook,
	"POST /v1/accounts/{id}/exports/generate":       `{"exportExtensionType":"PDF"}`,
	"POST /v1/invites":                              invitation("tpl-1"),
	"POST /v1/inviteTemplates":                      anInviteTemplate,
	"PUT /v1/inviteTemplates/{id}":                  anInviteTemplate,
	"POST /v1/archives":                             `{"fileType":"PAYSLIP","rawFiles":[{"fileExtensionType":"PDF","fileContent":"JVBERi0="}]}`,
	"POST /v1/archives/classify":                    `{"userId":null,"rawFiles":[{"fileExtensionType":"PNG","fileContent":"iVBO"}]}`,
	"POST /v1/archives/-/payslips/uploadRawFile":    `{"userId":"tenant-1","fileExtensionType":"PDF","fileContent":"JVBERi0="}`,
	"POST /v1/archives/-/payslips/sendManualResult": `{"archiveId":"u-1","validFile":true,"data":{"payDate":"2026-01-01","netAmount":1e9}}`,
	"POST /link/v1/sessions":                        `{"options":{"providers":["sss_ph"],"enableUpload":true}}`,
	"POST /link/v1/accounts":                        `{"providerId":"sss_ph","option":"ssNumber","credentials":{"ssNumber":"3300000008","password":"123456"}}`,
	"POST /link/v1/accounts/{id}/mfa":               `{"code":"1234","choice":"sms","answers":{"city":"Manila"}}`,
	"POST /link/v1/archives":                        `{"fileType":"PAYSLIP","rawFiles":[{"fileExtensionType":"PDF","fileContent":"JVBERi0="}]}`,
	"POST /_sandbox/clock":                          `{"advance":"5h"}`,
	"POST /_sandbox/faults":                         `{"name":"account.ACCOUNT_LOCKED","now":true,"times":1}`,
}

// FuzzOperations sends any body and any query to any operation. An envelope comes
// back whose status the contract knows: a failure of the sandbox itself is none.
func FuzzOperations(f *testing.F) {
	operations := New(Config{}).routes
	for i, rt := range operations {
		f.Add(uint(i), fitting[rt.Name()], "")
		f.Add(uint(i), "{}", "size=2&cursor=X2xpc3Q9JTJGdjElMkZ1c2VycyZfZnJvbT0w&startDate=2026-03-01&active=true&topIds=grab")
	}
	f.Fuzz(func(t *testing.T, n uint, body, query string) {
		g, ids := populated(t)
		routes := g.srv.routes
		rt := routes[n%uint(len(routes))]
		req := g.requestTo(rt, ids, body, "application/json")
		req.URL.RawQuery = query
		if r := g.do(req); !slices.Contains(knownCodes[r.status], r.Code) {
			t.Errorf("%s?%q with %q: %d %s", rt.Name(), query, body, r.status, r.raw)
		}
	})
}
