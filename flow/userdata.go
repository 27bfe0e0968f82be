package flow

import (
	"slices"

	"winkterm/api/wire"
)

// UserData says how much was read of the data of an account or archive. The items are no
// part of the state, which is recorded.
type UserData struct {
	// Of is the account or archive, Tasks what the host does or did for it.
	Of    Subject
	Tasks []wire.Task
	// Counts are those of the kinds that were read.
	Counts []DataCount
	// Revoked are the counts from before it was revoked; Counts are read again then.
	Revoked []DataCount
	// Failure is why reading broke off.
	Failure Failure
}

// DataCount is how many items of a kind there are.
type DataCount struct {
	// Kind is the name of the API's list, such as "incomes".
	Kind  string
	Count int
	// More says that there are more than were read.
	More bool
	// RequestID is that of the last call.
	RequestID string
}

// Reading says that user data are being read or counted.
func (c Calls) Reading() bool { return c.Slots[SlotData].underWay() }

// DataOf gives how much was read of the data of an account or archive, zero where that is
// of another one.
func (s State) DataOf(id string) UserData {
	if s.UserData.Of.ID != id {
		return UserData{}
	}
	return s.UserData
}

// reading is the page of user data, and their counts when something is revoked.
type reading part

// open shows the data of the account or archive that the page is about.
func (d reading) open(DataWanted) {
	d.about(d.pageSource())
	d.push(d.origin())
	d.enter(Data)
	d.load(LoadData{})
	d.resume()
}

// pageSource is the account or archive that the page is about.
func (d reading) pageSource() Subject {
	if pageTable[d.Page].about == AboutArchive {
		return Subject{Kind: SubjectArchive, ID: d.Documents.ArchiveID, UserID: d.Session.UserID}
	}
	return Subject{Kind: SubjectSync, ID: d.Linking.AccountID, UserID: d.Session.UserID}
}

func (d reading) about(of Subject) {
	if d.UserData.Of != of {
		d.UserData = UserData{Of: of}
	}
	if of.Kind == SubjectSync {
		d.UserData.Tasks = d.Linking.Tasks
	}
}

// load reads the kinds that are known to be there; the driver adds those of the tasks.
func (d reading) load(r LoadData) {
	data := &d.UserData
	r.Kind, r.UserID, r.SourceID = data.Of.Kind, data.Of.UserID, data.Of.ID
	for _, c := range slices.Concat(data.Counts, data.Revoked) {
		r.Kinds = append(r.Kinds, c.Kind)
	}
	if a, ok := d.Linking.Account(r.SourceID); ok && a.ProviderID == d.Linking.Provider.ID {
		r.Datapoints = d.Linking.Provider.Supported
	}
	data.Failure = Failure{}
	d.call(SlotData, r)
}

func (d reading) arrived(a DataArrived) {
	d.UserData.Tasks, d.UserData.Counts = a.Tasks, a.Counts
}

func (d reading) refresh(Refreshed) {
	d.load(LoadData{})
	d.resume()
}

// follow reads again when a task of the page's account has finished, or its status has
// changed.
func (d reading) follow(tasks []wire.Task, changed bool) {
	if d.Page != Data {
		return
	}
	changed = changed || finished(tasks) > finished(d.UserData.Tasks)
	d.UserData.Tasks = tasks
	if changed {
		d.load(LoadData{})
	}
}

func finished(tasks []wire.Task) (n int) {
	for _, t := range tasks {
		if t.Status == wire.TaskFinished {
			n++
		}
	}
	return n
}

// count finds out how much goes when the page's account or archive is revoked, unless that
// is known.
func (d reading) count() {
	d.about(d.pageSource())
	if len(d.UserData.Counts) == 0 {
		d.load(LoadData{CountOnly: true})
	}
}

// recount counts what is left of what is revoked, where that was counted before.
func (d reading) recount(id string) {
	counted := d.UserData.Of.ID == id && (d.UserData.Counts != nil || d.Calls.Reading())
	if about := d.Page.About(); !counted || about != AboutAccount && about != AboutArchive {
		return
	}
	d.UserData.Revoked, d.UserData.Counts = d.UserData.Counts, nil
	d.load(LoadData{CountOnly: true})
}
