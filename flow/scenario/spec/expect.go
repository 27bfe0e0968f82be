package spec

// Expect is something that must be true. In a file it is a mapping with the name of its
// Check.
type Expect struct {
	Pos Pos
	// Check is what must be true.
	Check Check
}

// Check is one of the types below.
type Check interface{ check() }

type checks struct{}

func (checks) check() {}

type (
	// OnPage is the page that shows.
	OnPage struct {
		checks
		Page Page `yaml:"page" short:"true" doc:"The page."`
	}
	// Callback is one that came, with these of its fields.
	Callback struct {
		checks
		Name  string         `yaml:"name" short:"true" words:"callback" doc:"The callback's name."`
		Data  map[string]any `yaml:"data,omitempty" doc:"Fields that its data has, with their values; * is any value."`
		Count *int           `yaml:"count,omitempty" doc:"How many such came; at least one if it is left out."`
	}
	// Callbacks are those that came, in this order; others may come between them.
	Callbacks struct {
		checks
		Names []string `yaml:"names" short:"true" words:"event" doc:"The names in their order. An onUIEvent may be named by its page: onUIEvent LoginPageOpened."`
		Exact bool     `yaml:"exact,omitempty" doc:"No other came."`
	}
	// Statuses are those that an account, archive, monitor or task went through.
	Statuses struct {
		checks
		Are    []string `yaml:"are" short:"true" words:"status" doc:"The statuses in their order; others may come between them."`
		In     Subject  `yaml:"in,omitempty" doc:"Whose: account, archive, monitor or task."`
		Within Duration `yaml:"within,omitempty" doc:"How long it took from the first to the last at most."`
		Exact  bool     `yaml:"exact,omitempty" doc:"There was no other."`
	}
	// ErrorCode is the code of the account or archive that changed last.
	ErrorCode struct {
		checks
		Code string `yaml:"code" short:"true" words:"errorCode" doc:"An account or archive error code; empty for none."`
	}
	// UserData is what the host gives of a user's data, by a path.
	UserData struct {
		checks
		Kind   string `yaml:"kind" words:"kind" doc:"The kind: identities, employments, incomes and so on."`
		Path   string `yaml:"path,omitempty" doc:"A JSONPath into the list of items, such as $[0].amount; the whole list if it is left out."`
		Equals any    `yaml:"equals,omitempty" doc:"The value there."`
		Count  *int   `yaml:"count,omitempty" doc:"How many values there are."`
		Exists *bool  `yaml:"exists,omitempty" doc:"Whether there is any."`
	}
	// Webhook is an event that the sandbox delivered.
	Webhook struct {
		checks
		Type  string         `yaml:"type" short:"true" words:"webhook" doc:"The event's type, such as ACCOUNT_CONNECTED."`
		Data  map[string]any `yaml:"data,omitempty" doc:"Fields that its data has; * is any value."`
		Count *int           `yaml:"count,omitempty" doc:"How many such; at least one if it is left out."`
	}
	// HTTP are calls that were made.
	HTTP struct {
		checks
		Call   string `yaml:"call" short:"true" doc:"Method and path, such as POST /accounts; {id} stands for any part."`
		Status string `yaml:"status,omitempty" doc:"What was answered: a status such as 200, a class such as 4xx, or none for no answer."`
		Count  *int   `yaml:"count,omitempty" doc:"How many; at least one if it is left out."`
		Max    *int   `yaml:"max,omitempty" doc:"How many at most."`
	}
	// Never says that a check must not hold.
	Never struct {
		checks
		Expect Expect `short:"true"`
	}
)
