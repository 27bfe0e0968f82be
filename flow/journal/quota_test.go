package journal

import (
	"strings"
	"testing"

	"winkterm/flow/redact"
)

func TestAt(t *testing.T) {
	t.Parallel()
	j := New(newClock().now)
	if _, ok := j.At(1); ok || j.First() != 1 {
		t.Errorf("an empty journal has a record, or begins at %d", j.First())
	}
	for range RecordsMax + 2 {
		j.Append(Note{})
	}
	for seq, want := range map[int]bool{0: false, 2: false, 3: true, RecordsMax + 2: true, RecordsMax + 3: false} {
		if got, ok := j.At(seq); ok != want || ok && got.Seq != seq {
			t.Errorf("At(%d) gives record %d, %v", seq, got.Seq, ok)
		}
	}
	if j.First() != 3 {
		t.Errorf("the oldest one is %d", j.First())
	}
}

// Snapshots have a quota of their own: they let go of the oldest of them, and of no
// body.
func TestSnapshotsPushNoBodyOut(t *testing.T) {
	t.Parallel()
	j := New(newClock().now)
	call := HTTP{Request: Message{Header: []Header{{"A", "b"}}}, Response: Message{Body: Text(strings.Repeat("body ", 2000))}}
	j.Append(call)
	state := JSON(`{"Notice":"` + strings.Repeat("text ", 10_000) + `"}`)
	const n = 40 // 2 MB
	for range n {
		j.Append(State{Page: "Login", State: state})
	}
	all := j.Since(0)
	wantText(t, "the call", all[0].Data, Data(call))
	kept := 0
	for i, r := range all[1:] {
		d, _ := r.Data.(State)
		switch newest := len(all) - 2 - i; {
		case d.State == state:
			kept++
		case d.State != "null" || newest < SnapshotsMax/len(state):
			t.Errorf("of snapshot %d of %d there is %.40s", i+1, n, d.State)
		}
		wantText(t, "page", d.Page, "Login")
	}
	if kept != SnapshotsMax/len(state) {
		t.Errorf("%d snapshots of %d bytes are kept", kept, len(state))
	}
}

// What bodies there are pushes no snapshot out.
func TestBodiesPushNoSnapshotOut(t *testing.T) {
	t.Parallel()
	j := New(newClock().now)
	j.Append(State{Page: "Login", State: `{"Page":"Login"}`})
	for range 300 {
		j.Append(HTTP{Response: Message{Body: Text(strings.Repeat("a b ", BodyMax/4))}})
	}
	wantText(t, "snapshot", j.Since(0)[0].Data, Data(State{Page: "Login", State: `{"Page":"Login"}`}))
}

func TestSnapshotIsMasked(t *testing.T) {
	t.Parallel()
	r := redact.New()
	r.Learn(redact.Secret, "Login") // a password that is also the name of a page
	r.Learn(redact.Secret, "correct horse")
	wantText(t, "state", mask(r, State{Page: "Login", State: `{"Page":"Login","Typed":{"email":"bob","password":"né"},"Notice":"not correct horse","N":3}`}),
		Data(State{Page: "Login", State: `{"N":3,"Notice":"not [SECRET_2]","Page":"Login","Typed":{"email":"•••","password":"••"}}`}))
	wantText(t, "intent", mask(r, Intent{Name: "Typed", Args: `{"Field":"password","Value":"hunter2"}`}),
		Data(Intent{Name: "Typed", Args: `{"Field":"password","Value":"•••••••"}`}))
	wantText(t, "a long one", mask(r, State{Page: "x", State: JSON(`"` + strings.Repeat("x", SnapshotMax) + `"`)}), Data(State{Page: "x", State: "null"}))
	wantText(t, "no JSON", mask(r, Intent{Name: "x", Args: `{"a":`}), Data(Intent{Name: "x", Args: "null"}))
}

// Of many header lines the first are kept, and of long ones the beginning.
func TestHeadersAreCut(t *testing.T) {
	t.Parallel()
	lines := make([]Header, listMax+5)
	for i := range lines {
		lines[i] = Header{Name: strings.Repeat("n ", nameMax), Value: strings.Repeat("v ", lineMax)}
	}
	d, _ := mask(redact.New(), HTTP{Request: Message{Header: lines}, Response: Message{Header: lines[:1]}}).(HTTP)
	if got := d.Request.Header; len(got) != listMax || len(got[0].Name) > nameMax+64 || len(got[0].Value) > lineMax+64 || len(d.Response.Header) != 1 {
		t.Errorf("%d lines are kept, a name of %d bytes, a value of %d", len(got), len(got[0].Name), len(got[0].Value))
	}
	if len(lines) != listMax+5 || len(lines[0].Value) != 2*lineMax {
		t.Error("the caller's lines were changed")
	}
}
