package keymap

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/theme"
	"winkterm/ui/widget"
)

// Overlay shows all keys in a box over everything else, scrolled and searched. The zero
// value is closed.
type Overlay struct {
	Open   bool
	box    widget.Dialog
	scroll widget.Scroll
	search widget.Search
	// total is how many lines there are and height how many show, as drawn last.
	total, height int
}

// Update takes a key or a paste. A key that it has no use for closes it.
func (o *Overlay) Update(k Keys, msg tea.Msg) {
	press, _ := msg.(tea.KeyPressMsg)
	k.Disable(&k.Home, &k.Follow) // letters, and keys of the field
	by, scrolls := k.Step(press, o.total, o.height)
	switch {
	case scrolls:
		o.scroll.Move(by, o.total, o.height)
	case key.Matches(press, k.Back) && o.search.Active():
		o.search = widget.Search{}
	case o.Typing() && key.Matches(press, k.Enter):
		o.search.Blur()
	case o.Typing():
		o.search.Input = o.search.Update(msg)
	case key.Matches(press, k.Search):
		o.search.Focus()
	default:
		*o = Overlay{}
	}
}

// Typing says that letters go to the search.
func (o *Overlay) Typing() bool { return o.search.Focused() }

// Help lists the keys of the overlay.
func (o *Overlay) Help(k Keys) []key.Binding {
	k.Search.SetHelp("/", "search")
	k.Back.SetHelp("esc", "close")
	if o.search.Active() {
		k.Back.SetHelp("esc", "show all")
	}
	return []key.Binding{k.Back, k.Search}
}

// Click closes it where the click, in the cells of what it lies over, is beside the box.
func (o *Overlay) Click(x, y int) {
	if !o.box.Boxed() || o.box.Outside(x, y) {
		*o = Overlay{}
	}
}

// Boxed says that it was drawn as a box, which has the keys of the overlay in its edge.
func (o *Overlay) Boxed() bool { return o.Open && o.box.Boxed() }

// helpWidth is how many cells the help takes at most: four columns that cut nothing.
const helpWidth = 106

// View draws the overlay over a block of exactly width × height cells, or in its place
// where there is no room for a box.
func (o *Overlay) View(th theme.Theme, back string, groups []Group, k Keys, width, height int) string {
	all := new(Overlay).blocks(th, groups)
	high := len(columnLines(all, helpWidth, helpWidth))
	return o.box.Draw(th, back, "Keys", Hints(th, width, o.Help(k)...), width, height, helpWidth, high, func(width, height int) string {
		return o.body(th, groups, width, height)
	})
}

// body draws exactly width × height cells: the groups in as many columns as the width
// allows, without keys that are disabled or not searched for.
func (o *Overlay) body(th theme.Theme, groups []Group, width, height int) string {
	foot := ""
	if o.search.Active() {
		height = max(height-1, 1)
		foot = "\n" + o.search.Line(th, width)
	}
	blocks := o.blocks(th, groups)
	lines := columnLines(blocks, width, width)
	if len(lines) > height { // the columns stay, so that there are as many lines
		lines = columnLines(blocks, width, max(width-arrowWidth, 1))
	}
	o.total, o.height = len(lines), height
	return o.scroll.View(th, lines, width, height) + foot
}

// blocks are the groups with those keys that the search finds.
func (o *Overlay) blocks(th theme.Theme, groups []Group) [][]string {
	var blocks [][]string
	for _, g := range groups {
		block := []string{th.Title.Render(g.Title)}
		for _, b := range enabled(g.Bindings) {
			if o.search.Finds(g.Title, allKeys(b), b.Help().Desc) {
				block = append(block, th.Key.Render(widget.Fit(allKeys(b), keyColumn))+th.KeyDesc.Render(b.Help().Desc))
			}
		}
		if len(block) > 1 {
			blocks = append(blocks, block)
		}
	}
	if len(blocks) == 0 {
		return [][]string{{th.Muted.Render("no key for that")}}
	}
	return blocks
}
