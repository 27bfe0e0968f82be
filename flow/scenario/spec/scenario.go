package spec

import (
	"time"

	"winkterm/api/wire"
)

// Version is that of the files which this program reads and writes.
const Version = 1

// Scenario is one session to be played, and what is expected of it. As it is given by
// Read it is expanded: no cases, no shared steps, no variables are left.
type Scenario struct {
	// Pos is where it begins.
	Pos Pos `yaml:"-"`

	Version     int      `yaml:"version" doc:"The version of the format: 1."`
	Name        string   `yaml:"name" doc:"What the scenario shows, in a few words; reports have it as the name of the test."`
	Description string   `yaml:"description,omitempty" doc:"More about it, for people."`
	Tags        []string `yaml:"tags,omitempty" doc:"Words to choose scenarios by, with --tags."`

	Options Options  `yaml:"options,omitempty" doc:"The widget's options."`
	Person  string   `yaml:"person,omitempty" words:"person" doc:"The test person who logs in where a step names nobody; George if it is left out."`
	People  []Person `yaml:"people,omitempty" doc:"Test people of your own, beside the shipped ones."`
	Data    Data     `yaml:"data,omitempty" doc:"What the sandbox knows of a person, in place of what it makes up."`

	Seed      uint64       `yaml:"seed,omitempty" doc:"What ids, waits and data are made of: the same seed, the same values."`
	Now       time.Time    `yaml:"now,omitempty" doc:"When the sandbox's clock begins."`
	Speed     *float64     `yaml:"speed,omitempty" doc:"How much faster the provider is than a real one: 1 is as slow as that, 0 is at once."`
	Providers int          `yaml:"providers,omitempty" doc:"How many providers the list has; 0 for the shipped ones."`
	Faults    []wire.Fault `yaml:"faults,omitempty" doc:"Faults that are armed before it begins."`

	Steps  []Step   `yaml:"steps" doc:"What is done, one after the other."`
	Expect []Expect `yaml:"expect,omitempty" doc:"What must be true at the end."`

	// Secrets are values that came from the environment: they are masked wherever they
	// turn up.
	Secrets []wire.Secret `yaml:"-"`
}

// Options are the widget's options of a scenario, see wire.WidgetOptions. UserID is that
// of a user who exists.
type Options struct {
	UserID            string   `yaml:"userId,omitempty" doc:"A user who exists; a new one if it is left out."`
	CompanyName       string   `yaml:"companyName,omitempty" doc:"The company that asks for consent."`
	TemplateID        string   `yaml:"templateId,omitempty" doc:"The Wink template."`
	Providers         []string `yaml:"providers,omitempty" words:"provider" doc:"Shows only these; a single one skips the list."`
	TopProviders      []string `yaml:"topProviders,omitempty" words:"provider" doc:"Shows these first."`
	EnableUpload      bool     `yaml:"enableUpload,omitempty" doc:"Lets documents be uploaded."`
	EnableSearchBar   *bool    `yaml:"enableSearchBar,omitempty" doc:"Shows the search field; on if it is left out."`
	EnableTypeBar     *bool    `yaml:"enableTypeBar,omitempty" doc:"Shows the filter by type; on if it is left out."`
	EnableConsentPage *bool    `yaml:"enableConsentPage,omitempty" doc:"Shows the consent page; on if it is left out."`
}

// Person is a test person of one's own.
type Person struct {
	Name     string            `yaml:"name" doc:"By which steps name the person, and the user name at logins."`
	FullName string            `yaml:"fullName,omitempty" doc:"As it stands in the data."`
	Email    string            `yaml:"email,omitempty" doc:"An address at which nobody is."`
	Mobile   string            `yaml:"mobile,omitempty" doc:"With the country in brackets: (+63) 9550000000."`
	SSNumber string            `yaml:"ssNumber,omitempty" doc:"A social security number of ten digits."`
	Country  string            `yaml:"country,omitempty" doc:"Two capital letters, such as PH."`
	Password string            `yaml:"password" doc:"The password."`
	Code     string            `yaml:"code,omitempty" doc:"The code of four digits; 1234 if it is left out."`
	Code6    string            `yaml:"code6,omitempty" doc:"The code of six digits; 123456 if it is left out."`
	Answers  map[string]string `yaml:"answers,omitempty" doc:"Answers to security questions, by the question's id."`
}

// Data is user data of one's own, by kind: the items in place of what the sandbox makes
// up, each with the fields of Smile's own schema, and what is left out is made up. An
// empty list is no items.
type Data struct {
	Kinds map[string][]map[string]any `yaml:",inline" words:"kind"`
	// Gap leaves out as many of the newest months but the last.
	Gap Gap `yaml:"gap,omitempty" doc:"Months without income or work."`
}

// Gap is a time without income or employment.
type Gap struct {
	Months int `yaml:"months" doc:"How many months."`
	Ago    int `yaml:"ago,omitempty" doc:"How many months before now it ended; 1 if it is left out."`
}
