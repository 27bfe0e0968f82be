package replay

import (
	"slices"

	"winkterm/flow/journal"
)

// watchedMost is how many statuses before a moment are looked at.
const watchedMost = 2000

// User is a user who is watched, with the newest status of each account, archive and
// task, the one that came first in front.
type User struct {
	ID       string
	Statuses []journal.Record
}

// Watched gives what a recording of a watch knows at the moment of a record, the user who
// was seen first in front. What is not listed any more is left out.
func (t *Timeline) Watched(i int) []User {
	var users []User
	upTo, _ := t.Count(Status, t.Clamp(i))
	for _, at := range t.marks[Status][max(upTo-watchedMost, 0):upTo] {
		r, _ := t.file.At(int(at))
		d, ok := r.Data.(journal.Status)
		if !ok {
			continue
		}
		n := slices.IndexFunc(users, func(u User) bool { return u.ID == d.UserID })
		if n < 0 {
			users, n = append(users, User{ID: d.UserID}), len(users)
		}
		users[n].take(r, d)
	}
	return users
}

// take puts a status in the place of the one before.
func (u *User) take(r journal.Record, d journal.Status) {
	n := slices.IndexFunc(u.Statuses, func(before journal.Record) bool {
		b, _ := before.Data.(journal.Status)
		return b.Subject == d.Subject && b.ID == d.ID
	})
	switch {
	case n < 0 && d.To != "":
		u.Statuses = append(u.Statuses, r)
	case n >= 0 && d.To == "":
		u.Statuses = slices.Delete(u.Statuses, n, n+1)
	case n >= 0:
		u.Statuses[n] = r
	}
}
