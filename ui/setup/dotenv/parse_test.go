package dotenv

import (
	"strings"
	"testing"
)

// variables are the names that are read.
var variables = []string{"API_KEY", "API_SECRET", "OPEN_API_HOST", "LINK_API_HOST", "APP_PORT"}

// The values are those that the library of the Node quickstart gives.
func TestDotenvReadsAsTheQuickstartDoes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"API_SECRET=plain":                                    "plain",
		"API_SECRET=xTvDqw$27abc":                             "xTvDqw$27abc",
		`API_SECRET="xTvDqw$27abc"`:                           "xTvDqw$27abc",
		"API_SECRET=${API_KEY}":                               "${API_KEY}",
		"  API_SECRET = spaced  ":                             "spaced",
		"export API_SECRET=exported":                          "exported",
		"API_SECRET: colon":                                   "colon",
		"API_SECRET=":                                         "",
		"API_SECRET=\nAPI_SECRET_OLD=x":                       "",
		"API_SECRET=''":                                       "",
		"API_SECRET='single $x # \"in\"' # out":               `single $x # "in"`,
		`API_SECRET="  spaces  "`:                             "  spaces  ",
		"API_SECRET=`back 'and' \"both\"`":                    `back 'and' "both"`,
		`API_SECRET="one\ntwo\rthree"`:                        "one\ntwo\rthree",
		`API_SECRET='one\ntwo'`:                               `one\ntwo`,
		`API_SECRET=one\ntwo`:                                 `one\ntwo`,
		"API_SECRET=\"over\nlines\"":                          "over\nlines",
		"API_SECRET='over\r\nlines'":                          "over\nlines",
		"API_SECRET=value # comment":                          "value",
		"API_SECRET=value#comment":                            "value",
		"API_SECRET=a=b==":                                    "a=b==",
		`API_SECRET={"a": "b"}`:                               `{"a": "b"}`,
		`API_SECRET=it's`:                                     "it's",
		`API_SECRET="a\"b"`:                                   `a\"b`,
		`API_SECRET="a"b`:                                     `"a"b`,
		"API_SECRET=first\nAPI_SECRET=last":                   "last",
		"# API_SECRET=no\nAPI_SECRET=yes":                     "yes",
		"MY_API_SECRET=no\nAPI_SECRET=yes\nAPI_SECRET.X=no":   "yes",
		"\ufeffAPI_SECRET=behind a mark":                      "behind a mark",
		"API_SECRET=old\r\nOTHER=x\r\n":                       "old",
		"API_SECRET=mac\rOTHER=x\r":                           "mac",
		"what is this\n'\nFOO='\n=\n{}\nAPI_SECRET=yes\n\"$(": "yes",
		"OTHER=\"one\nAPI_SECRET=no\ntwo\"\nAPI_SECRET=yes":   "yes",
		"OTHER=\"it's\nAPI_SECRET=yes":                        "yes",
		"API_SECRET=yes\nexport API_SECRET":                   "yes",
	} {
		values, broken := Parse(text, variables)
		if got := values["API_SECRET"]; broken != 0 || got != want {
			t.Errorf("%q: %q, broken %d, want %q", text, got, broken, want)
		}
	}
}

func TestDotenvNamesABrokenLineOfOurs(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"API_SECRET hush":                        1,
		"A=1\n\n  API_SECRET hush\nAPI_SECRET=x": 3,
		"A=1\r\nexport API_KEY hush":             2,
		"API_KEY='hush":                          1,
		"A='1\n2'\nAPI_KEY=\"hush\nB=2":          3,
		"API_KEY=`":                              1,
		"APP_PORT":                               1,
		"API_KEY:hush":                           1,
		"A hush\nB='hush\nAPI_KEY_OLD hush":      0,
	} {
		if values, broken := Parse(text, variables); broken != want || want > 0 && values != nil {
			t.Errorf("%q: broken line %d, want %d", text, broken, want)
		}
	}
}

func FuzzDotenv(f *testing.F) {
	f.Add("export API_KEY='a\nb' # c\nAPI_SECRET \"")
	f.Fuzz(func(t *testing.T, text string) {
		values, broken := Parse(text, variables)
		if lines := 1 + strings.Count(text, "\n") + strings.Count(text, "\r"); broken < 0 || broken > lines || len(values) > len(variables) {
			t.Errorf("%q: %v, broken %d", text, values, broken)
		}
	})
}
