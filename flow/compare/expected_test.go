package compare_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"winkterm/api/wire"
	"winkterm/flow/compare"
)

// strange are the stories that callbacks alone do not tell: a page shows again
// after a problem, a host answers with ids that are another's, the wizard goes on
// beside a widget, or it is left before its first page. What the tenant revokes
// while the page for revoking shows looks like the user's doing.
var strange = map[string]bool{
	"token-refused": true, "no-new-token": true, "upload-fails": true, "upload-token-expires": true, "problem-in-front": true, "upload-instead": true,
	"host-reset": true, "id-used-again": true, "same-account-twice": true, "one-provider-answered-under-another-id": true,
	"widget": true, "widget-login": true, "start-again": true, "tenant-revokes": true, "revoke-refused": true,
}

func TestTheFlowTellsWhatItsStoriesTell(t *testing.T) {
	t.Parallel()
	for name, p := range transcripts(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := lines(p.told, compare.Expected(p.options, p.told, p.seen))
			if strange[name] != (len(got) > 0) {
				t.Errorf("strange is %v, and what differs is\n%s", strange[name], strings.Join(got, "\n"))
			}
		})
	}
}

// TestAnyPathOfTheWizardIsExpected lets a user wander: what the flow tells on the
// way is what is expected of it, also when some statuses were missed.
func TestAnyPathOfTheWizardIsExpected(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := newSim(rt, t)
		s.wander(rapid.IntRange(1, 120).Draw(rt, "steps"))
		var seen []compare.Seen
		for _, one := range s.seen {
			if rapid.IntRange(0, 2).Draw(rt, "met") > 0 {
				seen = append(seen, one)
			}
		}
		e := compare.Expected(s.options, s.told, seen)
		if got := lines(s.told, e); len(got) > 0 || len(e.Off) > 0 {
			rt.Fatalf("%v\n%s\n%v", seen, strings.Join(got, "\n"), e.Off)
		}
	})
}

func TestPaths(t *testing.T) {
	t.Parallel()
	const (
		toLogin = "consent list login:sss "
		toCode  = toLogin + "created:a-1@sss code:sss "
		linked  = toCode + "connected:a-1@sss success:a-1@sss "
		toFiles = "consent list types files:PAYSLIP "
	)
	upload := wire.WidgetOptions{EnableUpload: true}
	alone := wire.WidgetOptions{Providers: []string{"sss"}, EnableConsentPage: new(bool)}
	for name, c := range map[string]struct {
		options wire.WidgetOptions
		path    string
		want    string
	}{
		"nothing told":             {},
		"the whole way":            {path: linked + "close=exit"},
		"without a code":           {path: toLogin + "created:a-1@sss connected:a-1@sss success:a-1@sss close=exit"},
		"two accounts in one go":   {path: linked + "list login:grab created:a-2@grab failed:a-2@grab=INVALID_MFA login:grab created:a-3@grab connected:a-3@grab success:a-3@grab close=exit"},
		"a wrong code":             {path: toCode + "code:sss connected:a-1@sss success:a-1@sss"},
		"several ways to log in":   {path: "consent list ways login:sss ways login:sss created:a-1@sss"},
		"survey and record":        {path: "consent list survey login:sss created:a-1@sss"},
		"survey and upload":        {options: upload, path: "consent list survey types files:PAYSLIP"},
		"one provider, no consent": {options: alone, path: "login:sss created:a-1@sss failed:a-1@sss=MFA_TIMEOUT close=error"},
		"revoked from the list":    {path: linked + "list account:a-1@sss removed:a-1@sss list"},
		"revoked, known before":    {path: "consent list account:a-0@sss removed:a-0@sss"},
		"revoked and left early":   {path: linked + "account:a-1@sss success:a-1@sss removed:a-1@sss account:a-1@sss"},
		"revoked by the tenant":    {path: linked + "a-1=DISCONNECTED account:a-1@sss list login:sss"},
		"upload":                   {options: upload, path: toFiles + "sent:d-1 read:d-1@PAYSLIP archive:d-1@PAYSLIP withdrawn:d-1 types close=close"},
		"upload that fails":        {options: upload, path: toFiles + "sent:d-1 d-1=ERROR types files:TAX_DOCUMENT sent:d-2 close=error"},
		"an archive known before":  {options: upload, path: "consent list types archive:d-0@PAYSLIP withdrawn:d-0 types"},
		"token expires":            {path: toLogin + "expired created:a-1@sss expired login:sss"},
		"opened again":             {path: linked + "close=exit consent list account:a-1@sss"},
		"loaded anew":              {path: toCode + "consent list login:grab"},
		"loaded anew at once":      {path: "consent consent list"},
		"one provider, anew":       {options: alone, path: "login:sss created:a-1@sss connected:a-1@sss success:a-1@sss login:sss created:a-2@sss"},
		"no host":                  {path: "close=error"},
		"the host fails":           {path: "consent list close=error"},
		"revoking fails":           {path: linked + "account:a-1@sss close=error"},

		"no page of consent":    {path: "list login:sss", want: "missing ConsentPageOpened"},
		"no list":               {path: "consent login:sss", want: "missing ProviderListPageOpened"},
		"no login page":         {path: "consent list created:a-1@sss", want: "missing LoginPageOpened sss"},
		"no account created":    {path: toLogin + "code:sss connected:a-1@sss success:a-1@sss", want: "missing onAccountCreated a-1"},
		"none, nor its id told": {path: toLogin + "a-7=PENDING code:sss", want: "missing onAccountCreated a-7"},
		"no account at all":     {path: toLogin + "code:sss", want: "missing onAccountCreated (unknown) at sss"},
		"no code page":          {path: toLogin + "created:a-1@sss a-1=AWAITING_MFA connected:a-1@sss success:a-1@sss", want: "missing MfaPageOpened sss"},
		"no success told":       {path: toCode + "success:a-1@sss", want: "missing onAccountConnected a-1"},
		"no success page":       {path: toCode + "connected:a-1@sss close=exit", want: "missing ConnectSuccessPageOpened sss a-1"},
		"linked and silent":     {path: toCode + "a-1=CONNECTED", want: "missing onAccountConnected a-1\nmissing ConnectSuccessPageOpened sss a-1"},
		"failed and silent":     {path: toCode + "a-1=ERROR,INVALID_MFA list", want: "missing onAccountError a-1"},
		"exit from an error":    {path: toCode + "close=error", want: "missing onAccountError a-1"},
		"revoked and silent":    {path: linked + "account:a-1@sss a-1=DISCONNECTED", want: "missing onAccountRemoved a-1"},
		"sent and silent":       {options: upload, path: toFiles + "read:d-1@PAYSLIP", want: "missing onUploadsCreated d-1"},
		"withdrawn and silent":  {options: upload, path: toFiles + "sent:d-1 read:d-1@PAYSLIP archive:d-1@PAYSLIP d-1=REVOKED types", want: "missing onUploadsRemoved d-1"},

		"exit and silent":       {path: toCode + "close=exit", want: "missing onAccountConnected a-1\nmissing ConnectSuccessPageOpened sss a-1"},
		"exit from an upload":   {options: upload, path: toFiles + "sent:d-1 close=exit", want: "missing ArchiveSuccessPageOpened PAYSLIP d-1"},
		"exit after going back": {path: linked + "account:a-1@sss close=exit", want: "missing ConnectSuccessPageOpened sss a-1"},
		"tried again, no page":  {path: toLogin + "created:a-1@sss failed:a-1@sss=MFA_TIMEOUT created:a-2@sss", want: "missing LoginPageOpened sss"},
		"another one, no pages": {path: linked + "connected:a-2@grab", want: "missing ProviderListPageOpened\nmissing LoginPageOpened grab\nmissing onAccountCreated a-2\nmissing ConnectSuccessPageOpened grab a-2"},

		"a late login page":      {path: "consent list created:a-1@sss login:sss code:sss", want: "moved LoginPageOpened sss"},
		"success before its end": {path: toCode + "success:a-1@sss connected:a-1@sss close=exit", want: "moved onAccountConnected a-1"},
		"an end after the next":  {path: toCode + "list connected:a-1@sss success:a-1@sss", want: "moved ProviderListPageOpened"},
		"an end after closing":   {path: toCode + "close=close connected:a-1@sss success:a-1@sss", want: "moved onClose"},
		"twice connected":        {path: linked + "connected:a-1@sss", want: "doubled onAccountConnected a-1"},
		"closed twice":           {path: linked + "close=exit close=exit", want: "doubled onClose: the flow does not tell it on Closed"},
		"a list shown again":     {path: "consent list list", want: "doubled ProviderListPageOpened"},

		"another reason":      {path: linked + "close=error", want: `differs onClose; reason "error" not "exit"`},
		"another code":        {path: toCode + "a-1=ERROR,MFA_TIMEOUT failed:a-1@sss=INVALID_MFA", want: `differs onAccountError a-1; errorCode "INVALID_MFA" not "MFA_TIMEOUT"`},
		"another provider":    {path: toLogin + "created:a-1@sss code:grab connected:a-1@sss success:a-1@sss", want: `differs MfaPageOpened grab; account.providerId "grab" not "sss"`},
		"another account":     {path: toCode + "connected:a-1@sss success:a-2@sss", want: `differs ConnectSuccessPageOpened sss a-2; account.accountId "a-2" not "a-1"`},
		"another one revoked": {path: linked + "account:a-9@sss removed:a-1@sss", want: `differs AccountRevokePageOpened sss a-9; account.accountId "a-9" not "a-1"`},
		"another file type":   {options: upload, path: toFiles + "sent:d-1 read:d-1@OTHERS archive:d-1@PAYSLIP", want: `differs ArchiveSuccessPageOpened OTHERS d-1; archive.fileType "OTHERS" not "PAYSLIP"`},
		"another archive":     {options: upload, path: toFiles + "sent:d-1 read:d-2@PAYSLIP archive:d-1@PAYSLIP", want: `differs ArchiveSuccessPageOpened PAYSLIP d-2; archive.archiveId "d-2" not "d-1"`},

		"no upload in the options":  {path: "consent list types list", want: "extra FileTypeListPageOpened: the flow has no way there from ProviderList\ndoubled ProviderListPageOpened"},
		"a list with one provider":  {options: alone, path: "login:sss list created:a-1@sss", want: "extra ProviderListPageOpened: the flow has no way there from Login"},
		"linked once more":          {path: linked + "list login:sss list", want: "doubled LoginPageOpened sss: the flow goes to AccountRevoke, not to Login\ndoubled ProviderListPageOpened"},
		"success after its failure": {path: toCode + "failed:a-1@sss=INVALID_MFA connected:a-1@sss list", want: "extra onAccountConnected a-1: the flow has no way there from ConnectError"},
		"told after closing":        {path: linked + "close=exit removed:a-1@sss", want: "missing ConsentPageOpened\nmissing ProviderListPageOpened\nmissing AccountRevokePageOpened sss a-1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := pathOf(t, c.path)
			got := strings.Join(lines(p.told, compare.Expected(c.options, p.told, p.seen)), "\n")
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
