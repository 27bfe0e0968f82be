package widget

import "winkterm/ui/theme"

// Badge is a word in a title that stands on its role's ground.
type Badge struct {
	Role theme.Role
	Text string
}

// Mode gives the badge of a session's mode, in the role of production where the host or the
// mode is that; none where the mode is not known yet. It is drawn as it is: clean it first.
func Mode(th theme.Theme, mode string, production bool) []Badge {
	switch {
	case mode == "":
		return nil
	case production:
		return []Badge{{th.BadgeProduction, mode}}
	}
	return []Badge{{th.BadgeSandbox, mode}}
}

// Production gives the badge of a host where it may be production, else none.
func Production(th theme.Theme, is bool) []Badge {
	if !is {
		return nil
	}
	return Mode(th, "PRODUCTION", true)
}

// badgeGap is between badges, and between them and other texts of a title; factLeast how
// many cells of a fact are worth showing.
const (
	badgeGap  = " "
	factLeast = 4
)

// Header draws a title in at most width cells: the program's name, the badges, then facts
// with a dot between them, of which those that matter least go from the end. The badges
// stay in any width; where they leave no room for the first fact, the name goes. The facts
// are drawn as they are. Use it as a Frame's title.
func Header(th theme.Theme, name string, badges []Badge, facts []string, width int) string {
	var filled []string
	for _, b := range badges {
		filled = append(filled, b.Role.Render(" "+b.Text+" "))
	}
	line, gap := KeepFirst(filled, badgeGap, width), badgeGap
	first := ""
	if len(facts) > 0 {
		first = facts[0]
	}
	switch title := th.Header.Render(Cut(name, width)); {
	case line == "" && title == "":
		gap = ""
	case line == "":
		line, gap = title, badgeGap+badgeGap
	case name != "" && Width(title+badgeGap+line+badgeGap+first) <= width:
		line = title + badgeGap + line
	}
	muted := make([]string, len(facts))
	for i, fact := range facts {
		muted[i] = th.Muted.Render(fact)
	}
	if room := width - Width(line+gap); room >= factLeast && len(facts) > 0 {
		line += gap + KeepFirst(muted, th.Muted.Render(" "+th.Symbols.Dot+" "), room)
	}
	return line
}
