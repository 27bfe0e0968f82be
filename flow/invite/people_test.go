package invite_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"winkterm/flow/invite"
)

func TestPeopleAreReadAsSpreadsheetsWriteThem(t *testing.T) {
	t.Parallel()
	jane := invite.Person{Line: 2, FullName: "Doe, Jane", FirstName: "Jane", Email: "jane@example.test"}
	for name, text := range map[string]string{
		"plain":                "fullName,email,firstName\n\"Doe, Jane\",jane@example.test,Jane\n",
		"any order and case":   "EMAIL,firstname,LastName,FullName\njane@example.test,Jane,,\"Doe, Jane\"\n",
		"a mark, CRLF, blanks": "\ufefffullName , email,firstName\r\n \"Doe, Jane\",jane@example.test,Jane\r\n,,\r\n\r\n",
		"no end of line":       "fullName,email,firstName\n\"Doe, Jane\", jane@example.test ,Jane",
	} {
		got, err := invite.ReadPeople([]byte(strings.ReplaceAll(text, "\n \"", "\n\"")))
		if err != nil || !reflect.DeepEqual(got, []invite.Person{jane}) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestMistakesHaveTheirLine(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 201)
	for text, wants := range map[string][]string{
		"":                                     {"no line that names the columns: fullName,email is the least$"},
		"\"fullName,email\n":                   {"line 1", "quote"},
		"fullName,email\n":                     {"nobody stands below"},
		"fullName,email,age\nA,a@b.test,1\n":   {`line 1: the column "age" is not known`},
		"name;mail\nA;a@b.test\n":              {`line 1: the column "name;mail" is not known`, "column fullName is missing", "column email is missing"},
		"fullName,email,Email\nA,a@b.test,x\n": {"line 1: the column email is there twice"},
		"fullName,email\nA,a@b.test\n\n,b@c.test\nC,c\nD,d@e.test,1\n": {"line 4: fullName is empty", `line 5: email "c"`, "line 6 has 3 values, and there are 2 columns"},
		"fullName,email\nA,\"Jane <a@b.test>\"\n":                      {"line 2: email"},
		"fullName,email\nA\n":                                          {"line 2 has 1 values"},
		"fullName,email\n" + long + ",a@b.test\n":                      {"line 2: fullName has more than 200 characters"},
		"fullName,email,firstName\nA,a@b.test," + long[:65] + "\n":     {"line 2: firstName has more than 64 characters"},
		"fullName,email\n\"A\nB\",a@b.test\nC,c\n":                     {"line 2: fullName has a line break", `line 4: email "c"`},
		"fullName,email\n\"A,a@b.test\n":                               {"line 2", "quote"},
		"fullName,email\nA,a@b.test\nB\xff,b@c.test\n":                 {"line 3 is no UTF-8"},
		"f\x00u\x00l\x00l\x00":                                         {"line 1 is no UTF-8"},
	} {
		got, err := invite.ReadPeople([]byte(text))
		for _, want := range wants {
			if err == nil || got != nil || !strings.Contains(err.Error()+"$", want) {
				t.Errorf("%q: %v, %v, want %q", text, got, err, want)
			}
		}
	}
}

func TestFilesAreBounded(t *testing.T) {
	t.Parallel()
	many := "fullName,email\n" + strings.Repeat("A,a@b.test\n", invite.PeopleMax+1)
	if _, err := invite.ReadPeople([]byte(many)); err == nil || !strings.Contains(err.Error(), "10001 people") {
		t.Errorf("%v", err)
	}
	_, err := invite.ReadPeople([]byte("fullName,email\n" + strings.Repeat("A,bad\n", 1000)))
	if n := strings.Count(fmt.Sprint(err), "\n"); n != 19 {
		t.Errorf("%d lines of mistakes", n+1)
	}
}

func TestAnyFileIsReadOrRefused(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := "fullName,email\n" + rapid.StringOf(rapid.RuneFrom([]rune("ab@.,\"\n\r ;\ufeffé"))).Draw(t, "text")
		people, err := invite.ReadPeople([]byte(text))
		if (err == nil) == (len(people) == 0) {
			t.Fatalf("%d people, %v", len(people), err)
		}
		for _, p := range people {
			if p.FullName == "" || !strings.Contains(p.Email, "@") || p.Line < 2 {
				t.Fatalf("%+v", p)
			}
		}
	})
}
