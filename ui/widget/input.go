package widget

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"winkterm/ui/theme"
)

// InputLimit is how many characters an Input takes unless told otherwise.
const InputLimit = 256

// Input is one line that is typed into: Bubbles' text input with a label and a
// remark. It takes keys and pastes while it has the focus and ignores them
// otherwise, so sending a paste to a hidden field cannot leak it. A paste loses
// its control characters. The zero value is ready.
type Input struct {
	Label  string
	Hint   string
	Err    string // replaces the hint; the owner sets and clears it
	Secret bool   // shows a mask in place of each letter
	Limit  int    // in characters; 0 is InputLimit

	edit textinput.Model
	full bool // the last insertion did not fit
}

// editor gives the text input, made when it is first needed. Its own reading of
// the clipboard is off: a paste comes from the terminal, to the field in focus.
func (in *Input) editor() *textinput.Model {
	if in.edit.CharLimit == 0 {
		in.edit = textinput.New()
		in.edit.Prompt = ""
		in.edit.KeyMap.Paste.SetEnabled(false)
	}
	in.edit.CharLimit = in.limit()
	in.edit.EchoMode = textinput.EchoNormal
	if in.Secret {
		in.edit.EchoMode = textinput.EchoPassword
	}
	return &in.edit
}

// Value is what was typed.
func (in Input) Value() string { return in.edit.Value() }

// SetValue replaces the text, cleaned and cut to the limit, cursor at its end.
func (in *Input) SetValue(s string) {
	s = Clean(s)
	e := in.editor()
	e.SetValue(s)
	e.CursorEnd()
	in.full = utf8.RuneCountInString(s) > in.limit()
}

// Focus makes the input take keys and pastes. The cursor does not blink, so there
// is no command to run.
func (in *Input) Focus() { _ = in.editor().Focus() }

// Blur ends that.
func (in *Input) Blur() { in.editor().Blur() }

// Focused says whether keys and pastes reach it.
func (in Input) Focused() bool { return in.edit.Focused() }

// Update applies a key press or a paste. Keys that it has no use for change
// nothing.
func (in Input) Update(msg tea.Msg) Input {
	if !in.Focused() {
		return in
	}
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		m.Text = Clean(m.Text)
		in.full, msg = in.over(m.Text), m
	case tea.PasteMsg:
		m.Content = Clean(strings.Trim(m.Content, "\r\n"))
		in.full, msg = in.over(m.Content), m
	default:
		return in
	}
	e := in.editor()
	*e, _ = e.Update(msg)
	return in
}

// over says whether more text does not fit.
func (in Input) over(more string) bool {
	return utf8.RuneCountInString(in.Value())+utf8.RuneCountInString(more) > in.limit()
}

func (in Input) limit() int { return cmp.Or(in.Limit, InputLimit) }

// View draws lines of exactly width cells: the field, and below it what is wrong with
// it, or its hint, in at least one line.
func (in Input) View(th theme.Theme, width int) string {
	labelWidth := min(Width(in.Label), max(width/2-4, 0))
	sign, label := "  ", th.Muted.Render(Fit(in.Label, labelWidth))
	if in.Focused() {
		sign, label = th.Focus.Render(th.Symbols.Select+" "), th.Focus.Render(Fit(in.Label, labelWidth))
	}
	head := sign + label + "  "
	column := labelWidth + 4
	lines := []string{Fit(head+in.Field(th, max(width-column, 1)), width)}
	for _, line := range Lines(Wrap(in.remark(th), max(width-column, 1))) {
		lines = append(lines, Fit(strings.Repeat(" ", column)+line, width))
	}
	return joinLines(lines)
}

// Box draws the field in a box of exactly width cells that has its label, and at the right
// a note, in its upper side; below it what View has below the field. A sign beside the
// label says that it takes the keys, and another one before the error that it is wrong.
func (in Input) Box(th theme.Theme, width int, note string) string {
	s, side, label := th.Symbols, th.FieldBorder, th.Muted
	lead := s.Rule + s.Rule + " "
	if in.Focused() && s.Select != " " { // else the page rests
		side, label, lead = th.FieldFocus, th.Focus, " "+s.Select+" "
	}
	if in.Err != "" {
		side = th.FieldError
	}
	name := Cut(strings.TrimRight(in.Label, " "), max(width-Width(note)-10, 1))
	if note != "" {
		note = " " + note + " "
	}
	rule := strings.Repeat(s.Rule, max(width-Width(lead+name+note)-4, 0))
	lines := []string{
		side.Render(s.TopLeft+lead) + label.Render(name) + side.Render(" "+rule) + th.Muted.Render(note) + side.Render(s.Rule+s.TopRight),
		side.Render(s.Side) + " " + in.Field(th, max(width-4, 1)) + " " + side.Render(s.Side),
		side.Render(s.BottomLeft + strings.Repeat(s.Rule, max(width-2, 0)) + s.BottomRight),
	}
	if remark := in.remark(th); remark != "" {
		for _, line := range Lines(Wrap(remark, max(width-2, 1))) {
			lines = append(lines, "  "+line)
		}
	}
	return Box(joinLines(lines), width, len(lines))
}

// drawnCursor begins the cell in which the editor draws a cursor.
const drawnCursor = "\x1b[7m"

// Field draws the text with its cursor alone, exactly width cells in one line. It
// shows the part around the cursor when the text is longer.
func (in Input) Field(th theme.Theme, width int) string {
	e := in.editor()
	e.EchoCharacter, _ = utf8.DecodeRuneInString(th.Symbols.Mask)
	e.SetStyles(textinput.Styles{
		Focused: textinput.StyleState{Text: th.Text.Style},
		Blurred: textinput.StyleState{Text: th.Text.Style},
	})
	e.SetWidth(max(width-2, 1)) // a wide letter may stand under the cursor
	e.SetCursor(e.Position())   // brings it into the new width
	return Fit(strings.Replace(e.View(), drawnCursor, cursorMark, 1), width)
}

func (in Input) remark(th theme.Theme) string {
	switch {
	case in.Err != "":
		return th.Error.Render(th.Symbols.Fail + " " + Clean(in.Err))
	case in.full:
		return th.Warning.Render(fmt.Sprintf("%s only %d characters fit, the rest was left out", th.Symbols.Warn, in.limit()))
	}
	return th.Muted.Render(Clean(in.Hint))
}
