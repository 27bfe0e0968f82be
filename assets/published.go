package assets

// published is a text of Smile's own about a code or term.
type published struct {
	// Kind is that of the Explanation or Term.
	Kind string `json:"kind"`
	Code string `json:"code"`
	// Source is "specification", where the text stands beside the code, or "documentation".
	Source string `json:"source"`
	// Brief says that the text is not quoted but told in short.
	Brief bool   `json:"brief"`
	Text  string `json:"text"`
}

var publishedTexts = parsed[published]("published.json")

// SmileSays is what Smile itself publishes about the code, in quotes where it is
// verbatim, and where it stands; "" where nothing beyond the code's name is known.
func (e Explanation) SmileSays() string { return smileSays(string(e.Kind), e.Code) }

// SmileSays is that of a term.
func (t Term) SmileSays() string { return smileSays(string(t.Kind), t.Code) }

func smileSays(kind, code string) string {
	for _, p := range publishedTexts() {
		switch {
		case p.Kind != kind || p.Code != code:
		case p.Brief:
			return p.Text + " (" + p.Source + ", in short)"
		default:
			return `"` + p.Text + `" (` + p.Source + ")"
		}
	}
	return ""
}
