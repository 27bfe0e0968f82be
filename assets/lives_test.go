package assets

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestEachPersonHasALife(t *testing.T) {
	t.Parallel()
	if len(Lives()) != len(People()) {
		t.Fatalf("%d lives for %d people", len(Lives()), len(People()))
	}
	for i, l := range Lives() {
		who := People()[i]
		name := strings.Join(strings.Fields(l.FirstName+" "+l.LastName+" "+l.Suffix), " ")
		if l.Person != who.Name || name != who.FullName {
			t.Errorf("life %d is of %s, %s, want %s, %s", i, l.Person, name, who.Name, who.FullName)
		}
		if l.Address.City == "" || l.Address.House == 0 || l.Swing <= 0 || l.Swing > 100 {
			t.Errorf("%s: incomplete: %+v", l.Person, l)
		}
		if u, err := url.Parse(l.SocialProfile.URL); err != nil || !strings.HasSuffix(u.Hostname(), ".example.invalid") {
			t.Errorf("%s: the profile %q must not lead to a host that exists", l.Person, l.SocialProfile.URL)
		}
	}
}

func TestCareersAreInOrder(t *testing.T) {
	t.Parallel()
	for _, l := range Lives() {
		if len(l.Jobs) < 2 || len(l.Jobs) > 4 {
			t.Errorf("%s had %d jobs, want 2 to 4", l.Person, len(l.Jobs))
		}
		before := l.Born[:len("2006-01")]
		for i, j := range l.Jobs {
			if j.Employer == "" || j.Title == "" || j.Department == "" || j.Work == "" || j.Description == "" || j.Pay <= 0 || j.Pay > 100 {
				t.Errorf("%s: incomplete: %+v", l.Person, j)
			}
			if _, err := time.Parse("2006-01", j.From); err != nil || j.From <= before {
				t.Errorf("%s: a job from %s after %s: %v", l.Person, j.From, before, err)
			}
			last := i == len(l.Jobs)-1
			if last != (j.To == "") || !last && j.To < j.From || j.From > "2023-12" || j.To > "2025-12" {
				t.Errorf("%s: a job from %s to %q", l.Person, j.From, j.To)
			}
			before = j.To
		}
		if now := l.Jobs[len(l.Jobs)-1]; now.Pay != 100 || now.Employer != *l.Payslip.Values.EmployerName {
			t.Errorf("%s: the present job is %+v", l.Person, now)
		}
		if l.Payslip.Page.Earnings[0].Label != "Base pay" {
			t.Errorf("%s: the payslip does not begin with the base pay", l.Person)
		}
	}
}

func TestPapersAreComplete(t *testing.T) {
	t.Parallel()
	number := regexp.MustCompile(`^[A-Z0-9#@/ -]+$`)
	for _, l := range Lives() {
		var types []string
		for _, p := range l.Papers {
			types = append(types, p.Type)
			if _, err := time.Parse(time.DateOnly, p.Issued); err != nil || p.Issued > "2025-12-31" || p.Issued < l.Born {
				t.Errorf("%s: %s was issued on %q: %v", l.Person, p.Name, p.Issued, err)
			}
			if p.Name == "" || !number.MatchString(p.Number) || p.Years < 0 {
				t.Errorf("%s: incomplete: %+v", l.Person, p)
			}
		}
		for _, want := range []string{"IDENTIFICATION", "CLEARANCE", "CERTIFICATE"} {
			if !slices.Contains(types, want) {
				t.Errorf("%s has no %s", l.Person, want)
			}
		}
	}
}

func TestLivesHaveNoUnknownFields(t *testing.T) {
	t.Parallel()
	dec := json.NewDecoder(strings.NewReader(string(content("lives.json"))))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&[]Life{}); err != nil {
		t.Error(err)
	}
}
