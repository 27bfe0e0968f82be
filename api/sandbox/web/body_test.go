package web_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"winkterm/api/sandbox/web"
)

// wish is a body.
type wish struct {
	Name  string `json:"name"`
	Times int    `json:"times"`
	Deep  struct {
		Nth int `json:"nth"`
	} `json:"deep"`
}

func TestBodiesAreRead(t *testing.T) {
	t.Parallel()
	var got wish
	if err := ask("POST", "/", `{"name":"a","other":1,"deep":{"nth":2}}`).Decode(&got); err != nil || got.Name != "a" || got.Deep.Nth != 2 {
		t.Errorf("%+v, %v", got, err)
	}
	if err := ask("POST", "/", "").Decode(&got); err != nil || got.Name != "a" {
		t.Errorf("an empty body changes %+v, %v", got, err)
	}
	refused(t, ask("POST", "/", "").DecodeAll(&got), 400, "body: is wanted")
	if err := ask("POST", "/", "{}").DecodeAll(&got); err != nil {
		t.Error(err)
	}
	refused(t, ask("POST", "/", "[").DecodeAll(&got), 400, "body: is not the JSON")
	refused(t, ask("POST", "/", `{"deep":{"nth":"hush"}}`).Decode(&got), 400, "deep.nth: must not be a JSON string")
	refused(t, ask("POST", "/", `"hush"`).Decode(&got), 400, "body: is not the JSON object")
	refused(t, ask("POST", "/", `{"name":"`+strings.Repeat("x", web.MaxBody)+`"}`).Decode(&got), 400, "body: is larger than 1048576 bytes")
	if err := ask("POST", "/", `{"name":"`+strings.Repeat("x", web.MaxBody-11)+`"}`).Decode(&got); err != nil {
		t.Errorf("the largest body: %v", err)
	}
	broken := ask("POST", "/", "")
	broken.R.Body = io.NopCloser(brokenReader{})
	refused(t, broken.Decode(&got), 400, "body: broke off")
	for kind, good := range map[string]bool{"application/json": true, "application/json; charset=utf-8": true, "text/json": false, "": false, ";": false} {
		c := ask("POST", "/", "{}")
		c.R.Header.Set("Content-Type", kind)
		if err := c.Decode(&got); good && err != nil {
			t.Errorf("%q: %v", kind, err)
		} else if !good {
			refused(t, err, 415, "must be application/json")
		}
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errors.New("gone") }

func TestOperationsWithBodies(t *testing.T) {
	t.Parallel()
	var done []string
	do := func(_ *web.Call, w *wish) (any, error) { done = append(done, w.Name); return w.Name, nil }
	check := func(w *wish) error {
		if w.Name == "bad" {
			return web.Invalid("name", "is bad")
		}
		return nil
	}
	run := func(op web.Operation, body string) error { _, err := op(ask("POST", "/", body)); return err }
	if err := errors.Join(run(web.JSON(check, do), `{"name":"a","more":1}`), run(web.JSON(nil, do), `{"name":"bad"}`), run(web.StrictJSON(do), `{"name":"c"}`)); err != nil {
		t.Error(err)
	}
	if strings.Join(done, " ") != "a bad c" {
		t.Errorf("done are %q", done)
	}
	refused(t, run(web.JSON(check, do), `{"name":"bad"}`), 400, "is bad")
	refused(t, run(web.JSON(check, do), ""), 400, "is wanted")
	refused(t, run(web.StrictJSON(do), ""), 400, "is wanted")
	refused(t, run(web.StrictJSON(do), `{"nam":"c"}`), 400, `a field that is not known: "nam"`)
	refused(t, run(web.StrictJSON(do), `{"deep":{"nht":1}}`), 400, `"nht"`)
	refused(t, run(web.StrictJSON(do), `{"times":"c"}`), 400, "times: must not be a JSON string")
	refused(t, run(web.StrictJSON(do), `{`), 400, "is not the JSON")
	if len(done) != 3 {
		t.Errorf("what was refused was done: %q", done)
	}
	refused(t, run(web.StrictJSON(do), `[]`), 400, "is not the JSON object")
}

func TestRulesOfFields(t *testing.T) {
	t.Parallel()
	lengths := func(value *string) error {
		return web.CheckLengths(web.Length{Field: "a.b", Value: value, Min: 1, Max: 3})
	}
	for value, good := range map[string]bool{"": false, "a": true, "äöü": true, "abcd": false} {
		if err := lengths(&value); (err == nil) != good {
			t.Errorf("%q: %v", value, err)
		}
	}
	refused(t, lengths(new("")), 400, "a.b: 1 to 3 characters")
	if err := lengths(nil); err != nil {
		t.Errorf("what is left out: %v", err)
	}
	if err := web.CheckLengths(web.Length{Field: "a", Min: 1, Max: 3}, web.Length{Field: "b", Value: new(""), Min: 1, Max: 3}); err == nil {
		t.Error("the second rule does not hold")
	}
	if err := web.CheckGiven("a", new(false)); err != nil {
		t.Error(err)
	}
	refused(t, web.CheckGiven("a", nil), 400, "a: is wanted")
	for address, good := range map[string]bool{"a@b.test": true, "A <a@b.test>": false, "<a@b.test>": false, "a": false, "": false} {
		if err := web.CheckEmail("mail", address); (err == nil) != good {
			t.Errorf("%q: %v", address, err)
		}
	}
	for day, good := range map[string]bool{"2026-02-28": true, "2026-02-29": false, "": false, "28.2.2026": false} {
		if err := web.CheckDay("day", &day); (err == nil) != good {
			t.Errorf("%q: %v", day, err)
		}
	}
	if err := web.CheckDay("day", nil); err != nil {
		t.Error(err)
	}
}
