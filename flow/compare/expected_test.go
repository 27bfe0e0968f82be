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
// while the page for revoking shows looks like the user's doing. A session that takes up
// an earlier one begins in its middle, as no widget does, and none has a page of all
// accounts and uploads, from which their pages open, or one of user data, from which one
// comes back to them.
var strange = map[string]bool{
	"token-refused": true, "no-new-token": true, "upload-fails": true, "upload-token-expires": true, "problem-in-front": true, "upload-instead": true,
	"host-reset": true, "id-used-again": true, "same-account-twice": true, "one-provider-answered-under-another-id": true,
	"widget": true, "widget-login": true, "start-again": true, "tenant-revokes": true, "revoke-refused": true,
	"resume-login": true, "resume-account": true, "resume-pending-browser": true, "resume-archive": true, "resume-ended-archive": true, "resume-without-a-form": true, "resume-archive-of-no-type": true, "resume-owner": true, "all-accounts": true, "data": true, "data-of-a-document": true,
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
		if got := lines(s.told, e); len(got) > 0 || len(e.Why) > 0 {
			rt.Fatalf("%v\n%v\n%s\n%v", titles(s.told), seen, strings.Join(got, "\n"), e.Why)
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
		"authorised again":         {path: linked + "account:a-1@sss login:sss created:a-2@sss connected:a-2@sss success:a-2@sss close=exit"},
		"no employer":              {path: "consent list close=close"},
		"no employer, documents":   {options: upload, path: "consent list types list close=close"},
		"no host":                  {path: "close=error"},
		"the host fails":           {path: "consent list close=error"},
		"revoking fails":           {path: linked + "account:a-1@sss close=error"},

		"no page of consent":    {path: "list login:sss", want: "missing ConsentPageOpened"},
		"no list":               {path: "consent login:sss", want: "missing ProviderListPageOpened"},
		"no login page":         {path: "consent list created:a-1@sss", want: "missing LoginPageOpened sss"},
		"no account created":    {path: toLogin + "code:sss connected:a-1@sss success:a-1@sss", want: "missing onAccountCreated a-1"},
		"none, nor its id told": {path: toLogin + "a-7=PENDING code:sss", want: "missing onAccountCreated (unknown) at sss"},
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
		"exit after going back": {path: linked + "account:a-1@sss close=exit", want: `differs onClose; reason "exit" not "close"`},
		"tried again, no page":  {path: toLogin + "created:a-1@sss failed:a-1@sss=MFA_TIMEOUT created:a-2@sss", want: "missing LoginPageOpened sss"},
		"another one, no pages": {path: linked + "connected:a-2@grab", want: "missing LoginPageOpened grab\nmissing onAccountCreated a-2\nmissing ConnectSuccessPageOpened grab a-2"},

		"a late login page":      {path: "consent list created:a-1@sss login:sss code:sss", want: "moved LoginPageOpened sss"},
		"success before its end": {path: toCode + "success:a-1@sss connected:a-1@sss close=exit", want: "moved onAccountConnected a-1"},
		"an end after the next":  {path: toCode + "list connected:a-1@sss success:a-1@sss"},
		"an end after closing":   {path: toCode + "close=close connected:a-1@sss success:a-1@sss", want: "missing ConsentPageOpened"},
		"twice connected":        {path: linked + "connected:a-1@sss", want: "doubled onAccountConnected a-1"},
		"closed twice":           {path: linked + "close=exit close=exit", want: "doubled onClose: the flow has no way there from Closed"},
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
		"success after its failure": {path: toCode + "failed:a-1@sss=INVALID_MFA connected:a-1@sss list", want: "extra onAccountConnected a-1: the flow has no way there from onAccountError"},
		"consent that is off":       {options: alone, path: "consent login:sss", want: "extra ConsentPageOpened: the flow has no way there from Closed"},
		"a list after its failure":  {options: alone, path: "login:sss created:a-1@sss failed:a-1@sss=MFA_TIMEOUT list", want: "extra ProviderListPageOpened: the flow has no way there from onAccountError"},
		"failure, seen connected":   {path: toCode + "a-1=CONNECTED failed:a-1@sss=INVALID_MFA list", want: "missing onAccountConnected a-1\nmissing ConnectSuccessPageOpened sss a-1\nextra onAccountError a-1: the flow has no way there from ConnectSuccess"},
		"removed, no page":          {path: linked + "removed:a-1@sss account:a-1@sss", want: "moved AccountRevokePageOpened sss a-1"},
		"removed, not by the user":  {path: toCode + "a-1=DISCONNECTED account:a-1@sss removed:a-1@sss"},
		"opened, not there":         {path: linked + "list account:a-1@sss removed:a-1@sss list account:a-1@sss", want: "doubled AccountRevokePageOpened sss a-1: the flow has no way there from ProviderList"},
		"opened, not linked":        {path: toLogin + "account:a-1@sss", want: "missing onAccountCreated a-1\nmissing onAccountConnected a-1\nmissing ConnectSuccessPageOpened sss a-1"},
		"opened, not sent":          {options: upload, path: toFiles + "archive:d-1@PAYSLIP", want: "missing onUploadsCreated d-1\nmissing ArchiveSuccessPageOpened PAYSLIP d-1"},
		"gone while it is read":     {options: upload, path: toFiles + "sent:d-1 d-1=REVOKED archive:d-1@PAYSLIP types"},
		"gone while linking":        {path: toCode + "a-1=DISCONNECTED account:a-1@sss list login:sss"},
		"another login, alone":      {options: alone, path: "login:grab created:a-1@grab", want: "extra LoginPageOpened grab: the flow has no way there from Closed\nextra onAccountCreated a-1: the flow has no way there from Closed"},
		"analyzed and silent":       {options: upload, path: toFiles + "sent:d-1 d-1=ANALYZED types", want: "missing ArchiveSuccessPageOpened PAYSLIP d-1"},
		"analyzed, sent error":      {options: upload, path: toFiles + "sent:d-1 d-1=ANALYZED close=error", want: "missing ArchiveSuccessPageOpened PAYSLIP d-1\ndiffers onClose; reason \"error\" not \"exit\""},
		"the host fails on the way": {path: toCode + "a-1=PENDING close=error"},
		"exit from the account":     {path: linked + "list account:a-1@sss close=exit", want: `differs onClose; reason "exit" not "close"`},
		"no employer, exit":         {path: "consent list close=exit", want: `differs onClose; reason "exit" not "close"`},
		"error on the consent page": {path: "consent close=error", want: `differs onClose; reason "error" not "close"`},
		"expired while closed":      {path: "expired consent", want: "extra onTokenExpired: the flow has no way there from Closed"},
		"a second wrong code":       {path: toCode + "a-1=AWAITING_MFA a-1=PENDING a-1=AWAITING_MFA connected:a-1@sss success:a-1@sss", want: "missing MfaPageOpened sss"},
		"seen too late to notice":   {path: toCode + "list a-1=CONNECTED"},
		"failed later, at once":     {path: linked + "a-1=ERROR list login:sss"},
		"gone before its page":      {path: linked + "list a-1=DISCONNECTED account:a-1@sss list login:sss"},
		"late file type":            {options: upload, path: "consent list types sent:d-1 files:PAYSLIP read:d-1@PAYSLIP", want: "moved FileTypePageOpened PAYSLIP"},
		"opened before, twice":      {options: upload, path: "consent list types archive:d-0@OTHERS types archive:d-1@PAYSLIP archive:d-1@PAYSLIP withdrawn:d-1", want: "doubled RevokeArchivePageOpened PAYSLIP d-1"},
		"another account's page":    {path: linked + "list login:grab created:a-2@grab connected:a-2@grab success:a-2@grab account:a-1@sss"},
		"another login at once":     {path: toCode + "login:grab"},
		"none, and another is seen": {path: linked + "list login:grab a-1=CONNECTED code:grab", want: "missing onAccountCreated (unknown) at grab"},
		"none, an archive is seen":  {path: toLogin + "d-9=STARTED code:sss", want: "missing onAccountCreated (unknown) at sss"},
		"an archive with a login's": {options: upload, path: toFiles + "sent:d-1 d-1=AWAITING_MFA d-1=PENDING types"},
		"a status that is unknown":  {path: toCode + "a-1=AWAITING_MFA a-1=DREAMING a-1=AWAITING_MFA connected:a-1@sss success:a-1@sss"},
		"success after the next":    {path: toCode + "list success:a-1@sss", want: "missing onAccountConnected a-1"},
		"failure after the next":    {path: toCode + "list failed:a-1@sss=INVALID_MFA"},
		"gone, and left before":     {path: linked + "a-1=DISCONNECTED list"},
		"removed after its page":    {path: linked + "account:a-1@sss success:a-1@sss a-1=DISCONNECTED account:a-1@sss removed:a-1@sss"},
		"ids that are the same":     {options: upload, path: linked + "list types files:PAYSLIP sent:a-1 read:a-1@PAYSLIP"},
		"a code after the list":     {path: toCode + "list code:grab", want: "missing LoginPageOpened grab\nmissing onAccountCreated (unknown) at grab"},
		"another one fails":         {path: toLogin + "created:a-1@sss failed:a-1@sss=INVALID_MFA failed:a-2@sss=INVALID_MFA", want: "missing LoginPageOpened sss\nmissing onAccountCreated a-2"},
		"another one, at once":      {path: toLogin + "created:a-1@sss failed:a-1@sss=INVALID_MFA created:a-2@sss connected:a-2@sss success:a-2@sss", want: "missing LoginPageOpened sss"},
		"two archives at once":      {options: upload, path: "consent list types archive:d-2@OTHERS archive:d-1@PAYSLIP withdrawn:d-1"},
		"linked, and on its page":   {path: linked + "list login:sss account:a-1@sss", want: "doubled LoginPageOpened sss: the flow goes to AccountRevoke, not to Login"},
		"one of before, meanwhile":  {path: toCode + "list account:a-0@sss"},
		"another one on the list":   {path: linked + "list account:a-9@sss", want: `differs AccountRevokePageOpened sss a-9; account.accountId "a-9" not "a-1"`},
		"told after closing":        {path: linked + "close=exit removed:a-1@sss", want: "missing ConsentPageOpened\nmissing AccountRevokePageOpened sss a-1"},
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

// An error that is seen as the widget closes was not seen too late for its callback.
func TestErrorSeenAsTheWidgetCloses(t *testing.T) {
	t.Parallel()
	p := pathOf(t, "consent list login:sss created:a-1@sss code:sss a-1=ERROR close=error")
	p.seen[0].At = p.told[len(p.told)-1].At
	if got := lines(p.told, compare.Expected(p.options, p.told, p.seen)); len(got) != 1 || got[0] != "missing onAccountError a-1" {
		t.Errorf("%q", got)
	}
}
