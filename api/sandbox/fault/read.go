package fault

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"winkterm/api/wire"
)

// MaxFile is how large the file of --faults may be, in bytes.
const MaxFile = 1 << 20

// shownErrors is how many mistakes of one file are shown at once.
const shownErrors = 5

// file is the top of the YAML. A fault that is left empty ("- ") is nil.
type file struct {
	Faults []*wire.Fault `yaml:"faults"`
}

// Read takes faults from YAML, see the package comment; an empty file has none.
// What it gives can be armed with the same operations. It fails, with the number of
// the line, on what is not known, on what [Set.Arm] would refuse, and on more than
// MaxArmed faults or MaxFile bytes.
func Read(r io.Reader, operations []string) ([]wire.Fault, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read the faults: %w", err)
	}
	if len(data) > MaxFile {
		return nil, fmt.Errorf("the faults are larger than %d bytes", MaxFile)
	}
	var top file
	if err := decode(data, &top); err != nil {
		return nil, err
	}
	if len(top.Faults) > MaxArmed {
		return nil, fmt.Errorf("there are %d faults, at most %d can be armed", len(top.Faults), MaxArmed)
	}
	faults := make([]wire.Fault, 0, len(top.Faults))
	for i, f := range top.Faults {
		read, err := checkRead(f, operations)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line(data, i, err), err)
		}
		faults = append(faults, read)
	}
	return faults, nil
}

func checkRead(f *wire.Fault, operations []string) (wire.Fault, error) {
	if f == nil {
		return wire.Fault{}, wrong("name", "is wanted")
	}
	if f.Now {
		return *f, CheckNow(*f)
	}
	a, err := NewSet(0, operations).check(*f)
	if err != nil {
		return wire.Fault{}, err
	}
	return a.fault, nil
}

// decode wants one document at most, and knows every field of it.
func decode(data []byte, top *file) error {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	err := dec.Decode(top)
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		return readable(err)
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return errors.New("the faults are to be one YAML document, there is something behind the first")
	}
	return nil
}

// What the decoder says of a field that is not known, and of a wrong type.
var (
	unknownField = regexp.MustCompile(`(?s)^(line \d+: )field (.*) not found in type \S+$`)
	wrongType    = regexp.MustCompile(`(?s)^(line \d+: )cannot unmarshal (.*) into \S+$`)
)

// readable puts what the decoder says into one line, without names of Go types.
func readable(err error) error {
	all, ok := errors.AsType[*yaml.TypeError](err)
	if !ok {
		return fmt.Errorf("read the faults: %w", err)
	}
	var lines []string
	for _, text := range all.Errors[:min(len(all.Errors), shownErrors)] {
		text = unknownField.ReplaceAllString(text, "${1}there is no field $2 here")
		lines = append(lines, wrongType.ReplaceAllString(text, "${1}$2 does not belong here"))
	}
	return errors.New(strings.Map(visible, strings.Join(lines, "; ")))
}

func visible(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// line finds where in the YAML the n-th fault, counted from 0, has what err is
// about. It comes as near as the file has it: a field, or the fault.
func line(data []byte, n int, err error) int {
	var top struct{ Faults []yaml.Node }
	if yaml.Unmarshal(data, &top) != nil || n >= len(top.Faults) {
		return 1
	}
	at, in := top.Faults[n].Line, &top.Faults[n]
	if wrong, ok := errors.AsType[*FieldError](err); ok {
		for name := range strings.SplitSeq(wrong.Field, ".") {
			key, value := member(in, name)
			if key == nil {
				break
			}
			at, in = key.Line, value
		}
	}
	return at
}

// member gives what a mapping has under a name, nil when it has nothing.
func member(in *yaml.Node, name string) (key, value *yaml.Node) {
	if in.Kind == yaml.AliasNode {
		in = in.Alias
	}
	for i := 0; in.Kind == yaml.MappingNode && i+1 < len(in.Content); i += 2 {
		if in.Content[i].Value == name {
			return in.Content[i], in.Content[i+1]
		}
	}
	return nil, nil
}
