package repro

import (
	"fmt"
	"strings"

	"winkterm/api/sandbox/fault"
	"winkterm/api/wire"
)

// packSteps writes each step as its action, and the length of its short argument with
// the argument.
func packSteps(steps []Step) (data []byte) {
	for _, s := range steps {
		arg := s.short()
		data = append(append(data, byte(s.Do), byte(len(arg))), arg...)
	}
	return data
}

func unpackSteps(data []byte) (steps []Step, err error) {
	for len(data) > 0 {
		if len(data) < 2 || int(data[1]) > len(data)-2 {
			return nil, errForm
		}
		arg, s := string(data[2:2+data[1]]), Step{Do: Action(data[0])}
		if s.Arg = s.long(arg); s.short() != arg {
			return nil, fmt.Errorf("step %d is not known here", len(steps)+1)
		}
		steps, data = append(steps, s), data[2+data[1]:]
	}
	return steps, nil
}

// short is the argument as it stands in a code: a fault by its two letters, and so the
// error code of a magic password.
func (s Step) short() string {
	switch s.Do {
	case Arm, Trigger:
		return shortOf(s.Arg)
	case LogIn, Answer:
		kind, arg, _ := strings.Cut(s.Arg, "_")
		if kind == "" {
			return ""
		}
		if kind == "error" || kind == "later" {
			arg = shortOf(fault.GroupAccount + "." + arg)
		}
		return kind[:1] + arg
	case Send, Revoke:
	}
	return ""
}

// long is the argument that a short one stands for; empty for none.
func (s Step) long(short string) string {
	switch s.Do {
	case Arm, Trigger:
		return nameOf(short)
	case LogIn, Answer:
		for _, kind := range []string{Right, Wrong} {
			if short == kind[:1] {
				return kind
			}
		}
		if n, slow := strings.CutPrefix(short, "s"); slow {
			return "slow_" + n
		}
		for _, kind := range []string{"error", "later"} {
			if letters, ok := strings.CutPrefix(short, kind[:1]); ok {
				_, code := fault.Split(wire.FaultName(nameOf(letters)))
				return kind + "_" + code
			}
		}
	case Send, Revoke:
	}
	return ""
}

// shortOf gives the two letters of a fault, nameOf the fault of two letters; empty
// where there is none.
func shortOf(name string) string {
	k, _ := fault.Find(wire.FaultName(name))
	return k.Short
}

func nameOf(short string) string {
	for _, k := range fault.Kinds() {
		if k.Short == short {
			return string(k.Name)
		}
	}
	return ""
}
