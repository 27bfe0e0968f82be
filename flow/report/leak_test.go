package report_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"strings"
	"testing"
	"time"

	"winkterm/flow/journal"
	"winkterm/flow/recording"
	"winkterm/flow/redact"
	"winkterm/flow/report"
	"winkterm/ui/replay"
)

// hostile is a session at a host that puts secrets and personal data wherever it can.
type hostile struct {
	*journal.Journal
	planted []string
}

// plant makes a value that nothing else holds, and remembers it.
func (h *hostile) plant(format string) string {
	value := fmt.Sprintf(format, len(h.planted)+101)
	h.planted = append(h.planted, value)
	return value
}

// learned is a value that the session knows before it is sent.
func (h *hostile) learned(kind redact.Kind, format string) string {
	value := h.plant(format)
	h.Redactor().Learn(kind, value)
	return value
}

func (h *hostile) object(keys string) string {
	m := map[string]any{}
	for key := range strings.FieldsSeq(keys) {
		m[key] = h.plant("Planted-" + key + "-%d")
	}
	text, _ := json.Marshal(m)
	return string(text)
}

func quoted(text string) string {
	out, _ := json.Marshal(text)
	return string(out)
}

// session plants them over all lanes.
func (h *hostile) session() {
	password, key, code := h.learned(redact.Secret, "p\"a's &%d<w>/ö"), h.learned(redact.Key, "key %d+x"), h.learned(redact.Code, "80%d")
	answer, token := h.learned(redact.Secret, "first pet's name: Rex %d"), h.learned(redact.Token, "lt_%d_b64url-x")
	everywhere := strings.Join([]string{
		password, quoted(password), url.QueryEscape(password), url.PathEscape(password), html.EscapeString(password), strings.ReplaceAll(quoted(password), "/", `\/`),
		base64.StdEncoding.EncodeToString([]byte("k:" + password)), key, answer, token, url.QueryEscape(key), "code " + code + " is wrong",
	}, " | ")
	h.Append(journal.Note{Topic: "told " + token, Text: everywhere})
	h.Append(journal.Screen{Page: "Login", ProviderID: "prov " + token, AccountID: token, FileType: key, ArchiveID: answer})
	h.Append(journal.Status{Subject: "account", ID: "a-" + token, From: answer, To: "ERROR " + key, ErrorCode: "E_" + token})
	h.Append(journal.Callback{Name: "onAccountError " + token, Source: journal.SourceWidget, Args: journal.Text(
		`{"errorCode":` + quoted(password) + `,"email":"` + h.plant("cb%d@planted.test") + `","nested":` + quoted(`{"password":`+quoted(h.plant("inner %d secret"))+`}`) + `}`)})
	var launch journal.Launch
	launch.Options.CompanyName, launch.Options.Providers = "Acme "+token, []string{key}
	h.Append(launch)
	h.Append(journal.Intent{Name: "Typed", Args: journal.JSON(`{"Values":{"password":` + quoted(password) + `,"mobile":"` + h.plant("+63 917 555 0%d") + `"}}`)})
	h.Append(journal.Intent{Name: "FileAdded", Args: journal.JSON(`{"File":{"Path":"/home/` + h.plant("user%d") + `/` + h.plant("payslip-of-somebody-%d.pdf") + `","Name":` + quoted(password) + `}}`)})
	h.Append(journal.State{Page: "Login", State: journal.JSON(`{"Linking":{"Typed":{"login.password":` + quoted(password) + `},"Notice":{"Text":` + quoted(everywhere) + `}},"email":"` + h.plant("st%d@planted.test") + `"}`)})
	h.call(everywhere, password, token)
}

func (h *hostile) call(everywhere, password, token string) {
	body := `{"code":"ERROR","message":` + quoted(everywhere) + `,"data":` +
		h.object("email mobile phoneNumber fullName firstName lastName middleName userName loginName employeeName ssNumber taxNumber tin birthDate dob address line1 line2 "+
			"idNumber employeeNumber pagIbigNumber philHealthNumber accountNumber iban docId referenceId accessToken refresh_token otp apiKey client_secret photoUrl inviteLandingPageUrl city zip gender") +
		`,"phones":[{"number":"` + h.plant("+65 9999 6%d") + `"}],"text":"mail ` + h.plant("looks%d@planted.test") + `, call ` + h.plant("+6281199943%d") + `, use Bearer ` + h.plant("abcdefgh%dijklmnop") + `"}`
	h.Append(journal.HTTP{
		API: "open", Method: "POST", Path: "/accounts/" + token, Status: 400, Attempt: 1, Took: time.Millisecond,
		URL:  "https://" + h.plant("user%d:pass") + "@h.test/v1/accounts/" + token + "?email=" + url.QueryEscape(h.plant("q%d@planted.test")) + "&token=" + h.plant("qtoken%d") + "&note=" + url.QueryEscape(password),
		Code: "CODE " + token, RequestID: "r-" + token, Note: everywhere,
		Err: "dial https://h.test/?password=" + h.plant("errsecret%d") + ": " + h.plant("err%d@planted.test") + " " + everywhere,
		Request: journal.Message{Header: []journal.Header{
			{Name: "Authorization", Value: "Basic " + base64.StdEncoding.EncodeToString([]byte(h.plant("basickey%d")+":"+h.plant("basicsecret%d")))},
			{Name: "Cookie", Value: "sid=" + h.plant("cookie%dvalue") + "; x=" + url.QueryEscape(password)},
		}, Body: journal.Text(`{"credentials":{"user":"` + h.plant("cred%d-user") + `","x":[{"y":"` + h.plant("cred%d-deep") + `"}]},"p":` + quoted(password) + `}`)},
		Response: journal.Message{Header: []journal.Header{
			{Name: "Set-Cookie", Value: "s=" + h.plant("setcookie%d") + "; Path=/" + token},
			{Name: "X-Api-Key", Value: h.plant("headerkey%d")}, {Name: "X-Session-Token", Value: h.plant("headertoken%d")},
			{Name: "X-Secret", Value: h.plant("headersecret%d")}, {Name: "Smile-Signature", Value: h.plant("signature%d")},
			{Name: "Authorization", Value: "Bearer " + h.plant("bearer%dheader")}, {Name: "Location", Value: "https://h.test/cb?token=" + h.plant("loctoken%d")},
			{Name: "X-" + token, Value: everywhere},
		}, Body: journal.Text(body)},
	})
}

func newHostile() *hostile {
	now := at
	return &hostile{Journal: journal.New(func() time.Time { now = now.Add(time.Second); return now })}
}

// forms are the encodings in which a value is looked for.
func forms(value string) (all []string) {
	all = append(all, value, url.QueryEscape(value), url.PathEscape(value), html.EscapeString(value), strings.Trim(quoted(value), `"`),
		hex.EncodeToString([]byte(value)), strings.ReplaceAll(strings.ReplaceAll(value, " ", ""), "-", ""))
	for shift := range 3 { // what is not shared with its neighbours
		text := base64.RawStdEncoding.EncodeToString([]byte("abc"[:shift] + value))
		all = append(all, text[(8*shift+5)/6:8*(shift+len(value))/6])
	}
	return all
}

// TestNothingPlantedIsInAnyReport plants values over all lanes, header values, file
// names and error texts, and looks for each in every artefact, what is packed unpacked.
func TestNothingPlantedIsInAnyReport(t *testing.T) {
	t.Parallel()
	h := newHostile()
	h.session()
	if len(h.planted) < 60 {
		t.Fatalf("only %d values are planted", len(h.planted))
	}
	f := recording.Of(recording.Header{Recording: 1, Program: "1.0", Started: at, Command: recording.Wizard}, h.Since(0))
	c := report.Case{Recording: f, Name: "x.ndjson", Screens: replay.NewScreens(f), Proof: h.Redactor().Proof()}
	for _, format := range report.Formats() {
		searched(t, h.planted, format, written(t, format, c))
	}
	c.Proof = nil // as for a file of which nothing else is known
	for _, format := range report.Formats() {
		written(t, format, c)
	}
}

// searched looks for every value in every form.
func searched(t *testing.T, planted []string, name, text string) {
	t.Helper()
	if z, err := zip.NewReader(strings.NewReader(text), int64(len(text))); err == nil {
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			content, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			searched(t, planted, name+" "+f.Name, string(content))
		}
	}
	low := strings.ToLower(text)
	for _, value := range planted {
		for _, form := range forms(value) {
			if strings.Contains(low, strings.ToLower(form)) {
				t.Errorf("%s holds %q, as %q", name, value, form)
			}
		}
	}
}

// TestWhatMaskingMissesIsRefused plants a known value where and how masking does not
// find it: nothing is written, and the record is named, the value never.
func TestWhatMaskingMissesIsRefused(t *testing.T) {
	t.Parallel()
	const secret = "Tr0ub4dor&3"
	for name, text := range map[string]string{
		"hex": hex.EncodeToString([]byte(secret)), "blanks": "Tr0u b4do r&3", "case": "TR0UB4DOR&3",
		"bytes": "%54%72%30%75%62%34%64%6f%72%26%33", "lines of base64": base64.StdEncoding.EncodeToString([]byte(secret))[:7] + "\n" + base64.StdEncoding.EncodeToString([]byte(secret))[7:],
		"raw": secret,
	} {
		for _, format := range report.Formats() {
			r := redact.New()
			r.Learn(redact.Secret, secret)
			records := recorded(journal.Note{Topic: "a", Text: "b"}, journal.Note{Topic: "a"})
			all := []journal.Record{}
			for i := range 2 {
				one, _ := records.At(i)
				all = append(all, one)
			}
			all[1].Data, all[1].Kind = journal.HTTP{Method: "GET", URL: "https://h.test/v1/x", Path: "/x", Status: 400, Err: text, Response: journal.Message{Body: journal.Text(text)}}, "GET /"+text
			all[1].Lane = journal.LaneHTTP
			var out bytes.Buffer
			err := report.Write(&out, format, report.Case{Recording: recording.Of(recording.Header{}, all), Proof: r.Proof()})
			var leak *report.LeakError
			if !errors.As(err, &leak) || leak.Seq != 2 || leak.Lane != journal.LaneHTTP || leak.What != "[SECRET_1]" || out.Len() > 0 {
				t.Errorf("%s, %s: %v, %d bytes written", name, format, err, out.Len())
				continue
			}
			if strings.Contains(err.Error(), text) || strings.Contains(err.Error(), secret) {
				t.Errorf("%s, %s: the error holds the value: %v", name, format, err)
			}
		}
	}
}

// TestAFileAloneIsSearchedToo: of a file nothing is known but looks and keys.
func TestAFileAloneIsSearchedToo(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]journal.Record{
		"email": {Data: journal.Note{Text: "mail me@planted.test"}}, "phone": {Data: journal.Status{ID: "+63 917 555 0123"}},
		"key":    {Data: journal.HTTP{Response: journal.Message{Body: `{"password":"x1"}`}}},
		"header": {Data: journal.HTTP{Request: journal.Message{Header: []journal.Header{{Name: "Cookie", Value: "a=b"}}}}},
		"typed":  {Lane: journal.LaneIntent, Data: journal.Intent{Name: "Typed", Args: `{"Values":{"code":"1234"}}`}},
		"kind":   {Kind: "me@planted.test", Data: journal.Note{}}, "lane": {Lane: "me@planted.test", Data: journal.Note{}},
		"unknown": {Lane: "new", Data: journal.Unknown{Of: "new", Raw: `{"email":"me@planted.test"}`}},
	} {
		r.Seq, r.At = 7, at
		err := report.Write(io.Discard, "json", report.Case{Recording: recording.Of(recording.Header{}, []journal.Record{r})})
		var leak *report.LeakError
		if !errors.As(err, &leak) || leak.Seq != 7 || strings.Contains(err.Error(), "planted") {
			t.Errorf("%s: %v", name, err)
		}
	}
	h := recording.Header{Host: "me@planted.test"}
	var leak *report.LeakError
	if err := report.Write(io.Discard, "json", report.Case{Recording: recording.Of(h, nil)}); !errors.As(err, &leak) || leak.Seq != 0 {
		t.Errorf("the header: %v", err)
	}
}

// painted are screens on which a value stands that no record has, in several colours.
type painted struct{}

func (painted) Screen(int, int, int) []string { return []string{"Tr0u\x1b[1mb4dor\x1b[m&3"} }

// TestScreensAreSearchedAsTheyAreRead looks at the letters, whatever stands between them.
func TestScreensAreSearchedAsTheyAreRead(t *testing.T) {
	t.Parallel()
	r := redact.New()
	r.Learn(redact.Secret, "Tr0ub4dor&3")
	for _, format := range []string{"markdown", "html", "cast", "svg", "zip"} {
		err := report.Write(io.Discard, format, report.Case{Recording: recorded(journal.Screen{Page: "Login"}), Screens: painted{}, Proof: r.Proof()})
		if leak := new(report.LeakError); !errors.As(err, &leak) {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// TestHonestReportsAreNotRefused has passwords that are chance: words of every report,
// short ones, and such as stand in names and ids.
func TestHonestReportsAreNotRefused(t *testing.T) {
	t.Parallel()
	for _, password := range []string{"password", "Different", "recording", "ACCOUNT", "callbacks", "1234", "sss", "grabbed", "prefers-color-scheme", "sequenceDiagram"} {
		r := redact.New()
		r.Learn(redact.Secret, password)
		c := caseOf(t, "widget")
		c.Proof = r.Proof()
		for _, format := range report.Formats() {
			if err := report.Write(io.Discard, format, c); err != nil {
				t.Errorf("%s, %s: %v", password, format, err)
			}
		}
	}
}

func TestATextForTheClipboardIsSearched(t *testing.T) {
	t.Parallel()
	r := redact.New()
	r.Learn(redact.Code, "4711")
	for text, want := range map[string]bool{
		"code 4711": true, `curl -u "$API_KEY:$API_SECRET"`: false, "a-4711": false, "me@planted.test": true, "[CODE_1]": false,
	} {
		if what, found := r.Proof().Text(text); found != want {
			t.Errorf("%q: %s", text, what)
		}
	}
}

// TestWhatIsCopiedOfARecordIsNotRefused: calls, where variables stand for secrets,
// bodies, whole records, and the ticket.
func TestWhatIsCopiedOfARecordIsNotRefused(t *testing.T) {
	t.Parallel()
	h := newHostile()
	h.session()
	records := map[string][]journal.Record{"hostile": h.Since(0)}
	for name := range played {
		c := caseOf(t, name)
		for i := range c.Recording.Len() {
			r, _ := c.Recording.At(i)
			records[name] = append(records[name], r)
		}
	}
	for name, all := range records {
		c := report.Case{Recording: recording.Of(recording.Header{}, all), Proof: h.Redactor().Proof()}
		if what, found := h.Redactor().Proof().Text(written(t, "markdown", c)); found {
			t.Errorf("%s: the ticket holds %s", name, what)
		}
		for _, r := range all {
			whole, _ := json.Marshal(r)
			texts := []string{string(whole), r.Kind}
			if d, ok := r.Data.(journal.HTTP); ok {
				texts = append(texts, journal.Curl(d), string(d.Request.Body), string(d.Response.Body))
			}
			for _, text := range texts {
				if what, found := h.Redactor().Proof().Text(text); found {
					t.Errorf("%s: %s: %s", name, what, text)
				}
			}
		}
	}
}

// TestAWordFromBeforeItWasKnownIsMasked: the city that answers a security question stands
// in the list of providers, which came before. After it was known it may stand nowhere.
func TestAWordFromBeforeItWasKnownIsMasked(t *testing.T) {
	t.Parallel()
	list := journal.HTTP{Method: "GET", Path: "/providers", URL: "https://h.test/providers", Status: 200, Response: journal.Message{Body: `{"text":"Fund of Singapore"}`}}
	answer := journal.HTTP{Method: "POST", Path: "/mfa", URL: "https://h.test/mfa", Status: 200, Request: journal.Message{Body: `{"x":"[SECRET_1]"}`}}
	write := func(secret string, data ...journal.Data) (string, error) {
		f := recorded(data...)
		r := redact.New()
		r.Learn(redact.Secret, secret)
		var out bytes.Buffer
		err := report.Write(&out, "json", report.Case{Recording: f, Proof: r.Proof()})
		return out.String(), err
	}
	if text, err := write("Singapore", list, answer); err != nil || strings.Contains(text, "Singapore") || !strings.Contains(text, "Fund of [SECRET_1]") {
		t.Errorf("%v: %s", err, text)
	}
	leak := new(report.LeakError)
	if _, err := write("Singapore", answer, list); !errors.As(err, &leak) || leak.Seq != 2 {
		t.Errorf("after it was known: %v", err)
	}
	if _, err := write("Singapore", list); !errors.As(err, &leak) {
		t.Errorf("where it is named nowhere: %v", err)
	}
	if _, err := write("Fund of Singapore", list, answer); !errors.As(err, &leak) {
		t.Errorf("what is no chance: %v", err)
	}
}
