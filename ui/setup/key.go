package setup

import (
	"context"
	"fmt"
	"strings"
	"time"

	"winkterm/api"
	"winkterm/api/host"
	"winkterm/api/wire"
)

func checkKey(_ context.Context, u *checkup) Finding {
	t := u.Target
	switch {
	case t.Skip != "":
		return skipped(t.Skip)
	case t.KeyError != nil:
		return skipped("the key store gives none: see key store")
	case t.Key == "" && t.Secret == "":
		return failed(CauseConfiguration, "a host is named, and neither "+envKey+" nor "+envSecret, "set both, in the environment or by winkterm init")
	case t.Key == "":
		return failed(CauseConfiguration, envSecret+" is set without "+envKey, "set both to a pair that belongs together")
	case t.Secret == "":
		return failed(CauseConfiguration, envKey+" is set without "+envSecret, "set both to a pair that belongs together")
	}
	a, name := u.answer(), host.Authority(t.OpenAPI)
	kind, _ := api.KindOf(a.err)
	switch {
	case a.unasked != "":
		return skipped("set, " + t.KeyFrom + ", and not tried: " + a.unasked)
	case a.refused() && u.otherTakes():
		return skipped("the key is one of the other mode: see mode")
	case a.refused():
		mend := "check both for a missing or added letter: a key works at the host of its mode alone"
		if t.Other != "" && !u.otherAllowed() {
			mend += "; --production tries it at production too"
		}
		return failed(CauseKey, name+" refuses the key "+t.KeyFrom, mend)
	case kind == api.KindForbidden:
		return warning(name+" takes the key, and does not let it list the providers", "ask Smile to allow it")
	case a.err != nil && !reaches(kind):
		return skipped("set, " + t.KeyFrom + ", and not tried: the host does not answer")
	}
	return ok(name + " takes the key " + t.KeyFrom)
}

// otherAllowed says whether the host of the other mode may be called.
func (u *checkup) otherAllowed() bool {
	return u.Target.Other != "" && (u.Target.Mode == wire.ModeProduction || u.Target.Production)
}

// otherTakes says whether the host of the other mode takes the key.
func (u *checkup) otherTakes() bool {
	return u.otherAllowed() && u.other().err == nil
}

func checkMode(_ context.Context, u *checkup) Finding {
	t := u.Target
	a := u.answer()
	switch {
	case t.Skip != "":
		return skipped(t.Skip)
	case t.LinkMode != "" && t.Mode != "" && t.LinkMode != t.Mode:
		return failed(CauseConfiguration, fmt.Sprintf("%s is of %s, and %s of %s", envOpenHost, modeName(t.Mode), envLinkHost, modeName(t.LinkMode)), "set both to hosts of the same mode")
	case t.Mode == "":
		return skipped("the host is not one of Smile's, whose address says the mode")
	case a.unasked != "":
		return skipped(a.unasked)
	case !a.signed:
		return skipped("there is no whole key: see key")
	case a.refused() && u.otherTakes():
		wrong := wire.ModeSandbox
		if t.Mode == wire.ModeSandbox {
			wrong = wire.ModeProduction
		}
		return failed(CauseKey, fmt.Sprintf("the key is one of %s, and the host is Smile's %s", modeName(wrong), modeName(t.Mode)),
			"set "+envOpenHost+" to "+t.Other+", or use a key of "+modeName(t.Mode))
	case a.err != nil:
		return skipped("the key is not accepted: see host and key")
	}
	return ok("key and host are of " + modeName(t.Mode))
}

func modeName(m wire.Mode) string { return strings.ToLower(string(m)) }

// How far the clocks may be apart. Beyond clockMost the ends of tokens are misjudged, and
// soon certificates with them.
const (
	clockSome = time.Minute
	clockMost = 5 * time.Minute
)

func checkClock(_ context.Context, u *checkup) Finding {
	a := u.answer()
	kind, _ := api.KindOf(a.err)
	switch {
	case a.unasked != "":
		return skipped(a.unasked)
	case a.err != nil && !reaches(kind):
		return skipped("the host does not answer: see host")
	case !a.dated:
		return skipped("no answer of the host said the time")
	}
	apart, side := a.ahead.Abs().Round(time.Second), "behind"
	if a.ahead < 0 {
		side = "ahead of"
	}
	text := fmt.Sprintf("this machine's clock is %s %s the host's", apart, side)
	const mend = "set this machine's clock, best from the network (timedatectl set-ntp true)"
	switch {
	case apart > clockMost:
		return failed(CauseConfiguration, text, mend)
	case apart > clockSome:
		return warning(text, mend)
	}
	return ok("the same as the host's, within a minute")
}
