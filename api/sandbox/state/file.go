package state

import (
	"encoding/json"
	"fmt"
	"time"

	"winkterm/api/sandbox/store"
)

// Version is that of the tables and of the rows in them. Files of version 1,
// which had another form, are not read any more.
const Version = 2

// Beside the tables of rows there are nextOf, each with the number that a table
// uses next, without which that of a dropped row would be given twice, and
// aboutTable with the one row about the sandbox itself.
const (
	nextOf     = ".next"
	aboutTable = "sandbox"
)

// about is what is written down about the sandbox itself.
type about struct {
	// Lead is how far its clock is ahead of the real one.
	Lead time.Duration
	// Runs is how often it was started, so that no two requests have one id.
	Runs uint64
}

func (tx *Tx) putAbout() { tx.put(aboutTable, 0, tx.st.about) }

func (tx *Tx) put(table string, key int, v any) {
	if tx.st.file == nil {
		return
	}
	data, err := json.Marshal(v)
	if err != nil { // plain data of our own
		panic(fmt.Sprintf("sandbox: %T cannot be written: %v", v, err))
	}
	tx.st.batch.Put(table, uint64(key), data)
}

func (tx *Tx) remove(table string, key int) {
	if tx.st.file != nil {
		tx.st.batch.Delete(table, uint64(key))
	}
}

// Flush waits until everything that was changed before it is in the data file.
func (s *State) Flush() error {
	if s.file == nil {
		return nil
	}
	return s.file.Flush()
}

// Close closes the data file, if there is one, with all changes in it.
func (s *State) Close() error {
	if s.file == nil {
		return nil
	}
	return s.file.Close()
}

// Open reads the state back from a file, made where there is none, and keeps it
// there from now on. It is called once all tables are made and before anything
// else. It fails as store.Open does, and for rows that cannot have been.
func (s *State) Open(name string) error {
	file, err := store.Open(name, Version)
	if err != nil {
		return err
	}
	s.file = file
	if err := s.readBack(); err != nil {
		_ = file.Close()
		return fmt.Errorf("the data file cannot be read back: %w", err)
	}
	s.about.Runs++
	tx := s.newTx()
	s.mu.Lock()
	tx.putAbout()
	tx.End()
	return s.Flush()
}

func (s *State) readBack() error {
	err := s.file.Load(aboutTable, func(_ uint64, value []byte) error { return json.Unmarshal(value, &s.about) })
	if err != nil {
		return err
	}
	if _, err := s.clock.advance(s.about.Lead); err != nil {
		return err
	}
	for _, t := range s.tables {
		if err := t.load(s.file); err != nil {
			return err
		}
	}
	tx := s.newTx()
	for _, t := range s.tables {
		if err := t.reviveAll(tx); err != nil {
			return err
		}
	}
	return nil
}

// persisted is a table of any kind, for reading back.
type persisted interface {
	clear()
	load(file *store.Store) error
	reviveAll(tx *Tx) error
}

func (t *Table[T]) clear() { t.next, t.all, t.byID, t.owned = 0, nil, map[string]T{}, map[string][]T{} }

// load takes in the rows as they were written, and what the next number is.
func (t *Table[T]) load(file *store.Store) error {
	err := file.Load(t.name, func(_ uint64, value []byte) error {
		row := t.blank()
		if err := json.Unmarshal(value, row); err != nil {
			return err
		}
		e := row.Meta()
		if e.ID == "" || e.Seq < t.next {
			return fmt.Errorf("a row of %s is out of order", t.name)
		}
		t.next = e.Seq + 1
		t.take(row)
		return t.st.clock.catchUp(e.CreatedAt) // it may begin earlier than the last time
	})
	if err != nil {
		return err
	}
	return file.Load(t.name+nextOf, func(_ uint64, value []byte) error {
		next := 0
		err := json.Unmarshal(value, &next)
		t.next = max(t.next, next)
		return err
	})
}

func (t *Table[T]) reviveAll(tx *Tx) error {
	for _, row := range t.all {
		if t.revive == nil {
			continue
		}
		if err := t.revive(tx, row); err != nil {
			return fmt.Errorf("table %s: %w", t.name, err)
		}
	}
	return nil
}
