package assets

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestProvidersCoverWhatTheWizardMustShow(t *testing.T) {
	t.Parallel()
	all := Providers()
	if len(all) < 60 {
		t.Fatalf("%d providers, want at least 60", len(all))
	}
	count := map[string]int{}
	for _, p := range all {
		count["id "+p.ID]++
		count["country "+p.Country]++
		count["mfa "+p.MFAKind]++
		for _, l := range p.Login {
			count["login "+l]++
		}
		if !p.Active {
			count["inactive"]++
		}
		if !p.Enabled {
			count["not enabled"]++
		}
		if p.Type == "EMPLOYER" && !p.AccountConnection {
			count["employer without live connection"]++
		}
	}
	for _, want := range []string{
		"id upwork", "id freelancer", "id grab", "id sss_ph",
		"country PH", "country ID", "country SG", "country IN",
		"mfa none", "mfa otp4", "mfa otp6", "mfa choice", "mfa questions",
		"login email", "login mobile", "login username", "login ssNumber",
		"inactive", "not enabled", "employer without live connection",
	} {
		if count[want] == 0 {
			t.Errorf("no provider with %s", want)
		}
		if strings.HasPrefix(want, "id ") && count[want] != 1 {
			t.Errorf("%s is there %d times", want, count[want])
		}
	}
}

func TestProvidersAreConsistent(t *testing.T) {
	t.Parallel()
	byID := map[string]Provider{}
	for _, p := range Providers() {
		if _, twice := byID[p.ID]; twice {
			t.Errorf("%s is there twice", p.ID)
		}
		byID[p.ID] = p
	}
	for id, p := range byID {
		if p.MFA != (p.MFAKind != MFANone) {
			t.Errorf("%s: mfa %t but kind %q", id, p.MFA, p.MFAKind)
		}
		if p.AccountConnection != (len(p.Login) > 0) {
			t.Errorf("%s: live connection %t but login %v", id, p.AccountConnection, p.Login)
		}
		if p.MonitorSupported && (p.Type != "GOVERNMENT" || !p.AccountConnection) {
			t.Errorf("%s: sync is for social security and the like alone", id)
		}
		if len(p.Supported) == 0 || p.Name == "" || p.LongName == "" {
			t.Errorf("%s: incomplete: %+v", id, p)
		}
		if u, err := url.Parse(p.LogoURL); err != nil || !strings.HasSuffix(u.Hostname(), ".example.invalid") {
			t.Errorf("%s: logo %q must not lead to a host that exists", id, p.LogoURL)
		}
		if p.SocialSecurity == "" {
			continue
		}
		record, there := byID[p.SocialSecurity]
		if !there || record.Country != p.Country || !record.AccountConnection || !record.Active || !record.Enabled {
			t.Errorf("%s: social security record %q cannot be linked", id, p.SocialSecurity)
		}
		if p.Type != "EMPLOYER" || p.AccountConnection {
			t.Errorf("%s: only an employer without live connection has a social security record", id)
		}
	}
}

func TestSSSFindsSocialSecurityFirst(t *testing.T) {
	t.Parallel()
	first := slices.IndexFunc(Providers(), func(p Provider) bool {
		return strings.Contains(strings.ToLower(p.ID+p.Name+p.LongName), "sss")
	})
	if got := Providers()[first]; got.ID != "sss_ph" || got.Name != "Social Security System" {
		t.Errorf("sss finds %s %q first", got.ID, got.Name)
	}
}

func TestPeopleAreTheDocumentedOnes(t *testing.T) {
	t.Parallel()
	want := map[string][5]string{
		"George":    {"George Palomero Jr.", "gpalomero1234@smileapi.io", "(+63) 9559991234", "123456", "3300000008"},
		"Ryan":      {"Ryan Lestari", "ryan1234@smileapi.io", "(+62) 8119994321", "654321", ""},
		"Christina": {"Christina Tan", "christina4321@smileapi.io", "(+65) 99996789", "YGUS1", ""},
		"Anisha":    {"Anisha Bhatia", "anisha98765@smileapi.io", "(+91) 9511198765", "123456", ""},
	}
	if len(People()) != len(want) {
		t.Fatalf("%d people, want %d", len(People()), len(want))
	}
	for _, p := range People() {
		if got := [5]string{p.FullName, p.Email, p.Mobile, p.Password, p.SSNumber}; got != want[p.Name] {
			t.Errorf("%s: %v, want %v", p.Name, got, want[p.Name])
		}
		if p.Code != "1234" || len(p.Code6) != 6 || len(p.Answers) != 2 || p.Country == "" {
			t.Errorf("%s: codes or answers are missing: %+v", p.Name, p)
		}
	}
}

func TestDataHasNoUnknownFields(t *testing.T) {
	t.Parallel()
	for name, check := range map[string]func(*json.Decoder) error{
		"providers": func(d *json.Decoder) error { return d.Decode(&[]Provider{}) },
		"people":    func(d *json.Decoder) error { return d.Decode(&[]Person{}) },
		"fileTypes": func(d *json.Decoder) error { return d.Decode(&[]FileType{}) },
		"payslips":  func(d *json.Decoder) error { return d.Decode(&[]Payslip{}) },
	} {
		data := map[string][]byte{
			"providers": content("providers.json"), "people": content("people.json"), "fileTypes": content("filetypes.json"), "payslips": content("payslips/payslips.json"),
		}[name]
		dec := json.NewDecoder(strings.NewReader(string(data)))
		dec.DisallowUnknownFields()
		if err := check(dec); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkParseProviders(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		parsed[Provider]("providers.json")()
	}
}
