package dotenv

import (
	"fmt"
	"slices"
	"strings"
)

// Variable is a line that Set writes. Where Remove is true, its lines go instead.
type Variable struct {
	Name, Value string
	Remove      bool
}

// Set gives a .env with these variables, each once, in its old place or at the end;
// everything else stays as it is. It fails for a value that no way of quoting keeps, and
// where a quote elsewhere that is not closed would take a variable in; it names the
// variable alone.
func Set(text string, variables ...Variable) (string, error) {
	changed, err := replace(text, variables)
	if err != nil {
		return "", err
	}
	for _, v := range variables {
		values, broken := Parse(changed, []string{v.Name})
		if got, there := values[v.Name]; broken > 0 || got != v.Value && !v.Remove || there && v.Remove {
			return "", fmt.Errorf("%s cannot be set: a quote in the file is not closed; close it first", v.Name)
		}
	}
	return changed, nil
}

func replace(text string, variables []Variable) (string, error) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff"))
	written := map[string]bool{}
	var out strings.Builder
	end := 0
	for _, at := range line.FindAllStringSubmatchIndex(text, -1) {
		i := slices.IndexFunc(variables, func(v Variable) bool { return v.Name == text[at[4]:at[5]] })
		if i < 0 {
			continue
		}
		out.WriteString(text[end:at[0]])
		end = at[1]
		v := variables[i]
		if v.Remove || written[v.Name] {
			end = min(end+1, len(text)) // its line break
			continue
		}
		if err := v.write(&out); err != nil {
			return "", err
		}
		written[v.Name] = true
	}
	out.WriteString(text[end:])
	return appendMissing(out.String(), variables, written)
}

func appendMissing(text string, variables []Variable, written map[string]bool) (string, error) {
	var out strings.Builder
	out.WriteString(text)
	if text != "" && !strings.HasSuffix(text, "\n") {
		out.WriteString("\n")
	}
	for _, v := range variables {
		if v.Remove || written[v.Name] {
			continue
		}
		if err := v.write(&out); err != nil {
			return "", err
		}
		out.WriteString("\n")
	}
	return out.String(), nil
}

// write writes the variable as Parse reads it.
func (v Variable) write(to *strings.Builder) error {
	for _, quote := range []string{"", "'", "`", `"`} {
		written := v.Name + "=" + quote + v.Value + quote
		values, broken := Parse(written+"\nEND=1", []string{v.Name, "END"})
		if broken == 0 && values[v.Name] == v.Value && values["END"] == "1" {
			to.WriteString(written)
			return nil
		}
	}
	return fmt.Errorf("%s has quotes of all kinds or a line break, which a .env cannot keep", v.Name)
}
