package store

import (
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// Load calls each for every value of a table in the order of the keys, none if
// there is no such table. It gives what was in the file and does not wait for
// what was appended, so it belongs before the first Append. The value may be
// kept and changed. It ends with the first error of each, wrapped with the place
// where it came up. each must not call the store.
func (s *Store) Load(table string, each func(key uint64, value []byte) error) error {
	return s.db.View(func(tx *bolt.Tx) error {
		tables := tx.Bucket(tablesName)
		if tables == nil {
			return nil
		}
		values := tables.Bucket([]byte(table))
		if values == nil {
			return nil
		}
		return values.ForEach(func(key, value []byte) error {
			if len(key) != 8 || value == nil {
				return fmt.Errorf("%w: %s has an entry in table %s that nobody wrote", ErrDamaged, s.file, table)
			}
			number := binary.BigEndian.Uint64(key)
			// Without the copy a caller that writes to it would crash: it is mapped memory.
			if err := each(number, append([]byte{}, value...)); err != nil {
				return fmt.Errorf("%s, table %s, entry %d: %w", s.file, table, number, err)
			}
			return nil
		})
	})
}
