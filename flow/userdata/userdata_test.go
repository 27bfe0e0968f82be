package userdata_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"winkterm/flow/userdata"
)

func TestCells(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind userdata.Kind
		item string
		want []string
	}{
		{
			userdata.Incomes, `{"startDate":"2024-01-01","endDate":"2024-01-15","currency":"PHP","netAmount":35000.5,"grossAmount":null,"baseAmount":-1234567,"frequency":"Semimonthly","employer":"Tan\u001b[31m &\nSons","new":{"of":1}}`,
			[]string{"2024-01-01 – 2024-01-15", "PHP 35,000.50", "", "PHP -1,234,567.00", "Semimonthly", "Tan & Sons", ""},
		},
		{userdata.Incomes, `{"startDate":"2024-01-01","endDate":null,"netAmount":12.345}`, []string{"from 2024-01-01", "12.345", "", "", "", "", ""}},
		{userdata.Transactions, `{"date":"2024-02-03T10:00:00Z","currency":"PHP","amount":"[ID_1]","description":true}`, []string{"2024-02-03", "PHP [ID_1]", "yes", ""}},
		{
			userdata.Identities, `{"fullName":"Ann","dob":"[BIRTHDATE_1]","emails":[{"address":"a@x.test"},{"address":"b@x.test"},{}],"phones":[],"addresses":"none"}`,
			[]string{"Ann", "[BIRTHDATE_1]", "", "a@x.test +2", "", "", "", "", "", ""},
		},
		{userdata.Links, `{"endDate":"2024-02-03T00:00:00Z","records":[{"count":2},{"count":3},7]}`, []string{"to 2024-02-03", "5", "3"}},
		{userdata.Eincomes, `{"month":"2024-02","currency":"PHP","baseAmount":1}`, []string{"2024-02", "PHP 1.00"}},
		{userdata.Eincomes, `{"month":`, []string{"", ""}},
		{userdata.Eincomes, `null`, []string{"", ""}},
		{userdata.Eincomes, `[1]`, []string{"", ""}},
		{"later", "{\"a\":\n1}", []string{`{"a": 1}`}},
	} {
		if got := userdata.Cells(c.kind, userdata.Item(c.item)); !slices.Equal(got, c.want) || len(got) != len(userdata.Columns(c.kind)) {
			t.Errorf("%s: %q, want %q", c.item, got, c.want)
		}
	}
}

func TestSummary(t *testing.T) {
	t.Parallel()
	for item, want := range map[string]string{
		`{"startDate":"2024-01-01","jobTitle":"Clerk","employer":"Tan"}`: "from 2024-01-01  Clerk at Tan",
		`{"employer":"Tan"}`: "Tan",
		`3`:                  "",
	} {
		if got := userdata.Summary(userdata.Employments, userdata.Item(item)); got != want {
			t.Errorf("%s: %q, want %q", item, got, want)
		}
	}
}

func TestPretty(t *testing.T) {
	t.Parallel()
	for item, want := range map[string]string{"{\"a\":\"\u009b\"}": "{\n  \"a\": \"\"\n}", "{\"a\x1b[2J": "{\"a"} {
		if got := userdata.Pretty(userdata.Item(item)); got != want {
			t.Errorf("%q", got)
		}
	}
}

func TestCSV(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	err := userdata.WriteCSV(&out, []userdata.Item{
		userdata.Item(`{"id":"1","amount":-35000.10,"metadata":{"sourceId":"a-1"},"note":"=1+1","none":null}`),
		userdata.Item(`{"id":"2","emails":[{"address":"a@x.test"},"@SUM"],"note":"+639","-x":"-1e3","note2":"\t=2\u001b[1m,\n3"}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "id,amount,metadata.sourceId,note,emails.0.address,emails.1,'-x,note2\n" +
		"1,-35000.10,a-1,'=1+1,,,,\n" +
		"2,,,'+639,a@x.test,'@SUM,-1e3,\"'=2, 3\"\n"
	if out.String() != want {
		t.Errorf("%s\nwant\n%s", out.String(), want)
	}
	out.Reset()
	if err := userdata.WriteCSV(&out, nil); err != nil || out.Len() > 0 {
		t.Errorf("nothing is %q, %v", out.String(), err)
	}
	if err := userdata.WriteCSV(&out, []userdata.Item{userdata.Item(`{"a":`)}); err == nil {
		t.Error("half an item is written")
	}
	if err := userdata.WriteCSV(&out, []userdata.Item{userdata.Item("[" + strings.Repeat("1,", 1000) + "1]")}); !errors.Is(err, userdata.ErrWide) {
		t.Errorf("too many columns are %v", err)
	}
}

func TestStore(t *testing.T) {
	t.Parallel()
	var s userdata.Store
	list := func(words ...string) (items []userdata.Item) {
		for _, word := range words {
			items = append(items, userdata.Item(word))
		}
		return items
	}
	text := func(k userdata.Kind, full bool) string { return fmt.Sprintf("%s", s.Items("a-1", k, full)) }
	s.Add("a-1", userdata.Incomes, list(`{"id":"1"}`, `{"id":"2"}`), list("m1", "m2"))
	given := s.Items("a-1", userdata.Incomes, false)
	s.Add("a-1", userdata.Incomes, list(`{"id":"2","n":1}`, `{}`, `{}`), list("m2b", "m3"))
	s.Add("a-1", userdata.Ratings, nil, nil)
	s.Add("a-2", userdata.Incomes, list(`{"id":"1"}`), list("other"))
	if fmt.Sprintf("%s", given) != "[m1 m2]" {
		t.Errorf("what was given away became %s", given)
	}
	if got := text(userdata.Incomes, false) + text(userdata.Incomes, true); got != `[m1 m2b m3 ][{"id":"1"} {"id":"2","n":1} {} {}]` {
		t.Error(got)
	}
	s.Forget("a-1")
	if len(s.Items("a-1", userdata.Incomes, true)) != 0 || len(s.Items("a-1", userdata.Incomes, false)) != 0 || len(s.Items("a-2", userdata.Incomes, true)) != 1 {
		t.Error("the wrong ones went")
	}
}

// TestTheStoreIsBounded by items and by bytes, and has room again for what it forgot.
func TestTheStoreIsBounded(t *testing.T) {
	t.Parallel()
	var s userdata.Store
	page := make([]userdata.Item, 150)
	for i := range page {
		page[i] = userdata.Item(`{}`)
	}
	for range userdata.ItemsMax/len(page) + 1 {
		s.Add("a-1", userdata.Incomes, page, page)
	}
	if n, left := len(s.Items("a-1", userdata.Incomes, true)), s.LeftOut("a-1"); n != userdata.ItemsMax || left != 100 {
		t.Errorf("%d are kept, %d left out", n, left)
	}
	s.Forget("a-1")
	one, large := []userdata.Item{userdata.Item(`{"id":"1"}`)}, []userdata.Item{bytes.Repeat([]byte("x"), 20<<20)}
	for i := range 5 {
		s.Add("a-"+fmt.Sprint(i), userdata.Incomes, one, large)
		s.Add("a-"+fmt.Sprint(i), userdata.Incomes, one, large)
	}
	if s.LeftOut("a-2") != 0 || s.LeftOut("a-3") == 0 || s.LeftOut("a-1") != 0 {
		t.Errorf("left out are %d and %d", s.LeftOut("a-2"), s.LeftOut("a-3"))
	}
}

func TestTheStoreIsSafeForMany(t *testing.T) {
	t.Parallel()
	var s userdata.Store
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for range 50 {
				s.Add("a-1", userdata.Incomes, []userdata.Item{userdata.Item(fmt.Sprintf(`{"id":"%d"}`, i))}, []userdata.Item{userdata.Item("m")})
				_, _ = s.Items("a-1", userdata.Incomes, true), s.LeftOut("a-1")
				s.Forget("a-2")
			}
		})
	}
	all.Wait()
	if n := len(s.Items("a-1", userdata.Incomes, true)); n != 4 {
		t.Errorf("%d items", n)
	}
}
