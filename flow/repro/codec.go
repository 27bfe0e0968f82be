package repro

import (
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"time"
)

// prefix is what a code begins with: its name and the version of its form.
const prefix = "wt1:"

// Why a text is no code.
var (
	// ErrNoCode says that a text is no code at all.
	ErrNoCode = errors.New("that is no repro code, which begins with wt1: and has letters and digits behind it")
	// ErrMistyped says that a code was cut off or mistyped: have it sent again.
	ErrMistyped = errors.New("the code is not whole or was mistyped: its check sum is wrong, have it sent again")
	// ErrNewer says that a later version of the form was used: update winkterm.
	ErrNewer = errors.New("the code is of a newer winkterm: update this one")
)

// letters are those of a code: no i, l, o or u, which look like others.
var letters = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// The fields of a code by number. A number never gets another meaning.
const (
	fieldSeed = iota + 1
	fieldNow
	fieldOptions
	fieldProvider
	fieldWay
	fieldPerson
	fieldFileType
	fieldSteps
	fieldEnds
)

// field is one of them: a number, or bytes.
type field struct {
	number uint64
	value  uint64
	bytes  []byte // nil for a number
}

// String gives the code in one line of lower-case letters and digits, at most 1,000
// characters.
func (c Code) String() string {
	var data []byte
	for _, f := range c.fields() {
		data = f.append(data)
	}
	data = binary.BigEndian.AppendUint32(data, sum(data))
	return prefix + letters.EncodeToString(data)
}

// sum is the check sum of what a code says, with its version.
func sum(data []byte) uint32 {
	return crc32.Update(crc32.ChecksumIEEE([]byte(prefix)), crc32.IEEETable, data)
}

// Parse reads a code, in letters of any case. It fails with ErrNoCode, ErrMistyped or
// ErrNewer, or says what this version does not know in it.
func Parse(text string) (Code, error) {
	text = strings.ToLower(text)
	body, ours := strings.CutPrefix(text, prefix)
	if !ours {
		return Code{}, foreign(text)
	}
	if len(text) > lengthMax {
		return Code{}, fmt.Errorf("%w (it has more than %d characters)", ErrNoCode, lengthMax)
	}
	data, err := letters.DecodeString(body)
	if err != nil || letters.EncodeToString(data) != body || len(data) < crc32.Size {
		return Code{}, ErrMistyped
	}
	data, check := data[:len(data)-crc32.Size], data[len(data)-crc32.Size:]
	if binary.BigEndian.Uint32(check) != sum(data) {
		return Code{}, ErrMistyped
	}
	c, err := read(data)
	if err == nil {
		err = c.check()
	}
	if err != nil {
		return Code{}, fmt.Errorf("the code does not fit this winkterm: %w", err)
	}
	return c, nil
}

// foreign says what a text is that does not begin as a code of this version does.
func foreign(text string) error {
	version, _, ok := strings.Cut(text, ":")
	if number, wt := strings.CutPrefix(version, "wt"); ok && wt && number != "" && strings.Trim(number, "0123456789") == "" {
		return ErrNewer
	}
	return ErrNoCode
}

// fields are those that are not empty, in order of their numbers.
func (c Code) fields() []field {
	all := []field{
		{number: fieldSeed, value: c.Seed}, {number: fieldNow, value: uint64(c.Now.Unix())}, {number: fieldOptions, value: uint64(c.Options)}, //nolint:gosec // check keeps it positive
		text(fieldProvider, c.Provider), text(fieldWay, c.Way), text(fieldPerson, c.Person), text(fieldFileType, c.FileType),
		{number: fieldSteps, bytes: packSteps(c.Steps)}, {number: fieldEnds, bytes: c.packEnds()},
	}
	all = slices.DeleteFunc(all, func(f field) bool { return f.value == 0 && len(f.bytes) == 0 })
	return append(all, c.newer...)
}

func text(number uint64, s string) field { return field{number: number, bytes: []byte(s)} }

// append writes a field: its number and whether bytes follow, then the number or the
// length and the bytes.
func (f field) append(data []byte) []byte {
	if f.bytes == nil {
		return binary.AppendUvarint(binary.AppendUvarint(data, f.number<<1), f.value)
	}
	data = binary.AppendUvarint(data, f.number<<1|1)
	return append(binary.AppendUvarint(data, uint64(len(f.bytes))), f.bytes...)
}

// errForm says that the bytes are none of a code, though the check sum is right.
var errForm = errors.New("its form is not that of a code")

// read reads fields in order of their numbers.
func read(data []byte) (c Code, err error) {
	c.Now = time.Unix(0, 0).UTC()
	for last := uint64(0); len(data) > 0; {
		var f field
		if f, data, err = next(data); err != nil {
			return c, err
		}
		if f.number <= last {
			return c, errForm
		}
		last = f.number
		if err := c.set(f); err != nil {
			return c, err
		}
	}
	return c, nil
}

// next reads the first field, in the one way in which it is written.
func next(data []byte) (f field, rest []byte, err error) {
	key, rest, ok := number(data)
	f.number = key >> 1
	if !ok {
		return f, nil, errForm
	}
	n, rest, ok := number(rest)
	if !ok || n == 0 {
		return f, nil, errForm
	}
	if key&1 == 0 {
		f.value = n
		return f, rest, nil
	}
	if n > uint64(len(rest)) {
		return f, nil, errForm
	}
	f.bytes = rest[:n:n]
	return f, rest[n:], nil
}

// number reads a number that is as short as it can be.
func number(data []byte) (n uint64, rest []byte, ok bool) {
	n, used := binary.Uvarint(data)
	if used <= 0 || used > 1 && data[used-1] == 0 {
		return 0, nil, false
	}
	return n, data[used:], true
}

// set takes a field over.
func (c *Code) set(f field) (err error) {
	if f.number > fieldEnds {
		c.newer = append(c.newer, f)
		return nil
	}
	if isNumber := f.number <= fieldOptions; isNumber != (f.bytes == nil) {
		return errForm
	}
	switch f.number {
	case fieldSeed:
		c.Seed = f.value
	case fieldNow:
		c.Now = time.Unix(int64(min(f.value, nowMax+1)), 0).UTC()
	case fieldOptions:
		c.Options = Options(min(f.value, allOptions+1))
	case fieldProvider:
		c.Provider = string(f.bytes)
	case fieldWay:
		c.Way = string(f.bytes)
	case fieldPerson:
		c.Person = string(f.bytes)
	case fieldFileType:
		c.FileType = string(f.bytes)
	case fieldSteps:
		c.Steps, err = unpackSteps(f.bytes)
	case fieldEnds:
		err = c.unpackEnds(f.bytes)
	}
	return err
}

// packEnds writes the places of status and error code in the lists, from 1.
func (c Code) packEnds() []byte {
	statuses, codes := c.ends()
	return []byte{byte(1 + slices.Index(statuses, c.Ends.Status)), byte(1 + slices.Index(codes, c.Ends.ErrorCode))}
}

func (c *Code) unpackEnds(data []byte) error {
	statuses, codes := c.ends()
	if len(data) != 2 || data[0] < 1 || int(data[0]) > len(statuses) || int(data[1]) > len(codes) {
		return errors.New("it ends in a status or an error code that is not known here")
	}
	c.Ends.Status = statuses[data[0]-1]
	if data[1] > 0 {
		c.Ends.ErrorCode = codes[data[1]-1]
	}
	return nil
}
