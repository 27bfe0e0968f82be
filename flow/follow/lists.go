package follow

import "time"

// lists is the id under which the lists of everybody's accounts, archives and tasks
// are read at once. A list of everybody shows more users with each call than the
// lists of one user do, once there are a few of them.
const lists = "\x00"

// listsFrom is how many users have to be followed: three lists of one page each take
// as many calls as one user.
const listsFrom = 4

// How long users are read one by one where the lists of everybody fail, and where
// they are too long.
const (
	listPause = time.Minute
	longPause = 10 * time.Minute
)

// list reads the lists of everybody in place of those of each user where that takes
// fewer calls. Users who were named are read one by one.
func (f *Follower) list(now time.Time) {
	if len(f.Users) > 0 || now.Before(f.listAgain) {
		return
	}
	if len(f.order) < listsFrom {
		f.unlist(0)
		return
	}
	for _, j := range f.plan.jobs {
		j.listed = j.id != everyone && j.id != lists
	}
	f.plan.add(job{id: lists, due: now, open: true})
}

// unlist reads users one by one for a time.
func (f *Follower) unlist(d time.Duration) {
	now := f.Limiter.Now()
	f.listAgain = now.Add(d)
	f.plan.keep(f.order, false)
	for _, j := range f.plan.jobs {
		if j.listed {
			j.listed, j.due = false, now
		}
	}
}

// since is when the oldest user who is followed was made: nothing of theirs is older.
func (f *Follower) since() time.Time {
	var oldest time.Time
	for _, j := range f.plan.jobs {
		if j.listed && (oldest.IsZero() || j.created.Before(oldest)) {
			oldest = j.created
		}
	}
	return oldest
}

// byUser parts a snapshot of everybody.
func (f *Follower) byUser(all Snapshot) []Snapshot {
	items := map[string][]Item{}
	for _, i := range all.Items {
		items[i.UserID] = append(items[i.UserID], i)
	}
	var out []Snapshot
	for _, id := range f.order {
		out = append(out, Snapshot{UserID: id, Seen: all.Seen, Items: items[id]})
	}
	return out
}
